"""`make demo`: start servers, run the other examples against them, leave nothing behind.

The first server runs the shipped policy. The two after it have one wall each: the kernel's with the
language wall off, then the language's with confinement off, so that each is seen to hold alone.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PYTHON = sys.executable

#: Of a policy that exists for this demo only: one wall instead of all of them.
ONE_WALL = """\
guardedflame: 1
profiles:
  demo:
    isolation: {isolation}
    language: {language}
    operations: [evaluate, execute]
    modules: {{math: "*", statistics: "*", csv: "*"}}
clients:
  anyone: {{profile: demo}}
"""


@contextlib.contextmanager
def server(policy: Path) -> Iterator[str]:
    """Serve `policy` on a free port of loopback; yield its location, stop it afterwards."""
    command = [PYTHON, "-m", "guardedflame", "serve", "--policy", str(policy)]
    process = subprocess.Popen(  # noqa: S603 - our own server
        [*command, "-H", "localhost", "-p", "0"],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
        # Ctrl-c is for this process, which then stops the server in order.
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        location = ""
        for line in process.stdout:
            print(f"  {line.rstrip()}")
            if line.startswith("listening on ") and not location:
                location = line.split()[-1]
            if line.startswith("server is running"):
                break
        if not location:
            sys.exit(f"the server did not start (exit code {process.wait(10)})")
        yield location
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        process.stdout.close()


def run(*arguments: str) -> bool:
    """Run one example as a program of its own; return whether it ended well."""
    sys.stdout.flush()
    ended = subprocess.run(  # noqa: S603 - as above
        [PYTHON, *arguments], cwd=ROOT, check=False, start_new_session=True
    )
    return ended.returncode == 0


def main() -> int:
    """Return 0 if everything went as it should."""
    console = Console(highlight=False)
    well = True

    def title(text: str) -> None:
        console.print()
        console.rule(f"[bold]{text}[/]", align="left")

    title("A server under policies/analyst.yaml")
    with server(ROOT / "policies" / "analyst.yaml") as where:
        title("A tour of the client")
        well &= run("examples/tour.py", where)
        title("A real table: 309 years of sunspots, analysed in a session")
        well &= run("examples/sunspots.py", where)
        title("Six attacks, all walls up")
        well &= run("examples/attacks.py", where)
        title("A stock Pyro5 client")
        well &= run("examples/stock_pyro5.py", where)
    with tempfile.TemporaryDirectory(prefix="guardedflame-demo-") as home:
        for words, isolation, language in (
            ("The same attacks, the kernel wall alone", "full", "python"),
            ("The same attacks, the language wall alone", "process", "guarded"),
        ):
            title(words)
            policy = Path(home, f"{isolation}-{language}.yaml")
            policy.write_text(ONE_WALL.format(isolation=isolation, language=language))
            policy.chmod(0o600)
            with server(policy) as where:
                well &= run("examples/attacks.py", where)
    console.print()
    console.print("[bold green]demo: done[/]" if well else "[bold red]demo: something failed[/]")
    return 0 if well else 1


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
    sys.exit(130)
