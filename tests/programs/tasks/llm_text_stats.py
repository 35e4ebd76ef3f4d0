import re
import string
from collections import Counter

text = """
It was late in the year when the surveyors came to the valley. They measured the
river, the road and the three old bridges; they measured the church, too. "Why do
you measure the church?" asked the miller. "Because it is there," they said. The
miller laughed. Nobody had measured the mill!
"""

# Let me first normalize the text
normalized = text.lower().translate(str.maketrans("", "", string.punctuation))
words = normalized.split()

# Word frequencies without stop words
stop_words = {
    "the",
    "in",
    "it",
    "and",
    "to",
    "they",
    "is",
    "was",
    "you",
    "do",
    "why",
    "had",
    "because",
    "when",
    "there",
}
frequencies = Counter(word for word in words if word not in stop_words)
print("Most common:", frequencies.most_common(4))

# Sentences
sentences = [s.strip() for s in re.split(r"(?<=[.!?])[\"']?\s+", text.strip()) if s.strip()]
print("Sentences:", len(sentences))
print("Longest sentence:", max(sentences, key=len).replace("\n", " "))
print("Average words per sentence:", round(len(words) / len(sentences), 2))


# Readability: count syllables with a simple heuristic
def count_syllables(word):
    groups = re.findall(r"[aeiouy]+", word)
    n = len(groups)
    if word.endswith("e") and not word.endswith("le") and n > 1:
        n -= 1
    return max(n, 1)


syllables = sum(count_syllables(w) for w in words)
flesch = 206.835 - 1.015 * (len(words) / len(sentences)) - 84.6 * (syllables / len(words))
print(f"Words: {len(words)}, unique: {len(set(words))}, syllables: {syllables}")
print(f"Flesch reading ease: {flesch:.1f}")

letters = Counter(c for c in text.lower() if c.isalpha())
for letter, n in sorted(letters.items(), key=lambda kv: (-kv[1], kv[0]))[:5]:
    print(f"{letter} {n:3d} {'■' * (n // 2)}")

bigrams = Counter(zip(words, words[1:]))
print([" ".join(b) for b, n in bigrams.items() if n > 1])
print("Palindromes:", sorted({w for w in words if len(w) > 1 and w == w[::-1]}) or "none")
