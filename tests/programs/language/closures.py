def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc

c = counter(); c(); print(c(5))
total = 0
def add(k):
    global total
    total += k
for i in range(4): add(i)
print(total, [f(3) for f in [lambda x, i=i: x * i for i in range(3)]])
