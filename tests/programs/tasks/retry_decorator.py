import functools
import random
import time


def retry(
    exceptions=Exception,
    *,
    tries=3,
    delay=1.0,
    backoff=2.0,
    jitter=0.0,
    sleep=time.sleep,
    rng=random,
    on_retry=None,
):
    """Call the function again when it raises one of the exceptions.

    delay grows by the factor backoff; sleep can be replaced in tests.
    """
    if tries < 1:
        raise ValueError("tries must be at least 1")

    def decorator(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            pause = delay
            for attempt in range(1, tries + 1):
                try:
                    result = func(*args, **kwargs)
                except exceptions as exc:
                    wrapper.failures += 1
                    if attempt == tries:
                        exc.add_note(f"gave up after {tries} tries")
                        raise
                    if on_retry:
                        on_retry(func.__name__, attempt, exc)
                    sleep(pause + rng.uniform(0, jitter))
                    pause *= backoff
                else:
                    wrapper.calls += 1
                    return result

        wrapper.calls = wrapper.failures = 0
        return wrapper

    return decorator


slept = []
log = []


class Flaky:
    def __init__(self, failures):
        self.left = failures

    @retry(
        ConnectionError, tries=4, delay=0.5, sleep=slept.append, on_retry=lambda *a: log.append(a)
    )
    def fetch(self, what, *, loud=False):
        """Fetch something over a bad line."""
        if self.left:
            self.left -= 1
            raise ConnectionError(f"line dropped, {self.left} to go")
        return what.upper() if loud else what


print(Flaky(0).fetch("one"))
print(Flaky(3).fetch("two", loud=True), slept)
slept.clear()
try:
    Flaky(9).fetch("three")
except ConnectionError as e:
    print("failed:", e, e.__notes__, slept)
print(Flaky.fetch.__name__, "|", Flaky.fetch.__doc__, "|", Flaky.fetch.calls, Flaky.fetch.failures)
for name, attempt, exc in log[:3]:
    print(name, attempt, type(exc).__name__, exc)


@retry(
    (KeyError, ValueError), jitter=1, sleep=lambda s: print(f"sleep {s:.3f}"), rng=random.Random(3)
)
def parse(text, table={"one": 1}):
    if text in table:
        return table[text]
    table[text] = int(text)
    return parse(text)


print(parse("one"), parse("12"))
try:
    parse("twelve")
except ValueError as e:
    print(type(e).__name__, e)


@retry(tries=2, sleep=lambda _: None)
def no_match():
    raise KeyboardInterrupt


try:
    no_match()
except KeyboardInterrupt:
    print("not an Exception: passed through, failures =", no_match.failures)
try:
    retry(tries=0)
except ValueError as e:
    print(e)
