# needs: files
"""Archives, temporary files, paths, trees, logs and ini files."""

import zipfile, io, mimetypes, tempfile, shutil, os, glob
from pathlib import Path

b = io.BytesIO()
with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("a.txt", "hello" * 10)
    z.writestr("d/b.txt", b"x")
    z.comment = b"c"
with zipfile.ZipFile(b) as z:
    print(
        z.namelist(),
        z.read("a.txt")[:5],
        z.getinfo("a.txt").file_size,
        z.testzip(),
        z.infolist()[1].filename,
        z.comment,
    )
    with z.open("d/b.txt") as f:
        print(f.read())
    z.extractall("out")
    print(sorted(os.listdir("out")), open("out/a.txt").read()[:5])
print(zipfile.is_zipfile(b), zipfile.is_zipfile(io.BytesIO(b"no")))
try:
    zipfile.ZipFile(io.BytesIO(b"nope"))
except zipfile.BadZipFile as e:
    print(e)
with zipfile.ZipFile("t.zip", "w") as z:
    z.write("out/a.txt", "in.txt")
    z.mkdir("dd")
print(zipfile.ZipFile("t.zip").namelist())
print(
    mimetypes.guess_type("a.html"),
    mimetypes.guess_type("x.tar.gz"),
    mimetypes.guess_extension("text/plain"),
)
with tempfile.TemporaryDirectory() as d:
    p = Path(d) / "f.txt"
    p.write_text("hi\n")
    print(
        p.read_text(),
        p.exists(),
        p.stat().st_size,
        [x.name for x in Path(d).iterdir()],
        p.is_file(),
        Path(d).is_dir(),
    )
print(Path(d).exists())
with tempfile.NamedTemporaryFile("w+", suffix=".txt", dir=".") as f:
    f.write("q")
    f.seek(0)
    print(f.read(), f.name.endswith(".txt"))
with tempfile.SpooledTemporaryFile(mode="w+") as f:
    f.write("z")
    f.seek(0)
    print(f.read())
os.makedirs("w/x/y")
Path("w/x/1.py").write_text("a")
Path("w/2.py").touch()
Path("w/x/y/3.txt").write_bytes(b"abc")
for top, ds, fs in sorted(os.walk("w")):
    print(top, sorted(ds), sorted(fs))
print(
    sorted(glob.glob("w/**/*.py", recursive=True)),
    sorted(str(x) for x in Path("w").rglob("*")),
    sorted(x.name for x in Path("w").glob("*/*.py")),
)
shutil.copytree("w", "v")
shutil.copy("w/x/1.py", "v")
shutil.move("v/1.py", "v/9.py")
print(sorted(os.listdir("v")))
shutil.rmtree("v")
print(os.path.exists("v"))
with os.scandir("w") as it:
    print(sorted((e.name, e.is_dir()) for e in it))
os.rename("w/2.py", "w/4.py")
os.remove("w/4.py")
os.replace("w/x/1.py", "w/5.py")
print(
    sorted(os.listdir("w")),
    os.path.getsize("w/x/y/3.txt"),
    os.stat("w/5.py").st_size,
    os.path.isdir("w"),
    os.path.getmtime("w") > 0,
)
try:
    open("nope")
except FileNotFoundError as e:
    print(e)
try:
    Path("nope").read_text()
except FileNotFoundError as e:
    print(e.filename)
try:
    os.mkdir("w")
except FileExistsError as e:
    print(e)
Path("new/deep").mkdir(parents=True, exist_ok=True)
print(
    Path("new").rename("old"),
    Path("old/deep").parent,
    (Path("old") / "deep").rmdir(),
    Path("old").rmdir(),
)
with Path("l.txt").open("w") as f:
    print("line", file=f)
print(
    Path("l.txt").read_text().splitlines(),
    Path("l.txt").with_suffix(".md"),
    Path("l.txt").unlink(),
    Path("l.txt").exists(),
)
Path("zzz").unlink(missing_ok=True)
import logging

logging.basicConfig(filename="x.log", level=logging.INFO, format="%(message)s")
logging.info("logged")
logging.shutdown()
print(open("x.log").read())
import configparser

c = configparser.ConfigParser()
Path("c.ini").write_text("[a]\nb=1\n")
print(c.read("c.ini"), c["a"]["b"])
import xml.etree.ElementTree as ET

ET.ElementTree(ET.fromstring("<a/>")).write("t.xml")
print(ET.parse("t.xml").getroot().tag)
