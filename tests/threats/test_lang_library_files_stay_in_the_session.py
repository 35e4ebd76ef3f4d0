"""Attacks on files outside of the session's directory through modules that work on files.

``SECRET`` is a file beside the directory; each attack reads it, changes it or finds it, and does so
in plain Python. The profile has files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from loot import run_guarded, taken_in_plain_python

from guardedflame.sandbox.guard.files import SessionFiles
from guardedflame.sandbox.guard.services import Services

CANARY = "canary-in-a-file"

#: What an attack takes is text with the canary; what it finds, is true; what it changes, is looked at.
ATTACKS = {
    "pathlib_reads": "import pathlib\nout = pathlib.Path(SECRET).read_text()",
    "pathlib_climbs": "import pathlib\nout = (pathlib.Path('d') / '..' / '..' / NAME).read_text()",
    "pathlib_opens_and_climbs": "import pathlib\nout = pathlib.Path('../' + NAME).open().read()",
    "pathlib_lists": "import pathlib\nout = [p for p in pathlib.Path('..').iterdir() if p.name == NAME][0]",
    "pathlib_globs": "import pathlib\nout = list(pathlib.Path('..').glob('*.txt'))[0]",
    "pathlib_globs_up": "import pathlib\nout = list(pathlib.Path('.').glob('../*.txt'))[0]",
    "pathlib_links": "import pathlib\np = pathlib.Path('l')\np.symlink_to(SECRET)\nout = p.read_text()",
    "pathlib_renames": "import pathlib\npathlib.Path(SECRET).rename('mine')\nout = open('mine').read()",
    # A path that is asked twice answers twice.
    "path_that_changes": """
import pathlib
class P:
    n = 0
    def __fspath__(self):
        self.n += 1
        return SECRET if self.n > 1 else "mine"
open("mine", "w").close()
p = P()
pathlib.Path(p)
out = open(p).read()
""",
    "path_of_a_str_that_lies": """
class S(str):
    def startswith(self, *a): return False
    def split(self, *a): return ['x']
    def __str__(self): return 'x'
out = open(S(SECRET)).read()
""",
    "os_lists": "import os\nout = NAME if NAME in os.listdir('..') else None",
    "os_scans": "import os\nout = [e for e in os.scandir('..') if e.name == NAME][0].stat()",
    "os_walks": "import os\nout = [t for t, d, f in os.walk('..') if NAME in f][0]",
    "os_stats": "import os\nout = os.stat(SECRET).st_size",
    "os_sees": "import os\nout = os.path.exists(SECRET) or None",
    "os_sizes": "import os\nout = os.path.getsize(SECRET)",
    "os_removes": "import os\nos.remove(SECRET)\nout = 1",
    "os_renames_in": "import os\nos.replace(SECRET, 'mine')\nout = open('mine').read()",
    "os_renames_out": "import os\nopen('x', 'w').close()\nos.replace('x', SECRET)\nout = 1",
    "os_makes": "import os\nos.makedirs('../made')\nout = 1",
    "os_truncates": "import os\nos.truncate(SECRET, 1)\nout = 1",
    "shutil_copies": "import shutil\nout = open(shutil.copy(SECRET, 'mine')).read()",
    "shutil_copies_a_tree": "import shutil\nshutil.copytree('..', 'x', ignore=shutil.ignore_patterns('session'))\nout = open('x/' + NAME).read()",
    "shutil_moves": "import shutil\nshutil.move(SECRET, 'mine')\nout = 1",
    "shutil_removes_a_tree": "import os, shutil\nshutil.rmtree(SECRET[:-len(NAME)] + 'tree')\nout = 1",
    "glob_finds": "import glob\nout = glob.glob('../*.txt')[0]",
    "glob_finds_below": "import glob\nout = glob.glob('*.txt', root_dir='..')[0]",
    "glob_finds_deep": "import glob\nout = glob.glob('../**/*.txt', recursive=True)[0]",
    "tempfile_elsewhere": "import tempfile\nf = tempfile.NamedTemporaryFile(dir='..', delete=False)\nout = f.name",
    "tempfile_prefix_climbs": "import tempfile\nout = tempfile.mkdtemp(prefix='../x', dir='.')",
    "zip_reads_a_file": "import zipfile, io\nz = zipfile.ZipFile(io.BytesIO(), 'w')\nz.write(SECRET, 'x')\nout = z.read('x')",
    "zip_extracts_elsewhere": "import zipfile, io\nb = io.BytesIO()\nz = zipfile.ZipFile(b, 'w')\nz.writestr('made.txt', 'x')\nz.close()\nzipfile.ZipFile(b).extractall('..')\nout = 1",
    "zip_extracts_over_it": "import zipfile, io\nb = io.BytesIO()\nz = zipfile.ZipFile(b, 'w')\nz.writestr(NAME, 'x')\nz.close()\nzipfile.ZipFile(b).extract(NAME, path='..')\nout = 1",
    "zip_opens_for_writing": "import zipfile\nzipfile.ZipFile('../made.zip', 'w').close()\nout = 1",
    "gzip_opens": "import gzip\ngzip.open('../made.gz', 'wb').close()\nout = 1",
    "bz2_opens": "import bz2\nbz2.open('../made.bz2', 'wb').close()\nout = 1",
    "lzma_opens": "import lzma\nlzma.open('../made.xz', 'wb').close()\nout = 1",
    "logging_writes": "import logging\nlogging.FileHandler('../made.log').close()\nout = 1",
    "logging_appends": "import logging\nlogging.basicConfig(filename=SECRET)\nlogging.error('x')\nlogging.shutdown()\nout = 1",
    "configparser_reads": "import configparser\nc = configparser.ConfigParser()\nout = c.read(['../c.ini'])[0]",
    "argparse_opens": "import argparse\np = argparse.ArgumentParser()\np.add_argument('x', type=argparse.FileType())\nout = p.parse_args([SECRET]).x.read()",
    "argparse_reads_arguments": "import argparse\np = argparse.ArgumentParser(fromfile_prefix_chars='@')\np.add_argument('x')\nout = p.parse_args(['@' + SECRET]).x",
    "shlex_sources": "import shlex\ns = shlex.shlex('source ' + chr(34) + SECRET + chr(34))\ns.source = 'source'\nout = s.get_token()",
    "tree_of_a_file": "import xml.etree.ElementTree as E\nE.ElementTree(E.Element('a')).write('../made.xml')\nout = 1",
    "tree_parsed_of_a_file": "import xml.etree.ElementTree as E\nout = E.parse('../x.xml').getroot()",
    "canonical_tree_of_a_file": "import xml.etree.ElementTree as E\nout = E.canonicalize(from_file='../x.xml')",
    "included_text": """
