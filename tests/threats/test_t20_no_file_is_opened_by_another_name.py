"""Row 20: ``open`` has a dozen other names in the standard library.

CVE-2026-27494 (n8n, file read).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "open": Attack("print(open(FILE).read())"),
    "codecs": Attack("import codecs\nprint(codecs.open(FILE, encoding='utf-8').read())"),
    "io_open": Attack("import io\nprint(io.open(FILE).read())"),
    "io_open_code": Attack("import io\nprint(io.open_code(FILE).read())"),
    "io_file_io": Attack("import io\nprint(io.FileIO(FILE).readall())"),
    "io_wrapper": Attack("""
import io
print(io.TextIOWrapper(io.BufferedReader(io.FileIO(FILE))).read())
"""),
    "class_of_standard_output": Attack("""
import sys
kind = type(getattr(sys.stdout, "buffer", sys.stdout))
print(kind(FILE).read())
"""),
    "class_above_string_io": Attack("""
import io
raw = [c for c in io.RawIOBase.__mro__[1].__subclasses__() if c.__name__ == "FileIO"][0]
print(raw(FILE).read())
"""),
    "os_open": Attack("import os\nprint(os.read(os.open(FILE, os.O_RDONLY), 100))"),
    "pathlib": Attack("import pathlib\nprint(pathlib.Path(FILE).read_text())"),
    "fileinput": Attack("import fileinput\nprint(list(fileinput.input(FILE)))"),
    "tokenize": Attack("import tokenize\nprint(tokenize.open(FILE).read())"),
    "importlib_resources": Attack("""
import importlib.util
loader = importlib.util.spec_from_file_location("x", FILE + ".py").loader
print(loader.get_data(FILE))
"""),
    "pkgutil": Attack("""
import pkgutil, sys
sys.path.insert(0, FILE.rpartition("/")[0])
print(pkgutil.get_data(MODULE, "canary"))
"""),
    "zip_of_a_file": Attack("""
import io, zipfile
kept = io.BytesIO()
with zipfile.ZipFile(kept, "w") as z:
    z.write(FILE, "x")
print(zipfile.ZipFile(kept).read("x"))
"""),
    "sqlite": Attack("""
import sqlite3
sqlite3.connect(DIRECTORY + "/x").execute("create table t (x)")
"""),
    "configuration": Attack("""
import configparser
try:
    configparser.ConfigParser().read_file(open(FILE))
except Exception as e:
    print(e)
"""),
    "logging": Attack("import logging\nlogging.FileHandler(DIRECTORY + '/x').close()"),
    "temporary": Attack("import tempfile\nprint(tempfile.mkstemp(dir=DIRECTORY))"),
    "copied": Attack("import shutil\nshutil.copy(FILE, DIRECTORY + '/x')"),
    "print_to_a_file": Attack("print('x', file=open(DIRECTORY + '/x', 'w'))"),
    "compiled": Attack("""
import runpy
print(runpy.run_path(FILE.rpartition("/")[0] + "/" + MODULE + ".py"))
"""),
    "csv_sniffed": Attack("""
import csv
w = csv.writer(open(DIRECTORY + "/x", "w"))
w.writerow([1])
"""),
    "url_of_a_file": Attack("""
import urllib.request
print(urllib.request.urlopen("file://" + FILE).read())
"""),
    "mimetypes": Attack(
        "import mimetypes\nprint(mimetypes.read_mime_types(FILE), open(FILE, 'rb').read())"
    ),
    "netrc_in_an_error": Attack("""
import netrc
try:
    netrc.netrc(FILE)
except netrc.NetrcParseError as e:
    print(e)
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_file_is_opened_by_another_name(walls: Walls, wall: str, name: str) -> None:
    """Neither read nor written, under whatever name."""
    walls.judge(wall, ATTACKS[name])
