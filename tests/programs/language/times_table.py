# My first program with loops in loops

size = 10

print("   x", end="")
for n in range(1, size + 1):
    print("%4d" % n, end="")
print()
print("-" * (4 * size + 4))

for row in range(1, size + 1):
    print(str(row).rjust(4), end="")
    for col in range(1, size + 1):
        print(f"{row * col:4}", end="")
    print()

total = 0
for row in range(1, size + 1):
    for col in range(1, size + 1):
        if row == col:
            continue
        total += row * col
print("sum without the squares:", total)
