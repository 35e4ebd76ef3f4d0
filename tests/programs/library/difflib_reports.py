"""Differences between sequences: ratios, opcodes, unified, context and ndiff."""
import difflib
import sys
from difflib import Differ, SequenceMatcher, get_close_matches

s = SequenceMatcher(lambda x: x == " ", "private Thread currentThread;", "private volatile Thread currentThread;")
print(round(s.ratio(), 3), s.find_longest_match(), s.quick_ratio() >= s.ratio())
for block in s.get_matching_blocks():
    print("a[%d] and b[%d] match for %d elements" % block)
for tag, i1, i2, j1, j2 in SequenceMatcher(None, "qabxcd", "abycdf").get_opcodes():
    print(f"{tag:7} a[{i1}:{i2}] --> b[{j1}:{j2}]")
print(get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), get_close_matches("wheel", ["while", "for"], n=1, cutoff=0.9))

s1 = ["bacon\n", "eggs\n", "ham\n", "guido\n"]
s2 = ["python\n", "eggy\n", "hamster\n", "guido\n"]
sys.stdout.writelines(difflib.unified_diff(s1, s2, fromfile="before.py", tofile="after.py"))
sys.stdout.writelines(difflib.context_diff(s1, s2, fromfile="before.py", tofile="after.py", n=1))
diff = list(difflib.ndiff("one\ntwo\nthree\n".splitlines(keepends=True), "ore\ntree\nemu\n".splitlines(keepends=True)))
print("".join(diff), end="")
print("".join(difflib.restore(diff, 1)), end="")
text1 = "  1. Beautiful is better than ugly.\n  2. Explicit.\n".splitlines(keepends=True)
text2 = "  1. Beautiful is better than ugly!\n  3.   Explicit.\n".splitlines(keepends=True)
print("".join(Differ().compare(text1, text2)), end="")
matcher = SequenceMatcher()
matcher.set_seq2("abcd")
for candidate in ("abce", "bcde", "xyz"):
    matcher.set_seq1(candidate)
    print(candidate, round(matcher.ratio(), 2))
print(difflib.IS_LINE_JUNK("  #\n"), difflib.IS_CHARACTER_JUNK(" "), len(list(s.get_grouped_opcodes(1))))
