"""At its limit of memory a session gets MemoryError of pandas's hash tables, no SIGSEGV."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytest.importorskip("pandas")

#: One process a margin, forked of one that has the tables: it gets so many MiB more, and one go.
CHILD = """
import json, os, re, resource, sys
from guardedflame.sandbox.guard.language import guarded_language

language = guarded_language(modules={"numpy": "*", "pandas": "*"})
language.execute('''
import numpy as np, pandas as pd
n = 100_000
a = np.random.default_rng(1).permutation(n)
df = pd.DataFrame({"k": a, "v": a + 1, "t": [f"k{i}" for i in a.tolist()]})
i, s = df.set_index("k"), df.set_index("t")
''')
with open("/proc/self/status") as file:
    size = int(re.search(r"VmSize:\\s+(\\d+)", file.read())[1]) << 10
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

def attempt(operation, margin):
    limit = size + int(margin * (1 << 20))
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        language.execute(operation)
    except MemoryError as error:
        return 2 if "table of hashes" in str(error) else 1
    except BaseException:
        return 3
    return 0

found = {}
for operation in sys.argv[1:]:
    found[operation] = []
    for margin in (0.5, 1, 2, 3, 4, 5, 6, 8):
        child = os.fork()
        if not child:
            os._exit(attempt(operation, margin))
        found[operation].append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(json.dumps(found))
"""

OPERATIONS = [
    "pd.factorize(a)",
    "pd.unique(a)",
    "df.t.nunique()",
    "df.v.duplicated()",
    "df.drop_duplicates()",
    "df.v.value_counts()",
    "df.v.isin(a)",
    "df.v.mode()",
    "df.groupby('k').v.sum()",
    "df.groupby(['k', 't']).size()",
    "df.merge(df, on='k')",
    "df.merge(df, on=['k', 't'])",
    "i.loc[5]",
    "i.index.get_indexer(a)",
    "s.loc['k5']",
    "s.reindex(df.t[::-1])",
    "pd.MultiIndex.from_arrays([a, a]).get_loc((5, 5))",
    "df.astype({'t': 'category'})",
    "df.pivot_table(index='t', values='v')",
]


@pytest.fixture(scope="module")
def outcomes() -> dict[str, list[int]]:
    """What became of each process: 0 done, 1 MemoryError, 2 the one of tables, less is a signal."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *OPERATIONS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[int]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("operation", OPERATIONS)
def test_pandas_at_the_limit_of_memory_raises(
    outcomes: dict[str, list[int]], operation: str
) -> None:
    """At each of eight limits it works or raises MemoryError, and one is by the table's size."""
    assert set(outcomes[operation]) <= {0, 1, 2}
    assert 2 in outcomes[operation]


def test_small_tables_ask_for_nothing_and_large_ones_for_what_they_take() -> None:
    """What is asked for is what the table needs: memory that nobody has is refused at once."""
    from guardedflame.sandbox.guard.libraries.pandas_memory import ask_for

    ask_for(4096)
    ask_for(100_000)
    with pytest.raises(MemoryError, match="table of hashes"):
        ask_for(1 << 42)
