"""Lists, tuples, sets, dicts and the functions on iterables."""
nums = [5, 3, 8, 1]
nums.sort(reverse=True)
nums[1:3] = [30, 20, 10]
nums[::2] = [0] * len(nums[::2])
print(nums, nums.index(10), nums.pop(1), nums.copy(), sorted(nums, key=lambda n: -n), list(reversed(nums)), nums * 2, [1, 2] < [1, 3])
del nums[0], nums[-1:]
nums.insert(1, 99)
nums.extend(range(3))
nums.remove(99)
print(nums, nums.count(0), 2 in nums, nums + [7], [*nums, *"ab"], slice(1, 9, 2).indices(5), nums[slice(0, 2)])
a, (b, *c), *d, e = 1, (2, 3, 4), 5, 6, 7
print(a, b, c, d, e, (1,), tuple("ab") + (3,), (1, 2) * 2, (3, 1, 2).index(2), ())

s, t = {1, 2, 3, 4}, {3, 4, 5}
print(sorted(s | t), sorted(s & t), sorted(s - t), sorted(s ^ t), s >= {1}, s.isdisjoint({9}), s.issubset(range(9)))
s.update([10], (11,))
s.discard(99)
s -= {10, 11}
s.add(0)
s ^= {0, 7}
print(sorted(s), len(s), frozenset("aab") == {"a", "b"}, {frozenset([1]): "key"}[frozenset([1])], sorted(s.intersection([1, 7], [7])))

d = dict(one=1, two=2) | {"three": 3}
d |= [("four", 4)]
print(d, list(d), d.pop("one"), d.popitem(), d.get("zzz"), d.setdefault("five", 5), d.items() & {("two", 2)}, "two" in d.keys(), list(reversed(d)))
d.update({"two": 22}, six=6)
print(d, {v: k for k, v in d.items()}, dict.fromkeys("ab", 0), dict(zip("xyz", range(3))), max(d, key=d.get), sorted(d.items(), key=lambda kv: kv[1])[0], len(d.values()))
d.clear()
print(d, d == {}, {**{"a": 1}, "b": 2, **{"a": 3}}, list(enumerate("ab", start=1)), list(zip([1, 2, 3], "ab")), list(map(lambda x, y: x * y, [1, 2], [3, 4])))
print(list(filter(None, [0, 1, "", "x", None])), list(range(10, 0, -3)), range(5)[-1], 3 in range(0, 9, 3), len(range(0, 100, 7)), range(3) == range(0, 3, 1), range(10)[2:5])
it = iter([1, 2, 3])
print(next(it), next(it), next(it), next(it, "end"), list(iter(iter([1, 2, 0, 3]).__next__, 0)), [x for x in iter(lambda it=iter("ab-c"): next(it), "-")])
try:
    for pair in zip([1, 2], "a", strict=True):
        print(pair)
except ValueError as error:
    print(error)
for bad in (lambda: [][0], lambda: {}["k"], lambda: (1).foo, lambda: {[]: 1}, lambda: [1, 2].remove(3), lambda: set().pop(), lambda: next(iter([])), lambda: len(5), lambda: sorted([1, "a"])):
    try:
        bad()
    except (LookupError, AttributeError, TypeError, ValueError, StopIteration) as error:
        print(type(error).__name__, error)
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], [x for row in matrix for x in row if x % 2], sum(map(sum, matrix)), sorted(["b", "A", "c"], key=str.lower), {len(w) for w in ("a", "bb", "cc")} == {1, 2})
