# needs: files
"""os and os.path on the working directory."""
import os
import os.path

os.makedirs("tree/left/deep")
os.mkdir("tree/right")
for path in ("tree/root.txt", "tree/left/l.txt", "tree/left/deep/d.txt"):
    with open(path, "w") as f:
        f.write(path)
for directory, names, files in os.walk("tree"):
    names.sort()
    print(directory, names, sorted(files))
print(sorted(os.listdir("tree")), os.path.getsize("tree/root.txt"), os.path.isfile("tree"), os.path.isdir("tree"), os.path.exists("tree/none"))
with os.scandir("tree") as entries:
    print(sorted((e.name, e.is_dir()) for e in entries))
os.rename("tree/root.txt", "tree/renamed.txt")
os.replace("tree/renamed.txt", "tree/left/l.txt")
print(sorted(os.listdir("tree/left")))
for directory, names, files in os.walk("tree", topdown=False):
    for name in files:
        os.remove(os.path.join(directory, name))
    os.rmdir(directory)
print(os.path.lexists("tree"), os.path.splitext("a.tar.gz"), os.sep, os.linesep == "\n")
