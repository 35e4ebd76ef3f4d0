# reads lines until an empty one, then numbers until "done"
counts = {}
total_lines = 0
while True:
    line = input()
    if not line:
        break
    total_lines += 1
    for word in line.split():
        word = word.strip(".,;:!?").lower()
        counts[word] = counts.get(word, 0) + 1

print("lines:", total_lines)
for word in sorted(counts, key=lambda w: (-counts[w], w))[:5]:
    print(word.ljust(8), counts[word])

numbers = []
while True:
    answer = input("number? ")
    if answer == "done":
        break
    try:
        numbers.append(float(answer))
    except ValueError:
        print("not a number:", answer)
print()
if numbers:
    print("average of %d numbers: %.2f" % (len(numbers), sum(numbers) / len(numbers)))
try:
    input("anything else? ")
except EOFError:
    print("\nno more input")
