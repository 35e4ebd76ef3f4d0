# needs: files
"""Temporary files and directories that clean up after themselves."""
import os
import tempfile
from pathlib import Path

with tempfile.TemporaryFile("w+") as f:
    f.write("scratch")
    f.seek(0)
    print(f.read())
with tempfile.NamedTemporaryFile(prefix="pre-", suffix=".txt", delete=False, dir=".") as f:
    f.write(b"kept for now")
    name = f.name
print(Path(name).name.startswith("pre-"), Path(name).suffix, Path(name).read_bytes())
os.remove(name)
print(os.path.exists(name))
with tempfile.TemporaryDirectory(dir=".") as d:
    p = Path(d, "inner.txt")
    p.write_text("x")
    print(os.path.isdir(d), [q.name for q in Path(d).iterdir()])
print(os.path.exists(d))
with tempfile.SpooledTemporaryFile(max_size=100) as f:
    f.write(b"in memory")
    f.seek(0)
    print(f.read())
