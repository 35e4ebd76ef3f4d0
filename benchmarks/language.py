"""Guarded code against plain CPython and stock RestrictedPython: running, and compiling.

Invariant: all three run the same text in this process, take turns within each round, and must give
the same answer. Processor time of the thread is taken, the better of two runs a round.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from typing import Any, cast

from benchmarks.kernels import KERNELS, for_stock, module, private_module
from benchmarks.rows import Row, best, ratio

Run = Callable[[], object]


def kernels(rounds: int = 9) -> list[Row]:
    """Return guarded time over plain time for each kernel, and the geometric mean."""
    rows, means, stock_means = [], [], []
    for name, source in KERNELS.items():
        makers = (_plain, _stock, _guarded)
        runs = [make(source) for make in makers]
        answers = {repr(run()) for run in runs}
        if len(answers) != 1:
            raise RuntimeError(f"{name}: the languages disagree: {answers}")
        took: list[list[float]] = [[], [], []]
        for _ in range(rounds):
            for run, kept in zip(runs, took, strict=True):
                kept.append(best(run, time.thread_time, times=2))
        plain, stock, guarded = took
        slower = ratio(guarded, plain)
        stock_slower = ratio(stock, plain)
        means.append(slower)
        stock_means.append(stock_slower)
        also = f"stock guards {stock_slower:.2f} x"
        rows.append(Row(name, _middle(plain), _middle(guarded), slower, most=1.3, also=also))
    also = f"stock guards {_geometric(stock_means):.2f} x"
    rows.append(Row("geometric mean", "", "", _geometric(means), most=1.05, also=also))
    return rows


def compiling(rounds: int = 9) -> list[Row]:
    """Return the time to compile (and define) modules of 500 lines, against plain CPython."""
    source = module()
    took = _compiling(source, rounds, stock=True)
    lines = source.count("\n")
    also = f"stock RestrictedPython {ratio(took['stock'], took['plain']):.2f} x"
    rows = [_compiled(f"compiling a module of {lines} lines", took, also)]
    again = ratio(took["again"], took["plain"])
    rows.append(Row("once more in the session", rows[0].peer, _middle(took["again"]), again))
    rows.append(_compiled("a module of private attributes", _compiling(private_module(), rounds)))
    return rows


def _compiled(what: str, took: dict[str, list[float]], also: str = "") -> Row:
    slower = ratio(took["guarded"], took["plain"])
    peer, ours = _middle(took["plain"]), _middle(took["guarded"])
    return Row(what, peer, ours, slower, most=2.5, also=also)


def _middle(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1e3:.2f} ms"


def _compiling(source: str, rounds: int, *, stock: bool = False) -> dict[str, list[float]]:
    """Return the seconds each took, by round. Stock guards refuse private attributes."""
    # A comment that differs keeps any cache by source from answering.
    numbers = iter(range(1_000_000))
    language = _language()
    same = f"{source}\n# the same each time"
    language.execute(same, "m")

    def fresh() -> str:
        return f"{source}\n# {next(numbers)}"

    works: dict[str, Callable[[], object]] = {
        "plain": lambda: exec(compile(fresh(), "m", "exec"), {"__name__": "m"}),
        "guarded": lambda: language.execute(fresh(), "m"),
        "again": lambda: language.execute(same, "m"),
    }
    if stock:
        works["stock"] = lambda: _define_stock(fresh())
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            took[name].append(best(work, time.thread_time, times=2))
    return took


def _geometric(values: list[float]) -> float:
    return math.exp(statistics.mean(math.log(value) for value in values))


def _plain(source: str) -> Run:
    space: dict[str, Any] = {"__name__": "kernel"}
    exec(compile(source, "kernel", "exec"), space)
    return cast("Run", space["run"])


def _stock(source: str) -> Run:
    return cast("Run", _define_stock(for_stock(source))["run"])


def _define_stock(source: str) -> dict[str, Any]:
    """Run `source` under RestrictedPython with the guards its documentation shows."""
    from RestrictedPython.compile import compile_restricted
    from RestrictedPython.Eval import default_guarded_getitem, default_guarded_getiter
    from RestrictedPython.Guards import (
        full_write_guard,
        guarded_iter_unpack_sequence,
        guarded_unpack_sequence,
        safe_builtins,
        safer_getattr,
    )

    more = {
        "sum": sum,
        "enumerate": enumerate,
        "list": list,
        "dict": dict,
        "set": set,
        "sorted": sorted,
        "min": min,
        "max": max,
        "super": super,
    }
    space: dict[str, Any] = {
        "__builtins__": {**safe_builtins, **more},
        "__name__": "kernel",
        "__metaclass__": _writable,
        "_getattr_": safer_getattr,
        "_getitem_": default_guarded_getitem,
        "_getiter_": default_guarded_getiter,
        "_iter_unpack_sequence_": guarded_iter_unpack_sequence,
        "_unpack_sequence_": guarded_unpack_sequence,
        "_write_": full_write_guard,
        "_inplacevar_": _inplace,
    }
    exec(compile_restricted(source, "kernel", "exec"), space)
    return space


def _writable(name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
    """Make a class whose instances RestrictedPython's write guard lets code write to."""
    return type(name, bases, {**space, "_guarded_writes": True})


def _inplace(operator: str, left: Any, right: Any) -> Any:
    """Do ``left operator right``; RestrictedPython leaves this one to its user."""
    match operator:
        case "+=":
            left += right
        case "-=":
            left -= right
        case "^=":
            left ^= right
        case _:
            raise NotImplementedError(operator)
    return left


def _language() -> Any:
    from guardedflame.sandbox.guard.language import guarded_language

    return guarded_language(modules={"math": "*"})


def _guarded(source: str) -> Run:
    language = _language()
    language.execute(source, "kernel")
    return cast("Run", language.namespace["run"])
