"""Each function of itertools, once."""
import operator
from itertools import (
    accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle,
    dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap,
    takewhile, tee, zip_longest,
)

print(list(accumulate([10, -3, 5, 8])), list(accumulate([2, 7, 1, 8, 2], max)))
print(list(accumulate([2, 2, 2], operator.mul, initial=5)))
print("".join(chain("spring", "time")), list(chain.from_iterable([(1, 2), (), (3,)])))
print(["".join(c) for c in combinations("wxyz", 3)])
print(list(combinations_with_replacement([1, 2, 3], 2)))
print(["".join(p) for p in permutations("tea")], len(list(permutations(range(6), 2))))
print([r + s for r, s in product("KQ", "♠♥♦")], len(list(product("ab", repeat=5))))
print(list(compress(["mon", "tue", "wed", "thu"], [True, False, 1, 0])), list(islice(count(0.5, 0.25), 4)))
print("".join(islice(cycle("-=+"), 10)), list(repeat("again", 2)))
print(list(dropwhile(str.isspace, "  ab c")), list(takewhile(lambda n: n % 7, [3, 5, 8, 14, 15])))
print(list(filterfalse(str.isdigit, "a1b22c")), list(starmap(max, [(3, 9), (4, 1, 7)])))
print([(k, len(list(g))) for k, g in groupby("aaabccaa")])
print(list(islice(range(100), 5, 30, 10)), list(pairwise([1, 4, 9, 16])))
print(list(zip_longest([1, 2, 3], "x", fillvalue=None)), list(map(round, [1.26, 2.71], repeat(1))))

left, right = tee(iter("abcd"), 2)
next(right)
print([a + b for a, b in zip(left, right)])
words = sorted("owl bat emu cat ant bee".split(), key=lambda w: (w[-1], w))
for letter, group in groupby(words, key=operator.itemgetter(-1)):
    print(letter, *group)
