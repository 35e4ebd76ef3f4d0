# Currying by asking a function how many arguments it takes.
def curry(f):
    n = f.__code__.co_argcount

    def more(*got):
        return f(*got) if len(got) >= n else lambda x: more(*got, x)

    return more


@curry
def volume(a, b, c):
    return a * b * c


print(volume(2)(3)(4), volume(2, 3)(4), volume(2, 3, 4))
print(curry(lambda x, y: x - y)(10)(3), volume.__closure__ is not None)
