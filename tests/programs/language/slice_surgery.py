xs = list(range(10))
print(xs[2:5], xs[:3], xs[7:], xs[::3], xs[::-2], xs[-3:], xs[5:2], xs[100:], xs[:-100])
xs[2:5] = ["a", "b"]
print(xs)
xs[1:1] = [True, None]
print(xs)
xs[::2] = [0] * len(xs[::2])
print(xs)
del xs[-1], xs[0]
del xs[1:3]
print(xs)
xs[:] = sorted(range(6), reverse=True)
print(xs)
xs[len(xs):] = [9, 9]
xs[-2:] = []
xs += [7]
xs *= 2
print(xs)
middle = slice(1, -1, 2)
print(xs[middle], middle.start, middle.stop, middle.step, middle.indices(len(xs)))
try:
    xs[::2] = [1]
except ValueError as e:
    print(e)
text = "hello world"
print(text[:5], text[6:], text[::-1], text[1:9:3])
ba = bytearray(b"hello")
ba[1:3] = b"EY"
del ba[-1]
print(ba, bytes(ba[:2]))
grid = [[0] * 3 for _ in range(3)]
grid[1][:] = [1, 2, 3]
grid[0][0] -= 5
print(grid, [row[1] for row in grid], list(zip(*grid)))
