"""Counting things."""
import re
from collections import Counter

cnt = Counter()
for word in ["red", "blue", "red", "green", "blue", "blue"]:
    cnt[word] += 1
print(cnt)
print(cnt["missing"], "missing" in cnt, cnt.total())

text = """The quick brown fox jumps over the lazy dog; the dog sleeps,
and the fox runs away from the dog."""
print(Counter(re.findall(r"\w+", text.lower())).most_common(3))

c = Counter(a=4, b=2, c=0, d=-2)
d = Counter(a=1, b=2, c=3, d=4)
print(sorted(c.elements()), c.most_common()[:-3:-1])
print(c + d, c - d, c & d, c | d, +c, -c)
print(c == d, Counter(a=1) <= Counter(a=2), Counter(a=1, b=0) == Counter(a=1))
c.subtract(d)
print(c)
c.update("abba")
print(dict(c), set(c) == set("abcd"), list(c.values()))
del c["d"]
print(c, c.copy() == c)
words = Counter("hello world".split()) | Counter({"hello": 3})
print(words, sum(words.values()), repr(Counter()))


def is_anagram(a, b):
    return Counter(a) == Counter(b)


print(is_anagram("listen", "silent"), is_anagram("apple", "papel!"))