import xml.etree.ElementTree as E
import xml.etree.ElementInclude as I
t = E.fromstring('<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="%s" parse="text"/></a>' % SECRET)
I.include(t)
out = t.text
""",
    # The lines of a traceback are read from the file that its frame names.
    "lines_of_a_code_objects_file": """
import traceback
code = compile('\\n' * 0 + '1 / 0', SECRET, 'exec')
try: exec(code)
except ZeroDivisionError: text = traceback.format_exc()
out = text if CANARY[:5] in text.replace(SECRET, '') else None
""",
    "lines_by_linecache": "import linecache\nout = linecache.getline(SECRET, 1) or None",
    "lines_of_a_summary": """
import traceback
s = traceback.StackSummary.from_list([(SECRET, 1, 'f', None)])
out = s.format()[0] if 'canary' in s.format()[0].replace(SECRET, '') else None
""",
    "lines_of_a_warning": """
import warnings
text = warnings.formatwarning('x', UserWarning, SECRET, 1)
out = text if 'canary' in text.replace(SECRET, '') else None
""",
    "zone_by_a_path": """
import zoneinfo
zoneinfo.reset_tzpath([SECRET[:-len(NAME) - 1]])
try: zoneinfo.ZoneInfo(NAME)
except ValueError as error: out = error
""",
    "types_of_a_file": "import mimetypes\nout = mimetypes.read_mime_types('../mime.types')",
    "options_of_a_file": "import optparse\nv = optparse.Values({'x': None})\nv.read_file('../options')\nout = v.x",
    "catalogue_of_messages": "import gettext\nout = gettext.find('x', localedir='..', languages=['de'])",
    "codecs_open": "import codecs\nout = codecs.open(SECRET).read()",
    "io_open_code": "import io\nout = io.open_code(SECRET).read()",
    "io_file": "import io\nout = io.FileIO(SECRET).read()",
    "file_of_a_wrapper": "import io\nopen('x', 'w').close()\nf = open('x')\nwith f: out = f.buffer.raw.__class__(SECRET).read()",
    "source_of_a_library_function": "import inspect, json\nout = inspect.getsource(json.dumps)",
    "place_of_a_module": "import inspect, json\nout = inspect.getfile(json)",
    "home_of_the_user": "import os\nout = os.path.expanduser('~')",
    "place_of_the_process": "import os, pathlib\nout = pathlib.Path.cwd()",
    "place_of_a_relative_path": "import os\nout = None if os.path.abspath('x') == 'x' else os.path.abspath('x')",
}


def _prepared(directory: Path) -> tuple[str, Path]:
    secret = directory / "secret.txt"
    secret.write_text(CANARY)
    (directory / "c.ini").write_text("[a]\nb = 1\n")
    (directory / "x.xml").write_text("<a/>")
    (directory / "mime.types").write_text("a/b x\n")
    (directory / "options").write_text("x = 1\n")
    (directory / "de" / "LC_MESSAGES").mkdir(parents=True)
    (directory / "de" / "LC_MESSAGES" / "x.mo").write_text("")
    (directory / "tree").mkdir()
    session = directory / "session"
    (session / "d").mkdir(parents=True)
    head = f"out = None\nSECRET = {str(secret)!r}\nNAME = {secret.name!r}\nCANARY = {CANARY!r}\n"
    return head, session


def _seen(directory: Path) -> dict[str, object]:
    return {
        str(path): path.read_bytes() if path.is_file() else None
        for path in directory.rglob("*")
        if directory / "session" not in path.parents
    }


@pytest.mark.parametrize("name", ATTACKS)
def test_plain_python_reaches_the_file(name: str, tmp_path: Path) -> None:
    """Or the attack would prove nothing."""
    head, session = _prepared(tmp_path)
    assert taken_in_plain_python(head + ATTACKS[name], str(session))


@pytest.mark.parametrize("also", [(), ("eval", "exec", "compile")], ids=["without", "with_exec"])
@pytest.mark.parametrize("name", ATTACKS)
def test_file_outside_is_not_reached(
    name: str, also: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is taken, and everything outside is as it was; also if the process stands there."""
    head, session = _prepared(tmp_path)
    monkeypatch.chdir(session)
    before = _seen(tmp_path)
    files: Callable[[str], SessionFiles] = SessionFiles
    services = Services(files=files(str(session)))
    language = run_guarded(head + ATTACKS[name], also=also, services=services)
    assert language.namespace.get("out") is None
    assert _seen(tmp_path) == before
