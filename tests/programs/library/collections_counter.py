"""Counting things."""
import re
from collections import Counter

votes = Counter()
for name in "ann bob ann cat bob ann".split():
    votes[name] += 1
print(votes)
print(votes["nobody"], "nobody" in votes, votes.total())

text = """Rain on the roof, rain on the road; the wind sings
and the roof sings back, and the rain goes on."""
print(Counter(re.findall(r"\w+", text.lower())).most_common(3))

stock = Counter(nails=40, bolts=12, nuts=0, tape=-1)
used = Counter(nails=15, bolts=12, nuts=3, tape=2)
print(sorted(Counter(a=3, b=1, c=0).elements()), stock.most_common()[:-3:-1])
print(stock + used, stock - used, stock & used, stock | used, +stock, -stock)
print(stock == used, Counter(x=1) <= Counter(x=2), Counter(x=1, y=0) == Counter(x=1))
stock.subtract(used)
print(stock)
stock.update(["tape", "tape", "glue"])
print(dict(stock), set(stock) == {"nails", "bolts", "nuts", "tape", "glue"}, list(stock.values()))
del stock["glue"]
print(stock, stock.copy() == stock)
words = Counter("row row row your boat".split()) | Counter({"boat": 3})
print(words, sum(words.values()), repr(Counter()))


def made_of(word, letters):
    return Counter(word) <= Counter(letters)


print(made_of("silent", "listen"), made_of("letter", "elter"), Counter("dormitory") == Counter("dirtyroom"))
