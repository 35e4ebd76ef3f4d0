# needs: files
"""Directories and files through pathlib, glob and shutil."""
import glob
import shutil
from pathlib import Path

base = Path("project")
(base / "src").mkdir(parents=True)
(base / "docs").mkdir()
for name in ("a.py", "b.py", "notes.txt"):
    (base / "src" / name).write_text(f"# {name}\n")
print(sorted(p.as_posix() for p in base.rglob("*")))
print(sorted(p.name for p in base.glob("src/*.py")), [p.name for p in sorted(base.iterdir())], sorted(glob.glob("project/**/*.txt", recursive=True)))
target = base / "docs" / "index.md"
print(target.exists(), target.write_bytes(b"# title\n"), target.read_text(), target.stat().st_size, target.is_file(), base.is_dir())
with target.open("a") as f:
    f.write("more\n")
print(target.read_text().splitlines(), target.rename(target.with_suffix(".rst")).name, target.exists())
shutil.copy(base / "src" / "a.py", base / "docs" / "a_copy.py")
print(sorted(p.name for p in (base / "docs").iterdir()))
(base / "src" / "b.py").unlink()
(base / "src" / "gone.py").unlink(missing_ok=True)
try:
    (base / "src" / "gone.py").read_text()
except FileNotFoundError as error:
    print(type(error).__name__)
try:
    base.mkdir()
except FileExistsError as error:
    print(type(error).__name__)
base.mkdir(exist_ok=True)
total = sum(p.stat().st_size for p in base.rglob("*") if p.is_file())
print(total)
shutil.rmtree(base)
print(base.exists())
