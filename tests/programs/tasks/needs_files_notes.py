# needs: files
"""A notebook kept in a text file: append, search, rewrite."""

NOTES = "notes.txt"


def add(*lines):
    with open(NOTES, "a", encoding="utf-8") as f:
        for line in lines:
            f.write(line + "\n")


def search(word):
    with open(NOTES, encoding="utf-8") as f:
        return [(n, line.rstrip()) for n, line in enumerate(f, 1) if word in line]


def rewrite(old, new):
    with open(NOTES, "r+", encoding="utf-8") as f:
        text = f.read()
        f.seek(0)
        f.write(text.replace(old, new))
        f.truncate()
    return text.count(old)


with open(NOTES, "w") as f:
    print("# notes", file=f)
add("buy lamp oil", "write to Zoë", "mend the lamp")
print(search("lamp"))
print(rewrite("lamp", "lantern"), "changed")
with open(NOTES, encoding="utf-8") as f:
    first = f.readline()
    rest = f.readlines()
print(repr(first), len(rest), f.closed, f.name)
for line in rest:
    print("-", line, end="")
with open("data.bin", "wb") as f:
    f.write(bytes(range(10)))
with open("data.bin", "rb") as f:
    f.seek(-3, 2)
    print(f.read(), f.tell())
try:
    open("missing.txt")
except FileNotFoundError as e:
    print(type(e).__name__, e.filename, e.errno)
try:
    open(NOTES, "x")
except FileExistsError:
    print("exists already")
