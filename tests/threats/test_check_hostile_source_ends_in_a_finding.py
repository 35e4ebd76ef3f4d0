"""Programs made to break, hang or use whoever checks them: a finding each, and nothing ran."""

from __future__ import annotations

from pathlib import Path

import pytest

from guardedflame import limits
from guardedflame.broker.profiles import worker_profile
from guardedflame.ipc.messages import WorkerProfile
from guardedflame.policy.read import read_policy
from guardedflame.sandbox.check.ask import Report, check
from guardedflame.sandbox.check.job import Job, Source

POLICY = """
guardedflame: 1
profiles:
  p:
    isolation: full
    language: {language}
    operations: [execute, sendmodule]
    modules: {{math: "*", os.path: [join]}}
    limits: {{source: 1 MiB}}
clients:
  anyone: {{profile: p}}
"""

HOSTILE = {
    "brackets": b"(" * 150 + b")" * 150 + b"[" * 5000,
    "unary": b"-" * 20000 + b"1",
    "attributes": b"x" + b".a" * 20000,
    "calls": b"x" + b"()" * 20000,
    "elif": b"if x: pass\n" + b"elif x: pass\n" * 5000,
    "lambda": b"lambda: " * 3000 + b"1",
    "binary": b"+".join([b"1"] * 20000),
    "null": b"x = 1\0",
    "digits": b"x = " + b"9" * 5000,
    "surrogate": "x = '\ud800'".encode("utf-8", "surrogatepass"),
    "not text": bytes(range(256)),
    "no codec": b"# coding: nothing-at-all\nx = 1\n",
    "odd codec": b"# coding: idna\n" + b"x" * 5000 + b"\n",
    "not text codec": b"# coding: hex\n00\n",
    "escapes": b"# coding: unicode_escape\n\\u0000\n",
    "bomb": b"x = 'a' * 10 ** 10\ny = 1 << 10 ** 9\nz = 9 ** 9 ** 9\n",
    "f-strings": b'f"' + b"{f'" * 3 + b"x" + b"'}" * 3 + b'"\n' + b'f"{' * 2000,
    "decorators": b"@x\n" * 5000 + b"def f(): pass\n",
    "nested functions": b"".join(b" " * n + b"def f():\n" for n in range(99)) + b" " * 99 + b"x",
    "names": b";".join(b"a%d.b" % n for n in range(20000)),
    "imports": b"".join(b"import a%d\n" % n for n in range(20000)),
    "patterns": b"match x:\n case " + b"[" * 500 + b"_" + b"]" * 500 + b": pass\n",
    "comprehensions": b"[" * 90 + b"x" + b" for x in y]" * 90,
    "huge": b"x = 1\n" * 200_000,
}


def job_of(files: dict[str, bytes], language: str = "guarded", **options: object) -> Job:
    """Return a job whose first file is the program and the others modules."""
    profile = profile_of(language)
    sources = [
        Source(f"{name}.py", name if index else "", data)
        for index, (name, data) in enumerate(files.items())
    ]
    return Job(profile, sources, **options)  # type: ignore[arg-type]


def profile_of(language: str) -> WorkerProfile:
    """Return what a worker under the policy is told."""
    text = POLICY.format(language=language)
    policy = read_policy(text, file="p.yaml", digest="", uid_of=lambda _name: None)
    return worker_profile(policy.profiles["p"])


def kinds(report: Report, file: str) -> set[str]:
    """Return what is found in one file."""
    return {finding.kind for finding in report.findings if finding.file == file}


@pytest.mark.parametrize("language", ["guarded", "python"])
def test_hostile_files_are_found_out_together_with_the_harmless(language: str) -> None:
    """All in one job: each ends in findings or is harmless, and the last file is still judged."""
    files = {name.replace(" ", "_"): data for name, data in HOSTILE.items()}
    report = check(job_of({"main": b"x = 1\n", **files, "last": b"import nowhere\n"}, language))
    assert not kinds(report, "main.py")
    if language == "guarded":
        assert kinds(report, "last.py") == {"import"}
    for name in ("brackets", "null", "not_text", "no_codec", "f-strings", "huge"):
        assert kinds(report, f"{name}.py"), name
    for finding in report.findings:
        assert len(finding.message) < limits.EXCEPTION_TEXT
        assert "Traceback" not in finding.message
    assert len(report.findings) <= (limits.CHECK_FINDINGS + 1) * len(files)


def test_a_file_that_takes_too_long_is_named_and_the_others_are_judged() -> None:
    """Processor time is bounded by the kernel."""
    slow = b"x = [" + b"(a.b, c[d]), " * 400_000 + b"]\n"
    report = check(job_of({"main": slow, "other": b"import nowhere\n"}, cpu=1))
    (finding,) = (each for each in report.findings if each.file == "main.py")
    assert finding.kind == "limit"
    assert "seconds of processor time" in finding.message
    assert kinds(report, "other.py") == {"import"}


def test_the_wait_for_an_answer_is_bounded() -> None:
    """By the clock, whatever the process does."""
    slow = b"x = [" + b"(a.b, c[d]), " * 400_000 + b"]\n"
    report = check(job_of({"main": slow}), seconds=1.0)
    assert [each.kind for each in report.findings] == ["limit"]
    assert "did not end within 1 seconds" in report.findings[0].message


def test_after_some_lost_processes_the_rest_is_not_looked_at() -> None:
    """Said of each file; the number of processes is bounded too."""
    slow = b"x = [" + b"(a.b, c[d]), " * 400_000 + b"]\n"
    files = {"main": slow, "one": slow, "two": b"x = 1\n"}
    report = check(job_of(files, cpu=1), tries=2)
    assert {each.file for each in report.findings} == {"main.py", "one.py", "two.py"}
    assert {each.kind for each in report.findings} == {"limit"}


def test_memory_is_bounded() -> None:
    """A text too large for it is refused, or ends only the process that looks."""
    report = check(job_of({"main": b"x = [" + b"[], " * 2_000_000 + b"]\n"}, memory=96 << 20))
    assert report.findings
    assert {each.kind for each in report.findings} <= {"limit", "language", "size"}


def test_findings_of_one_file_are_counted() -> None:
    """Those beyond the bound are one finding that says so."""
    report = check(job_of({"main": b"x.__codes__\n" * 500}, most=20))
    assert len(report.findings) == 21
    assert "more than 20 findings" in "".join(each.message for each in report.findings)


@pytest.mark.parametrize("language", ["guarded", "python"])
def test_nothing_of_a_program_runs(
    language: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Not its statements, decorators, defaults or annotations, nor a module it is sent with."""
    canary = tmp_path / "canary"
    attack = f"""
import os, sys
print("ran")
open({str(canary)!r}, "w").write("ran")
def f(x: open({str(canary)!r}, "w") = os.mkdir({str(canary)!r})): pass
@lambda _: open({str(canary)!r}, "w")
class A: pass
os._exit(0)
""".encode()
    report = check(job_of({"main": attack, "part": attack, "last": b"import nowhere\n"}, language))
    assert not canary.exists()
    assert capfd.readouterr().out == ""
    assert (kinds(report, "last.py") == {"import"}) == (language == "guarded")


def test_a_module_beside_the_program_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither from the working directory nor from PYTHONPATH: nothing of those is on the path."""
    for name in ("math.py", "posixpath.py", "sitecustomize.py"):
        (tmp_path / name).write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert not check(job_of({"main": b"import math, os.path\nmath.pi, os.path.join\n"})).findings
    assert not (tmp_path / "ran").exists()
