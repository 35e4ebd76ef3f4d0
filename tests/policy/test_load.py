"""load_policy: files that are no policy, and what their errors say."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from guardedflame import limits
from guardedflame.errors import PolicyError
from guardedflame.policy.load import load_policy


def refusal(path: Path) -> str:
    """Return what loading ``path`` says; never a directory of it."""
    with pytest.raises(PolicyError) as refused:
        load_policy(path)
    assert len(refused.value.problems) == 1
    assert str(path.parent) not in str(refused.value)
    return str(refused.value)


def write(path: Path, raw: bytes = b"guardedflame: 1\n", mode: int = 0o600) -> Path:
    """Return ``path`` holding ``raw``."""
    path.write_bytes(raw)
    path.chmod(mode)
    return path


def test_a_policy_has_its_name_and_digest(tmp_path: Path) -> None:
    """The digest is of the bytes, the name without the path; group-writable is fine."""
    loaded = load_policy(write(tmp_path / "ok.yaml", mode=0o664))
    assert loaded.name == "ok.yaml"
    assert loaded.digest == hashlib.sha256(b"guardedflame: 1\n").hexdigest()


def test_missing(tmp_path: Path) -> None:
    """No such file."""
    assert refusal(tmp_path / "p.yaml") == (
        "p.yaml: there is no such policy; check the path; policies/ has ready ones"
    )


def test_directory(tmp_path: Path) -> None:
    """A directory is said to be one."""
    (tmp_path / "d").mkdir()
    assert refusal(tmp_path / "d") == "d: the policy is a directory; name a YAML file"


def test_fifo_does_not_hang(tmp_path: Path) -> None:
    """A fifo without a writer is refused at once."""
    os.mkfifo(tmp_path / "f")
    assert refusal(tmp_path / "f") == "f: the policy is no regular file; name a YAML file"


def test_world_writable(tmp_path: Path) -> None:
    """Whoever may write the policy has everything; the error says how to mend it."""
    path = write(tmp_path / "p.yaml", mode=0o646)
    assert refusal(path) == (
        "p.yaml: every user of this machine may write this policy; run chmod o-w on p.yaml"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable(tmp_path: Path) -> None:
    """No read permission."""
    path = write(tmp_path / "p.yaml", mode=0)
    assert "may not be read by this user" in refusal(path)


def test_not_utf8(tmp_path: Path) -> None:
    """The place of the first byte that is no UTF-8."""
    path = write(tmp_path / "p.yaml", b"guardedflame: 1\nlisten: \xff\n")
    assert refusal(path) == "p.yaml:2:9: this is not UTF-8 text; save the file as UTF-8"


def test_too_large(tmp_path: Path) -> None:
    """Over the cap nothing is parsed."""
    path = write(tmp_path / "p.yaml", b"#" * (limits.POLICY_FILE + 1))
    assert refusal(path) == "p.yaml: the policy is larger than 1024 KiB; is it a policy at all?"


def test_a_name_that_is_no_file_name() -> None:
    """A zero byte in the path is an error like the others."""
    with pytest.raises(PolicyError, match="that is no file name"):
        load_policy("a\0b")
