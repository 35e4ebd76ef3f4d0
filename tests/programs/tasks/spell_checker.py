import re
from collections import Counter
from itertools import chain

CORPUS = """
A river ran past the village and the children of the village swam in the river when
summer came. In winter the river froze and the children skated. The miller of the
village had a mill beside the river; the mill ground the corn of the whole valley. When
spring came the water rose, and the miller watched the water and the children watched the
miller. Some people said that the river was older than the mountains beside it.
"""

freq = Counter(re.findall(r"[a-z]+", CORPUS.lower()))


def damage(word):
    """Every text one slip of the finger away."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
        if len(tail) >= 2:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in map(chr, range(ord("a"), ord("z") + 1)):
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def suggest(word):
    if word in freq:
        return [word]
    for attempts in (damage(word), chain.from_iterable(map(damage, set(damage(word))))):
        good = {w for w in attempts if w in freq}
        if good:
            return sorted(good, key=lambda w: (-freq[w], w))
    return []


def fix(match):
    word = match.group()
    best = (suggest(word.lower()) or [word])[0]
    return best.capitalize() if word[0].isupper() else best


print(freq.most_common(4), len(freq), sum(freq.values()))
for w in "rivr childern wnter vilage teh millar moutnains xyzzy".split():
    print(w, "->", ", ".join(suggest(w)[:3]) or "?")
print(re.sub(r"[A-Za-z]+", fix, "Teh childen swan in the rivver, and teh watre rosse."))
