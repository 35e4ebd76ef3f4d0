import sys

import counting
import markup
from counting import Counter as WordCounter, top
from markup import *

TEXT = """# Title of it
Some *bold* words and some _other_ words, and `code`.

- one
- two *strong*

Last words."""

print(render(TEXT))
counter = WordCounter(TEXT)
print(top(counter, 3), len(counter), counter["words"], counter["nothing"])
print(counting.STOP_WORDS[:2], markup.__doc__, counting.__name__, sorted(markup.__all__))
print(hasattr(markup, "_inline"), "_inline" in globals(), callable(markup._inline))
counting.STOP_WORDS.append("words")
print(top(WordCounter(TEXT), 2))
print("done in", __name__, file=sys.stderr)
