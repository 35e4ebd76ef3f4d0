"""Each ready policy, served as it is but for its address: what it allows works, no more."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from guardedflame.errors import CallRefused, CodeRefused, LimitExceeded, Refused
from harness import Serve, Served

ROOT = Path(__file__).parents[2]

#: A rule as an operator reads it: file, line, and the key there.
RULE = re.compile(r"^policy\.yaml:\d+ profiles\.")


def ready(serve: Serve, name: str) -> Served:
    """Serve a policy of policies/, on loopback and a unix socket of the test's own."""
    text = (ROOT / "policies" / f"{name}.yaml").read_text(encoding="utf-8")
    text = text.replace("{", "{{").replace("}", "}}")
    text, changed = re.subn(
        r"(?m)^listen: \[.*\]", 'listen: ["tcp://127.0.0.1:0", "unix://{unix}"]', text
    )
    assert changed == 1, "the policy no longer says where it listens in one line"
    return serve(text)


def line_of(served: Served, refused: Refused) -> str:
    """Return the line of the policy that a refusal names."""
    assert RULE.match(refused.rule), refused.rule
    number = int(refused.rule.split(":")[1].split()[0])
    lines = (served.directory / "policy.yaml").read_text().splitlines()
    return lines[number - 1].strip()


@pytest.mark.parametrize("unix", [False, True], ids=["tcp", "unix"])
def test_deny_all_lets_in_and_refuses_each_of_the_eleven_methods(serve: Serve, unix: bool) -> None:
    """The connection stands, every call is refused by the same line."""
    served = ready(serve, "deny-all")
    flame = served.connect(unix=unix)
    flame.ping()
    for call in (
        lambda: flame.evaluate("1"),
        lambda: flame.execute("pass"),
        lambda: flame.module("math"),
        lambda: flame.builtin("len"),
        lambda: flame.invokeModule("math.sqrt", [4]),
        lambda: flame.invokeBuiltin("len", ["x"]),
        lambda: flame.sendmodule("m", "x = 1"),
        lambda: flame.getmodule("m"),
        lambda: flame.sendfile("f", b""),
        lambda: flame.getfile("f"),
        flame.console,
    ):
        with pytest.raises(CallRefused) as caught:
            call()
        assert line_of(served, caught.value).startswith("operations: []")
        assert caught.value.audit_id


def test_arithmetic_computes(serve: Serve) -> None:
    """Expressions, and the named functions and constants of math."""
    flame = ready(serve, "arithmetic").connect()
    assert flame.evaluate("2 ** 10") == 1024
    assert flame.evaluate("sum(range(10)) / 5") == 9.0
    math = flame.module("math")
    assert math.sqrt(16) == 4.0
    assert math.pi == pytest.approx(3.14159265)
    assert flame.invokeModule("math.hypot", [3, 4]) == 5.0


def test_arithmetic_refuses_all_else_with_its_line(serve: Serve) -> None:
    """Operations by the list of operations, names by the line of their module."""
    served = ready(serve, "arithmetic")
    flame = served.connect()
    for call in (
        lambda: flame.execute("x = 1"),
        lambda: flame.builtin("len"),
        lambda: flame.sendmodule("m", "x = 1"),
        lambda: flame.sendfile("f", b""),
        flame.console,
    ):
        with pytest.raises(CallRefused) as caught:
            call()
        assert line_of(served, caught.value).startswith("operations:")
    for dotted, line in (
        ("math.factorial", "math: [sqrt"),
        ("os.system", "modules:"),
        ("statistics.mean", "modules:"),
    ):
        with pytest.raises(CallRefused) as caught:
            flame.invokeModule(dotted, [1])
        assert line_of(served, caught.value).startswith(line)
    for source in ("open('/etc/passwd')", "().__class__", "__import__('os')", "x = 1"):
        with pytest.raises((Refused, SyntaxError)):
            flame.evaluate(source)
    assert flame.evaluate("1 + 1") == 2


