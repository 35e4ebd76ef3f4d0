"""Module-level state used from coroutines, and a main that parses its arguments."""
import asyncio
import sys
from typing import Any, Awaitable, Callable, Coroutine

Job = Callable[[], Awaitable[Any]]
_jobs: dict[str, Job] = {}
_order: list[str] = []


def job(name: str | None = None) -> Callable[[Job], Job]:
    def register(function: Job) -> Job:
        _jobs[name or function.__name__] = function
        return function
    return register


@job()
async def fetch() -> list[int]:
    await asyncio.sleep(0)
    return [3, 1, 2]


@job("sort")
async def sort_numbers() -> list[int]:
    numbers = await _jobs["fetch"]()
    await asyncio.sleep(0)
    return sorted(numbers)


@job()
async def broken() -> None:
    raise ValueError("this one never works")


async def run(name: str) -> tuple[str, Any]:
    _order.append(f"start {name}")
    try:
        return name, await _jobs[name]()
    except KeyError:
        return name, f"there is no job {name!r}"
    finally:
        _order.append(f"end {name}")


async def main(*names: str) -> int:
    outcomes = await asyncio.gather(*(run(n) for n in names), return_exceptions=True)
    status = 0
    for outcome in outcomes:
        match outcome:
            case (name, value):
                print(f"{name}: {value}")
            case BaseException() as error:
                print(f"failed: {type(error).__name__}: {error}", file=sys.stderr)
                status += 1
    return status


if __name__ == "__main__":
    names = sys.argv[1:] or ["fetch", "sort", "broken", "absent"]
    failures = asyncio.run(main(*names))
    print(f"{failures} failed;", ", ".join(_order))
    sys.exit(0 if failures == 1 else 3)
