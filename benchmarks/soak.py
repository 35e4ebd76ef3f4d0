"""A server at saturation for minutes: `python -m benchmarks.soak [--minutes N] [--clients N]`.

Invariant: loopback only; every process started here is ended; the exit status is 0 only when
nothing grew, nothing was left behind and no call was lost. What is judged stands in quarters.py.
"""

from __future__ import annotations

import argparse
import contextlib
import getpass
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import psutil
import yaml

from benchmarks.held import Held, Records, entries, homes, look
from benchmarks.mob import ROOT, Mob, end
from benchmarks.quarters import MIB, Seen, as_data, compare, show
from benchmarks.rows import percentile

#: Uid of the third kind of client where we are root: one that a policy knows by its number.
STRANGER: Final = 65534

#: Seconds between two kills of a worker by SIGKILL from outside.
KILL_SECONDS: Final = 1.5

#: Seconds an idle server may take to come back to what it held before; a pool that has grown gives
#: up half of that every half minute.
REST_SECONDS: Final = 240.0


def main() -> int:
    """Run; return 0 where all was flat, 1 where not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, metavar="N")
    parser.add_argument("--clients", type=int, default=24, metavar="N", help="at least 8")
    parser.add_argument("--json", action="store_true", help="print one JSON object, no table")
    options = parser.parse_args()
    if options.minutes <= 0 or options.clients < 8:
        parser.error("--minutes is more than 0, --clients at least 8")
    seen = run(options.minutes * 60, options.clients)
    quarters = compare(seen)
    if options.json:
        sys.stdout.write(json.dumps(as_data(seen, quarters)) + "\n")
    else:
        show(seen, quarters)
    return 1 if seen.wrong else 0


def run(seconds: float, clients: int) -> Seen:
    """Serve ``clients`` clients for ``seconds``, stop everything, and return what was seen."""
    seen = Seen()
    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guardedflame-soak-")))
        home.chmod(0o755)
        tcp, process = _serve(stack, home)
        broker = psutil.Process(process.pid)
        records = Records(home / "audit.jsonl")
        stack.callback(records.close)
        before = _at_rest(broker, None)
        if before is None:
            raise RuntimeError("the server did not come to rest after its start")
        mob = Mob(stack)
        share = clients // 8
        for kind, threads in (
            *(("busy", share) for _ in range(2)),
            ("comer", share),
            ("program", share),
            ("limited", share),
        ):
            mob.add(kind, threads, tcp)
        mob.add("forker", share, f"./u:{home / 's'}")
        if os.geteuid() == 0:
            mob.add("program", share, f"./u:{home / 's'}", STRANGER)
            mob.add("limited", clients - 7 * share, f"./u:{home / 's'}", STRANGER)
        else:
            mob.add("program", clients - 6 * share, tcp)
        _sample(seen, broker, records, mob, seconds)
        mob.finish(150)
        _count(seen, mob.take())
        _leave_nothing(seen, broker, process, before, records)
    crashed = seen.verdicts["WorkerCrashed"]
    if crashed > seen.kills:
        seen.blame(f"{crashed} sessions died, and only {seen.kills} were killed from outside")
    return seen


# --- the server --------------------------------------------------------------------------------


def policy_of(home: Path) -> str:
    """Return the analyst's policy, with limits that are reached in seconds and no quota."""
    policy = yaml.safe_load((ROOT / "policies" / "analyst.yaml").read_text())
    analyst = policy["profiles"]["analyst"]
    analyst["files"] = {"quota": "1 MiB"}
    analyst["limits"] = {
        "cpu": "500ms",
        "wall": "5s",
        "memory": "64 MiB",
        "output": "64 KiB",
        "result": "1 MiB",
        "sessions": 1000,
        "connections": 1000,
        "refusals": "1000000/min",
    }
    # Beside the guarded language: plain Python that may start processes, and where we are root
    # a session whose files lie on the disk.
    plain = {key: value for key, value in analyst.items() if key not in {"modules", "builtins"}}
    plain = {**plain, "language": "python", "limits": {**analyst["limits"], "processes": 8}}
    policy["profiles"] = {"analyst": analyst, "plain": plain}
    policy["clients"] = {
        "anyone": {"profile": "analyst"},
        "us": {"unix_user": getpass.getuser(), "profile": "plain"},
    }
    if os.geteuid() == 0:
        policy["profiles"]["partial"] = {**analyst, "isolation": "partial"}
        policy["clients"]["stranger"] = {"unix_user": STRANGER, "profile": "partial"}
    policy["listen"] = ["tcp://127.0.0.1:0", f"unix://{home / 's'}"]
    policy["connections"] = {"maximum": 2000, "maximum_per_address": 2000}
    # JSON is YAML, without the anchors that a dump of equal parts has.
    return json.dumps(policy, indent=1)


