# python: 3.12
from itertools import batched
import math

words = "the quick sly river runs past nine old mills and sleeps".split()
for group in batched(words, 4):
    print(f"{' '.join(group):<30}|{len(group)}")
print(f"{'\n'.join(w for w in words if len(w) > 5)}")
print(math.sumprod([1, 2, 3], [4, 5, 6]))
totals = {k: sum(len(w) for w in words if w[0] == k) for k in sorted({w[0] for w in words})}
print(f"{totals['s']=} {max(totals, key=totals.get)!r}")
