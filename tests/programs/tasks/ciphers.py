"""Caesar, Vigenere, Atbash, rail fence, Playfair; with a frequency attack on the first."""

from itertools import cycle
from string import ascii_lowercase, ascii_uppercase


def caesar(text, shift):
    shift %= 26
    table = str.maketrans(
        ascii_lowercase + ascii_uppercase,
        ascii_lowercase[shift:]
        + ascii_lowercase[:shift]
        + ascii_uppercase[shift:]
        + ascii_uppercase[:shift],
    )
    return text.translate(table)


def vigenere(text, key, sign=1):
    keys = cycle(ord(k) - 97 for k in key.lower())
    return "".join(caesar(c, sign * next(keys)) if c.isalpha() else c for c in text)


atbash = str.maketrans(ascii_lowercase, ascii_lowercase[::-1])


def rail_fence(text, rails):
    pattern = list(range(rails)) + list(range(rails - 2, 0, -1))
    rows = [""] * rails
    for c, r in zip(text, cycle(pattern)):
        rows[r] += c
    return "".join(rows)


def unrail(text, rails):
    order = rail_fence([chr(0x4E00 + i) for i in range(len(text))], rails)
    out = [None] * len(text)
    for c, where in zip(text, order):
        out[ord(where) - 0x4E00] = c
    return "".join(out)


class Playfair:
    def __init__(self, key):
        seen = dict.fromkeys((key.upper() + ascii_uppercase).replace("J", "I"))
        self.square = [c for c in seen if c.isalpha()]

    def _pairs(self, text):
        letters = [c for c in text.upper().replace("J", "I") if c.isalpha()]
        while letters:
            a = letters.pop(0)
            b = letters.pop(0) if letters and letters[0] != a else "X"
            yield a, b

    def _shift(self, a, b, step):
        (ra, ca), (rb, cb) = (divmod(self.square.index(x), 5) for x in (a, b))
        if ra == rb:
            ca, cb = (ca + step) % 5, (cb + step) % 5
        elif ca == cb:
            ra, rb = (ra + step) % 5, (rb + step) % 5
        else:
            ca, cb = cb, ca
        return self.square[ra * 5 + ca] + self.square[rb * 5 + cb]

    def encrypt(self, text):
        return " ".join(self._shift(a, b, 1) for a, b in self._pairs(text))

    def decrypt(self, text):
        return "".join(self._shift(a, b, -1) for a, b in text.split())


ENGLISH = "etaoinshrdlcumwfgypbvkjxqz"


def crack(text):
    def score(candidate):
        return sum(26 - ENGLISH.index(c) for c in candidate.lower() if c in ENGLISH)

    best = max(range(26), key=lambda k: score(caesar(text, -k)))
    return best, caesar(text, -best)


message = "Meet me at the old bridge at noon, and bring the letters!"
secret = caesar(message, 17)
print(secret, *crack(secret), sep="\n")
v = vigenere(message, "lemon")
print(v, vigenere(v, "lemon", -1) == message)
print("bring no lantern".translate(atbash))
r = rail_fence("THE FERRY LEAVES AT SUNRISE", 3)
print(r, unrail(r, 3))
p = Playfair("harbour lights")
c = p.encrypt("Letters are under the third oar")
print("".join(p.square), c, p.decrypt(c), sep="\n")
