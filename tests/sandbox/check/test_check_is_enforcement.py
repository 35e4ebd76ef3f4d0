"""What runs is accepted, and what is accepted runs: whole programs, and a real server."""

from __future__ import annotations

import contextlib
import contextvars
import io
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import Program, lines_of, read_programs
from guardedflame.broker.profiles import worker_profile
from guardedflame.errors import CallRefused, CodeRefused, ImportRefused, Refused
from guardedflame.policy.load import load_policy
from guardedflame.policy.read import read_policy
from guardedflame.sandbox.check.ask import check
from guardedflame.sandbox.check.job import Finding, Found, Job, Said, Source
from guardedflame.sandbox.check.judge import Judging
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.files import SessionFiles
from guardedflame.sandbox.guard.language import guarded_language
from guardedflame.sandbox.guard.services import Services
from guardedflame.sandbox.profile_language import build_language
from harness import Serve

POLICY = """
guardedflame: 1
profiles:
  p:
    operations: [execute, sendmodule]
    builtins: {{also: [eval, exec, compile]}}
    files: {{quota: 1 MiB}}
    modules: {{{modules}}}
    limits: {{source: 1 MiB}}
clients:
  anyone: {{profile: p}}
"""
PROGRAMS = read_programs()


def everything() -> Job:
    """Return an empty job of a profile that allows all there is."""
    names = sorted(name for name in CATALOGUE if name != "__future__")
    text = POLICY.format(modules=", ".join(f'{name}: "*"' for name in names))
    policy = read_policy(text, file="p.yaml", digest="", uid_of=lambda _name: None)
    return Job(worker_profile(policy.profiles["p"]), [])


def findings_in(program: Program, empty: Job) -> list[Finding]:
    """Return what is found in a program and its modules, warnings left out."""
    sources = [Source("main.py", "", program.source.encode())]
    sources += [Source(f"{name}.py", name, text.encode()) for name, text in program.modules]
    said: list[Said] = []
    language = build_language(empty.profile, lambda _prompt: None)
    Judging(Job(empty.profile, sources), language, said.append).run()
    findings = [each.finding for each in said if isinstance(each, Found)]
    return [finding for finding in findings if not finding.warning]


def run(program: Program, empty: Job, directory: Path) -> str:
    """Run a program in a session of the profile; return what it is refused with, or ""."""
    language = guarded_language(
        modules=dict.fromkeys(CATALOGUE, "*"),
        builtins_also=empty.profile.builtins_also,
        services=Services(
            ask=lines_of(program, io.StringIO().write), files=SessionFiles(str(directory))
        ),
    )
    depth = sys.getrecursionlimit()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            for name, source in program.modules:
                language.define_module(name, source)
            language.execute(program.source, program.path.name)
        except (CodeRefused, ImportRefused, CallRefused) as error:
            return str(error)
        except (Exception, SystemExit):
            return ""
        finally:
            sys.setrecursionlimit(depth)
    return ""


# A program that is refused half way leaves what it had begun.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_whole_programs_are_accepted_where_they_run(program: Program, tmp_path: Path) -> None:
    """And refused where they are refused for their language, an import or a builtin."""
    if program.python > sys.version_info:
        pytest.skip("newer grammar")
    empty = everything()
    findings = findings_in(program, empty)
    refused = contextvars.Context().run(run, program, empty, tmp_path)
    if refused:
        assert findings, refused
    else:
        assert {each.kind for each in findings} <= {"attribute"}, findings


CASES = {
    "import math\nmath.sqrt(4)": True,
    "import math\nmath.nothing": False,
    "import os": False,
    "from statistics import mean, mode": False,
    "try:\n    import os\nexcept ImportError:\n    os = None": True,
    "open('x')": False,
    "def f(open): return open\nf(1)": True,
    "x = 1\nx.gi_frame": False,
    "import helper\nhelper.f()": True,
    "from helper import g": False,
    "x = 1 +": False,
}


def test_the_command_says_what_the_server_does(serve: Serve, tmp_path: Path) -> None:
    """The same policy file, the same programs: exit code 0 where it runs, 3 where it is refused."""
    served = serve(isolation="process")
    policy = served.directory / "policy.yaml"
    (tmp_path / "helper.py").write_text("def f(): return 1\n")
    for index, (source, accepted) in enumerate(CASES.items()):
        file = tmp_path / f"program{index}.py"
        file.write_text(source)
        done = subprocess.run(
            [
                *(sys.executable, "-m", "guardedflame", "check"),
                *(str(file), str(tmp_path / "helper.py"), "--policy", str(policy)),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == (0 if accepted else 3), done.stdout + done.stderr
        flame = served.connect()
        flame.sendmodule("helper", "def f(): return 1\n")
        try:
            flame.execute(source)
            ran = True
        except (Refused, SyntaxError, ImportError):
            ran = False
        assert ran == accepted, source
        flame.close()


def test_the_order_that_is_told_is_one_in_which_a_server_takes_them(serve: Serve) -> None:
    """A package whose modules import each other, a module that uses it, and the program."""
    modules = {
        "shop": "from .goods import Fruit\nfrom .prices import price\n",
        "shop.goods": "from shop.base import Good\nclass Fruit(Good): pass\n",
        "shop.base": "class Good:\n    cost = 2\n",
        "shop.prices": "from .goods import *\ndef price(n): return n * Fruit.cost\n",
        "till": "import shop.prices as p\nfrom shop import price, Fruit\ntotal = p.price(3)\n",
    }
    program = "import till, shop\nassert till.total == 6\nassert shop.Fruit is till.Fruit\n"
    served = serve(isolation="process")
    profile = load_policy(served.directory / "policy.yaml").profiles["analyst"]
    sources = [Source("main.py", "", program.encode())]
    sources += [Source(f"{name}.py", name, text.encode()) for name, text in modules.items()]
    report = check(Job(worker_profile(profile), sources))
    assert not report.findings
    flame = served.connect()
    for name in report.order:
        flame.sendmodule(name, modules[name])
    flame.execute(program)
