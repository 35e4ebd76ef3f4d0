for n in range(2, 20):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d)
            break
    else:
        print(n, "is prime")

n = 27
steps = 0
while n != 1:
    n = 3 * n + 1 if n % 2 else n // 2
    steps += 1
    if steps > 200:
        print("gave up")
        break
else:
    print("reached 1 after", steps, "steps")

found = None
for found in []:
    pass
else:
    print("nothing in the list, found is", found)

i = 10
while i:
    i -= 3
    if i < 0:
        break
    if i % 2:
        continue
    print("even", i)
else:
    print("never here")
print(i)
