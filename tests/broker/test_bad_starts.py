"""A server that cannot start says why in one line and leaves no process and no socket file."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from harness import Serve

PROFILE = """
profiles:
  p: {{isolation: {isolation}, operations: [evaluate]}}
clients:
  anyone: {{profile: p}}
"""


def start(
    tmp_path: Path, *listen: str, isolation: str = "process", wrap: tuple[str, ...] = ()
) -> subprocess.Popen[str]:
    """Start ``guardedflame serve`` over a policy that listens there."""
    policy = tmp_path / "policy.yaml"
    where = ", ".join(f'"{one}"' for one in listen)
    policy.write_text(f"guardedflame: 1\nlisten: [{where}]\n" + PROFILE.format(isolation=isolation))
    policy.chmod(0o600)
    return subprocess.Popen(
        [*wrap, sys.executable, "-m", "guardedflame", "serve", "--policy", str(policy)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONWARNINGS": "error"},
    )


def failure(process: subprocess.Popen[str]) -> str:
    """Return the one line a server that did not start has said, and see that nothing is left."""
    try:
        said, complained = process.communicate(timeout=40)
    finally:
        process.kill()
    assert process.returncode not in {0, None}
    assert "Traceback" not in complained + said
    assert "listening" not in said
    assert not leftovers(process.pid)
    return complained.strip()


def leftovers(pid: int) -> list[psutil.Process]:
    """Return zygotes that have lost the server with ``pid`` and go on."""
    found = []
    for one in psutil.process_iter(["ppid", "cmdline"]):
        command = one.info["cmdline"] or []
        if "guardedflame.sandbox.zygote" in command and one.info["ppid"] == pid:
            found.append(one)
    return found


def test_port_in_use(tmp_path: Path) -> None:
    """The address and the reason."""
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        said = failure(start(tmp_path, f"tcp://127.0.0.1:{port}"))
    assert f"127.0.0.1:{port}" in said
    assert "already in use" in said


def test_second_address_in_use_gives_the_first_one_back(tmp_path: Path) -> None:
    """All or nothing: the socket file of the first listener is gone."""
    path = tmp_path / "s"
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        said = failure(start(tmp_path, f"unix://{path}", f"tcp://127.0.0.1:{port}"))
    assert "already in use" in said
    assert not path.exists()


def test_unix_path_in_use(tmp_path: Path) -> None:
    """Somebody listens there: that one's socket stays."""
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as holder:
        holder.bind(str(path))
        holder.listen()
        said = failure(start(tmp_path, f"unix://{path}"))
        assert "already in use" in said
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(path))


def test_something_else_at_the_unix_path_is_left_alone(tmp_path: Path) -> None:
    """A file, a directory, a link: never removed, never followed."""
    file, directory, link = tmp_path / "file", tmp_path / "directory", tmp_path / "link"
    file.write_text("precious")
    directory.mkdir()
    link.symlink_to(file)
    for path in (file, directory, link):
        said = failure(start(tmp_path, f"unix://{path}"))
        assert "something else is there" in said
    assert file.read_text() == "precious"
    assert directory.is_dir()
    assert link.is_symlink()


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    """For the socket file."""
    said = failure(start(tmp_path, f"unix://{tmp_path}/no/such/s"))
    assert "no such file or directory" in said.lower()


def test_a_path_too_long_for_a_unix_socket(tmp_path: Path) -> None:
    """108 bytes are all that the kernel takes."""
    said = failure(start(tmp_path, f"unix://{tmp_path}/{'x' * 120}"))
    assert "too long" in said or "107" in said or "108" in said


