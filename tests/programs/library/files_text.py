# needs: files
"""Write, append to, read and seek in text and binary files."""
import io

with open("notes.txt", "w", encoding="utf-8") as f:
    f.write("first line\n")
    print("second", "line", file=f)
    f.writelines(f"line {n}\n" for n in range(3, 6))
print(f.closed, f.name, f.mode)
with open("notes.txt") as f:
    for number, line in enumerate(f, 1):
        print(number, line.rstrip())
with open("notes.txt", "a+") as f:
    f.write("añadido\n")
    f.seek(0)
    print(len(f.readlines()), f.readable(), f.writable())
with open("notes.txt", encoding="utf-8") as f:
    print(repr(f.read(5)), repr(f.readline()), f.tell(), repr(f.readline()))
with open("data.bin", "wb") as f:
    print(f.write(bytes(range(16))))
with open("data.bin", "r+b") as f:
    f.seek(-4, io.SEEK_END)
    print(f.read(2), f.tell())
    f.seek(0)
    f.write(b"\xff\xff")
    f.truncate(8)
with open("data.bin", "rb") as f:
    print(f.read(), f.read())
try:
    open("notes.txt", "x")
except FileExistsError as error:
    print(type(error).__name__, error.filename)
for attempt in (lambda: open("absent.txt"), lambda: open("notes.txt", "q"), lambda: open("no/such/dir.txt", "w")):
    try:
        attempt()
    except (OSError, ValueError) as error:
        print(type(error).__name__)
try:
    f.read()
except ValueError as error:
    print(error)
