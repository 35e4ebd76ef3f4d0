def make_counter(start=0, step=1):
    count = start

    def bump():
        nonlocal count
        count += step
        return count

    def reset(to=0):
        nonlocal count
        count = to

    bump.reset = reset
    return bump


a = make_counter()
b = make_counter(10, 5)
print([a(), a(), a()])
print([b(), b()])
a.reset()
print(a(), b())
a.reset(to=41)
print("the answer:", a())
print(a.__name__, make_counter.__defaults__)