def test_a_stale_socket_is_replaced(serve: Serve, tmp_path: Path) -> None:
    """What a killed server left at its path does not stop the next one."""
    path = tmp_path / "server-0" / "s"
    first = serve()
    assert Path(first.unix.removeprefix("./u:")) == path
    first.process.kill()
    first.process.wait(10)
    assert path.is_socket()
    text = (first.directory / "policy.yaml").read_text().replace("{", "{{").replace("}", "}}")
    second = serve(text)
    assert second.unix == first.unix
    assert second.connect(unix=True).evaluate("1 + 1") == 2
    assert second.stop() == 0
    assert not path.exists()


def test_an_unknown_host(tmp_path: Path) -> None:
    """A name that stands for no address; the flag goes past the policy's own check of names."""
    process = start(tmp_path, "tcp://localhost:0")
    process.kill()
    process.communicate()
    policy = tmp_path / "policy.yaml"
    ended = subprocess.run(
        [
            *(sys.executable, "-m", "guardedflame", "serve", "--policy", str(policy)),
            *("-H", "127.0.0.1.invalid", "-p", "0"),
        ],
        capture_output=True,
        text=True,
        timeout=40,
        check=False,
    )
    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    assert "127.0.0.1.invalid" in ended.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root needs no user namespace to make the others")
def test_isolation_that_this_user_cannot_have(tmp_path: Path) -> None:
    """Where no user namespace can be made the server says so and does not start weaker."""
    # In a user namespace whose count of namespaces is zero no other can be made.
    wrap = ("unshare", "--user", "--map-root-user", "sh", "-c")
    inner = "echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --bounding-set=-all "
    probe = subprocess.run(
        [*wrap, inner + "true"], capture_output=True, text=True, timeout=20, check=False
    )
    if probe.returncode:
        pytest.skip("this machine lets an ordinary user make no such namespace")
    shell = (*wrap, inner + '--inh-caps=-all "$0" "$@"')
    said = failure(start(tmp_path, "tcp://127.0.0.1:0", isolation="full", wrap=shell))
    assert "namespace" in said
    assert "isolation" in said


def test_the_zygote_killed_while_it_gets_ready(tmp_path: Path) -> None:
    """One line, and nothing listens."""
    process = start(tmp_path, "tcp://127.0.0.1:0", isolation="full")
    family = psutil.Process(process.pid)
    deadline = time.monotonic() + 20
    children: list[psutil.Process] = []
    while not children and time.monotonic() < deadline:
        children = family.children()
        threading.Event().wait(0.001)
    children[0].kill()
    said = failure(process)
    assert "zygote died while getting ready" in said
    assert len(said.splitlines()) <= 2


def test_the_server_stopped_while_its_zygote_gets_ready(tmp_path: Path) -> None:
    """SIGTERM before anything listens: it leaves at once, with everything."""
    process = start(tmp_path, "tcp://127.0.0.1:0", isolation="full")
    family = psutil.Process(process.pid)
    deadline = time.monotonic() + 20
    children: list[psutil.Process] = []
    while not children and time.monotonic() < deadline:
        children = family.children()
        threading.Event().wait(0.001)
    process.terminate()
    try:
        _, complained = process.communicate(timeout=40)
    finally:
        process.kill()
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive
    assert "Traceback" not in complained
    assert not leftovers(process.pid)


def test_more_kept_back_than_there_is(tmp_path: Path) -> None:
    """A server that could never let anybody in says so at once, with the line."""
    profile = "machine: {{descriptors_left: 500}}\n" + PROFILE
    policy = tmp_path / "policy.yaml"
    policy.write_text(
        f'guardedflame: 1\nlisten: ["unix://{tmp_path}/s"]\n{profile.format(isolation="process")}'
    )
    policy.chmod(0o600)
    serve = [sys.executable, "-m", "guardedflame", "serve", "--policy", str(policy)]
    with subprocess.Popen(
        ["prlimit", "--nofile=300:300", *serve],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONWARNINGS": "error"},
    ) as process:
        said = failure(process)
    assert "policy.yaml:3 machine.descriptors_left" in said
    assert "300 in all" in said
    assert not (tmp_path / "s").exists()
