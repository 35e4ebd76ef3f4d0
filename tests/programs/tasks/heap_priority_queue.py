# A binary heap written out, used as a priority queue for a hospital waiting room.


class Heap:
    def __init__(self, key=lambda x: x):
        self.key = key
        self.a = []

    def push(self, x):
        self.a.append(x)
        i = len(self.a) - 1
        while i > 0 and self.key(self.a[i]) < self.key(self.a[(i - 1) // 2]):
            parent = (i - 1) // 2
            self.a[i], self.a[parent] = self.a[parent], self.a[i]
            i = parent

    def pop(self):
        if not self.a:
            raise IndexError("pop from an empty heap")
        top, last = self.a[0], self.a.pop()
        if self.a:
            self.a[0] = last
            i = 0
            while True:
                kids = [k for k in (2 * i + 1, 2 * i + 2) if k < len(self.a)]
                if not kids:
                    break
                k = min(kids, key=lambda k: self.key(self.a[k]))
                if self.key(self.a[i]) <= self.key(self.a[k]):
                    break
                self.a[i], self.a[k] = self.a[k], self.a[i]
                i = k
        return top

    def __bool__(self):
        return bool(self.a)


patients = [("Ada", 3), ("Ben", 1), ("Cy", 2), ("Dot", 1), ("Eve", 5), ("Flo", 2)]
queue = Heap(key=lambda p: (p[1], p[2]))
for arrival, (name, urgency) in enumerate(patients):
    queue.push((name, urgency, arrival))
print("tree:", [p[0] for p in queue.a])
order = []
while queue:
    name, urgency, _ = queue.pop()
    order.append(f"{name}({urgency})")
print(" < ".join(order))
try:
    queue.pop()
except IndexError as e:
    print(e)

h = Heap(key=lambda x: -x)
for x in [5, 3, 8, 1, 9, 2, 7]:
    h.push(x)
print([h.pop() for _ in range(7)])