def test_arithmetic_keeps_its_limits(serve: Serve) -> None:
    """A calculator is small: each limit is named with its line."""
    served = ready(serve, "arithmetic")
    flame = served.connect()
    for source, limit in (
        ("'x' * 100_000", "result"),
        ("[0] * 10 ** 9", "memory"),
        (" " * 5000 + "1", "source"),
        ("sum(range(10 ** 12))", "cpu"),
    ):
        with pytest.raises(LimitExceeded) as caught:
            flame.evaluate(source)
        # On a machine with others at work two seconds of clock can pass before one of cpu.
        assert caught.value.limit in ({"cpu", "wall"} if limit == "cpu" else {limit})
    assert flame.evaluate("1 + 1") == 2


def test_analyst_runs_the_report_over_the_real_table(serve: Serve) -> None:
    """The program of examples/ as its user would run it."""
    said = io.StringIO()
    flame = ready(serve, "analyst").connect(output=said)
    table = (ROOT / "examples" / "sunspots.csv").read_text(encoding="utf-8")
    program = (ROOT / "examples" / "report.py").read_text(encoding="utf-8")
    flame.execute(f"argv = {['report.py', table]!a}")
    flame.execute(program, filename="report.py")
    report = said.getvalue()
    assert "Sunspots, 1700 to 2008: 309 years" in report
    assert "the five strongest" in report


def test_analyst_has_all_eleven_methods(serve: Serve) -> None:
    """One session, each once."""
    flame = ready(serve, "analyst").connect(unix=True, output=io.StringIO())
    assert flame.evaluate("1 + 1") == 2
    flame.execute("import statistics\nm = statistics.mean([1, 2, 3])")
    assert flame.evaluate("m") == 2
    assert flame.module("os.path").join("a", "b") == "a/b"
    assert flame.builtin("len")("abc") == 3
    assert flame.invokeModule("statistics.median", [[3, 1, 2]]) == 2
    assert flame.invokeBuiltin("max", [1, 2]) == 2
    flame.sendmodule("mine", "def f(x):\n    return x * 2\n")
    assert flame.getmodule("mine").startswith("def f")
    flame.execute("import mine")
    assert flame.evaluate("mine.f(21)") == 42
    flame.sendfile("data", b"1,2")
    assert flame.getfile("data") == b"1,2"
    with flame.console() as console:
        assert console.push_and_get_output("m * 2") == ("4\n", False)


def test_analyst_refuses_the_machine_with_its_line(serve: Serve) -> None:
    """Modules that are not listed, and names that a list leaves out."""
    served = ready(serve, "analyst")
    flame = served.connect()
    for dotted, line in (
        ("os.system", "os: [curdir"),
        ("subprocess.run", "modules:"),
        ("io.FileIO", "io: [StringIO"),
        ("uuid.getnode", "uuid: [UUID"),
        ("shutil.chown", "shutil: [copy"),
    ):
        with pytest.raises(CallRefused) as caught:
            flame.invokeModule(dotted, ["x"])
        assert line_of(served, caught.value).startswith(line), dotted
    for source in ("import subprocess", "from ctypes import CDLL", "import socket"):
        with pytest.raises(Refused) as stopped:
            flame.execute(source)
        assert line_of(served, stopped.value).startswith("modules:")
    flame.execute("import os\nassert os.path.join('a', 'b') == 'a/b'")
    assert flame.evaluate("dict(os.environ), os.listdir()") == ({}, [])
    for source in ("os.system('true')", "os.fork", "from os import system"):
        with pytest.raises((AttributeError, ImportError)):
            flame.execute(source)
    with pytest.raises(CodeRefused) as refused:
        flame.execute("().__class__.__globals__")
    assert refused.value.rule.startswith("guarded language: attributes (policy.yaml:")


