"""Full disks, clients that leave and modules that never came: the audit log stays true."""

from __future__ import annotations

import contextlib
import json
import resource

import Pyro5.api
import Pyro5.errors
import pytest

from attack_tools import EVALUATE, Raw, decisions, resident
from guardedflame.errors import GuardedFlameError
from guardedflame.serial.codec import codec_for
from guardedflame.serial.ids import GUARDED, MSGPACK
from guardedflame.serial.registry import Registry
from guardedflame.wire.frame import Flags, MessageType, encode
from harness import Serve


def test_a_torn_audit_line_spoils_no_other_record(serve: Serve) -> None:
    """The disk fills in the middle of a record; the next one can be read again."""
    served = serve()
    flame = served.connect(timeout=60)
    flame.evaluate("1")
    served.audit(verdicts=1)
    log = served.directory / "audit.jsonl"
    pid, free = served.process.pid, resource.RLIM_INFINITY
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (log.stat().st_size + 40, free))
    with pytest.raises(GuardedFlameError):
        flame.evaluate("2")
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (free, free))
    assert flame.evaluate("6 * 7") == 42
    decided = 0
    for line in log.read_text().splitlines():
        with contextlib.suppress(json.JSONDecodeError):
            decided += json.loads(line)["event"] == "decision"
    assert decided == 2


def test_a_full_audit_log_still_hangs_up_on_silent_peers(serve: Serve) -> None:
    """Else anybody holds every connection for hours at the first full disk."""
    served = serve(EVALUATE.replace("CONNECTIONS", "handshake_timeout: 1s"))
    size = (served.directory / "audit.jsonl").stat().st_size
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    with Raw(served) as silent:
        assert silent.read() == b""


def test_every_allowed_call_of_a_client_that_leaves_has_a_verdict(serve: Serve) -> None:
    """One ran and four waited: without "gone" no reader could tell what ran from what did not."""
    served = serve()
    with Raw(served, serializer=GUARDED) as peer:
        assert peer.greet()
        for seq in range(1, 6):
            peer.call(seq, "execute", "import time; time.sleep(20)")
        decisions(served, 5)
    records = served.audit(verdicts=5)
    decided = [each["id"] for each in records if each["event"] == "decision"]
    judged = {each["of"]: each["outcome"] for each in records if each["event"] == "verdict"}
    assert judged == dict.fromkeys(decided, "gone")


def test_a_module_of_a_batch_that_failed_was_never_sent(serve: Serve) -> None:
    """The record would say of os.system that the session sent that module itself."""
    served = serve()
    flame = Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}")
    batch = Pyro5.api.BatchProxy(flame)
    batch.evaluate("1 / 0")
    batch.sendmodule("os", "pass")
    with pytest.raises(ZeroDivisionError):
        list(batch())
    with pytest.raises(Pyro5.errors.SecurityError):
        flame.invokeModule("os.system", ["true"], {})
    flame._pyroRelease()
    records = served.audit()
    decided = [e for e in records if e["event"] == "decision" and e["name"] == "os.system"]
    assert [each["allowed"] for each in decided] == [False]


def test_names_of_modules_never_sent_fill_no_memory(serve: Serve) -> None:
    """Batches that fail at once and name 999 modules each: the broker keeps none of the names."""
    served = serve()
    codec = codec_for(MSGPACK, Registry())
    before = 0
    with Raw(served) as peer:
        assert peer.greet()
        for number in range(30):
            calls: list[tuple[str, list[object], dict[str, object]]] = [("evaluate", ["1/0"], {})]
            calls += [("sendmodule", [f"m{number}_{n}" + "x" * 480, ""], {}) for n in range(999)]
            payload = codec.dumps_batch("Pyro.Flame", calls)
            peer.send(encode(MessageType.INVOKE, Flags.BATCH, 1, MSGPACK, payload))
            assert peer.read()
            if number == 10:
                before = resident(served)
        grown = resident(served) - before
    # The names alone are 10 MB.
    assert grown < 5 << 20
