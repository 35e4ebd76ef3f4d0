class Traced:
    """Counts reads of every attribute, present or not."""

    def __init__(self):
        self.counts = {}
        self.value = 10

    def __getattribute__(self, name):
        if not name.startswith("_") and name != "counts":
            counts = object.__getattribute__(self, "counts")
            counts[name] = counts.get(name, 0) + 1
        return super().__getattribute__(name)

    def double(self):
        return self.value * 2


t = Traced()
t.value
t.value += 1
print(t.double(), t.counts)
try:
    t.missing
except AttributeError as e:
    print(e)
print(t.counts)
