"""Each function of itertools, once."""
import operator
from itertools import (
    accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle,
    dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap,
    takewhile, tee, zip_longest,
)

print(list(accumulate([1, 2, 3, 4, 5])), list(accumulate([3, 4, 6, 2, 1, 9], max)))
print(list(accumulate([1, 2, 3], operator.mul, initial=100)))
print("".join(chain("ABC", "DEF")), list(chain.from_iterable(["AB", "CD"])))
print(["".join(c) for c in combinations("ABCD", 2)])
print(["".join(c) for c in combinations_with_replacement("ABC", 2)])
print(["".join(p) for p in permutations("ABC", 2)], len(list(permutations(range(5)))))
print(["".join(p) for p in product("AB", "xy")], list(product(range(2), repeat=3))[-1])
print(list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])), list(islice(count(10, 2.5), 3)))
print("".join(islice(cycle("ABC"), 8)), list(repeat(10, 3)))
print(list(dropwhile(lambda x: x < 5, [1, 4, 6, 4, 1])), list(takewhile(lambda x: x < 5, [1, 4, 6, 4])))
print(list(filterfalse(lambda x: x % 2, range(10))), list(starmap(pow, [(2, 5), (3, 2)])))
print([(k, "".join(g)) for k, g in groupby("AAAABBBCCDAABBB")])
print(list(islice("ABCDEFG", 2, None, 2)), list(pairwise("ABCDE")))
print(list(zip_longest("ABCD", "xy", fillvalue="-")), list(map(pow, range(5), repeat(2))))

a, b, c = tee(iter(range(3)), 3)
print(next(a), list(b), list(a), sum(c))

animals = ["ant", "bee", "cat", "bat", "cow", "asp"]
for letter, group in groupby(sorted(animals), key=operator.itemgetter(0)):
    print(letter, *group)
