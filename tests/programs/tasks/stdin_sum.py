import sys

n, *rows = sys.stdin.read().split("\n")
n = int(n)
data = [list(map(int, r.split())) for r in rows[:n]]
print(*(sum(r) for r in data))
print(max(data, key=sum))
for column in zip(*data):
    print(max(column) - min(column), end=" ")
print()