def test_data_science_computes_in_a_confined_worker(serve: Serve) -> None:
    """Programs, single functions, values that arrive as plain Python's; files only its own."""
    pytest.importorskip("pandas")
    said = io.StringIO()
    flame = ready(serve, "data-science").connect(output=said)
    flame.execute(
        "import io\nimport numpy as np\nimport pandas as pd\n"
        "df = pd.read_csv(io.StringIO('k,v\\na,1\\nb,2\\na,5\\n'))\n"
        "print(df.groupby('k').v.agg(['sum', 'mean']))"
    )
    assert said.getvalue() == "   sum  mean\nk           \na    6   3.0\nb    2   2.0\n"
    assert flame.evaluate("df.v.max()") == 5
    assert flame.evaluate("np.arange(6).reshape(2, 3)") == [[0, 1, 2], [3, 4, 5]]
    assert flame.evaluate("df.groupby('k').v.sum()") == {"a": 6, "b": 2}
    assert flame.evaluate("df.head(1)") == {"k": {0: "a"}, "v": {0: 1}}
    assert flame.module("numpy").mean([1, 2, 3]) == 2.0
    assert flame.module("numpy.linalg").norm([3, 4]) == 5.0
    assert flame.invokeModule("pandas.DataFrame", [{"a": [1, 2]}]) == {"a": {0: 1, 1: 2}}
    for source in ("df.to_pickle('x')", "np.load('x')", "pd.read_csv('/etc/passwd')", "df._mgr"):
        with pytest.raises((Refused, SyntaxError, AttributeError)):
            flame.evaluate(source)


def test_data_science_reads_a_sent_file_and_writes_one_to_fetch(serve: Serve) -> None:
    """By names in the session's directory, and of nowhere else."""
    flame = ready(serve, "data-science").connect()
    flame.sendfile("sent.csv", b"a,b\n1,2\n3,4\n")
    flame.execute(
        "import numpy as np\nimport pandas as pd\n"
        "pd.read_csv('sent.csv').sum().to_csv('sums.csv')\n"
        "np.savetxt('ones.txt', np.loadtxt('sent.csv', delimiter=',', skiprows=1), fmt='%d')"
    )
    assert flame.getfile("sums.csv") == b",0\na,4\nb,6\n"
    assert flame.getfile("ones.txt") == b"1 2\n3 4\n"
    with pytest.raises(CallRefused, match="outside of the session's directory"):
        flame.execute("pd.read_csv('/etc/passwd')")


def test_data_science_warns_without_a_path(serve: Serve) -> None:
    """What numpy and pandas warn of reaches the client without the server's file names."""
    pytest.importorskip("pandas")
    said = io.StringIO()
    flame = ready(serve, "data-science").connect(output=said)
    flame.execute(
        "import numpy as np\nimport pandas as pd\nnp.mean([])\npd.Series(['a']).str.contains('(a)')"
    )
    assert "RuntimeWarning: Mean of empty slice" in said.getvalue()
    assert "UserWarning: This pattern is interpreted as a regular expression" in said.getvalue()
    assert "site-packages" not in said.getvalue()
    assert ".py" not in said.getvalue()


def test_data_science_keeps_its_memory_limit(serve: Serve) -> None:
    """More than the session may have is a limit by name; the process and its state stay."""
    pytest.importorskip("pandas")
    flame = ready(serve, "data-science").connect()
    flame.execute("import numpy as np\nkept = np.ones(1000)")
    for source in ("np.ones(10 ** 9)", "[np.ones(10 ** 7) for _ in range(50)]"):
        with pytest.raises(LimitExceeded) as caught:
            flame.evaluate(source)
        assert caught.value.limit == "memory"
    flame.execute(
        "held = []\ntry:\n    while True: held.append(np.ones(10 ** 5))\nexcept MemoryError: pass"
    )
    # The linear algebra behind would end the process if it had to map its work space now.
    with pytest.raises(LimitExceeded):
        flame.evaluate("(np.eye(2000) @ np.eye(2000)).sum()")
    flame.execute("held.clear()")
    assert flame.evaluate("(np.eye(300) @ np.eye(300)).sum() + kept.sum()") == 1300.0