def _serve(stack: contextlib.ExitStack, home: Path) -> tuple[str, subprocess.Popen[str]]:
    policy = home / "soak.yaml"
    policy.write_text(policy_of(home))
    policy.chmod(0o600)
    words = ["serve", "--policy", str(policy), "--audit", str(home / "audit.jsonl")]
    process = subprocess.Popen(
        [sys.executable, "-m", "guardedflame", *words],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    stack.callback(end, process)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("listening on ") and "./u:" not in (place := line.split()[-1]):
            return place, process
    raise RuntimeError("the server did not start; its own words are above")


def _at_rest(broker: psutil.Process, wanted: Held | None) -> Held | None:
    """Return what is held once ten looks agree (and are as ``wanted``), None if they never do."""
    same = 0
    last: Held | None = None
    deadline = time.monotonic() + REST_SECONDS
    while time.monotonic() < deadline:
        now = look(broker)
        quiet = last is not None and not last.difference(now)
        same = same + 1 if quiet and not (wanted and wanted.difference(now)) else 0
        last = now
        if same >= 10:
            return now
        time.sleep(0.05)
    return None


# --- the run -----------------------------------------------------------------------------------


def _sample(seen: Seen, broker: psutil.Process, records: Records, mob: Mob, seconds: float) -> None:
    begun = time.monotonic()
    next_kill = begun + KILL_SECONDS
    known: dict[int, psutil.Process] = {}
    audit_before, minute = records.bytes, 1
    for second in _seconds(begun, seconds):
        try:
            held = look(broker)
            family = {each.pid: each for each in broker.children(recursive=True)}
        except psutil.NoSuchProcess:
            seen.blame(f"the broker died after {second} s")
            return
        for pid, one in list(known.items()):
            # Alive, and not the server's any more: nobody will end it.
            if pid not in family and one.is_running() and one.ppid() == 1:
                seen.blame(f"process {pid} is an orphan")
        known = family
        if time.monotonic() >= next_kill:
            next_kill += KILL_SECONDS
            seen.kills += _kill_one(broker)
        records.follow()
        answers, us = _count(seen, mob.take())
        row = {
            name: value
            for name in Held.__dataclass_fields__
            if (value := getattr(held, name)) is not None
        }
        row["audit_bytes_a_second"] = records.bytes - audit_before
        row["answers_a_second"] = answers
        if us:
            row["p50"], row["p99"] = percentile(us, 0.5), percentile(us, 0.99)
        audit_before = records.bytes
        seen.rows.append(row)
        if sys.stderr.isatty() and second >= minute * 60:
            minute += 1
            sys.stderr.write(
                f"{second // 60} min: {seen.answers:,} answers, "
                f"{seen.verdicts.total():,} verdicts, {len(seen.wrong)} wrong, broker "
                f"{held.broker_resident / MIB:.1f} MiB, {held.processes:g} processes\n"
            )


def _seconds(begun: float, seconds: float) -> Iterator[int]:
    """Yield once a second; a look that takes longer leaves seconds out."""
    while (passed := time.monotonic() - begun) < seconds:
        yield int(passed)
        time.sleep(max(0.0, int(passed) + 1 - (time.monotonic() - begun)))


def _kill_one(broker: psutil.Process) -> int:
    """SIGKILL some worker, as the kernel's out-of-memory killer would; return how many."""
    workers = [worker for zygote in broker.children() for worker in _children(zygote)]
    if not workers:
        return 0
    try:
        random.choice(workers).kill()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0
    return 1


def _children(process: psutil.Process) -> list[psutil.Process]:
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.children()
    return []


def _count(seen: Seen, reports: Sequence[dict[str, Any]]) -> tuple[int, list[int]]:
    answers, us = 0, []
    for report in reports:
        answers += report["answers"]
        us += report["us"]
        seen.verdicts.update(report["verdicts"])
        for lost in report["lost"]:
            seen.blame(f"lost: {lost}")
        if report["unfinished"]:
            seen.blame(f"{report['unfinished']} calls had not ended two minutes after the rest")
    seen.answers += answers
    return answers, us


def _leave_nothing(
    seen: Seen,
    broker: psutil.Process,
    process: subprocess.Popen[str],
    before: Held,
    records: Records,
) -> None:
    """Hold the idle server against what it was before, then stop it."""
    try:
        if _at_rest(broker, before) is None:
            for what in before.difference(look(broker)):
                seen.blame(f"left after all clients had gone: {what}")
        family = broker.children(recursive=True)
        places = homes({each.pid for each in broker.children()})
    except psutil.NoSuchProcess:
        seen.blame("the broker died")
        family, places = [], []
    process.send_signal(signal.SIGTERM)
    try:
        if status := process.wait(30):
            seen.blame(f"the server ended with status {status}")
    except subprocess.TimeoutExpired:
        seen.blame("the server did not end within 30 s of SIGTERM")
    for each in psutil.wait_procs(family, timeout=5)[1]:
        seen.blame(f"process {each.pid} outlived the server")
        each.kill()
    for place in places:
        if place.exists():
            seen.blame(f"directory {place} was left with {len(entries(place))} entries")
    records.follow()
    for problem in records.problems:
        seen.blame(f"audit: {problem}")
    if records.undecided:
        seen.blame(f"audit: {len(records.undecided)} calls have no verdict")


if __name__ == "__main__":
    sys.exit(main())
