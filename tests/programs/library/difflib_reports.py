"""Differences between sequences: ratios, opcodes, unified, context and ndiff."""
import difflib
import sys
from difflib import Differ, SequenceMatcher, get_close_matches

s = SequenceMatcher(lambda x: x == " ", "int total = count + 1;", "long total = old count + 1;")
print(round(s.ratio(), 3), s.find_longest_match(), s.quick_ratio() >= s.ratio())
for block in s.get_matching_blocks():
    print(f"{block.size} equal at {block.a} and {block.b}")
for tag, i1, i2, j1, j2 in SequenceMatcher(None, "kitten", "sitting").get_opcodes():
    print(f"{tag:<8}{'kitten'[i1:i2]!r} -> {'sitting'[j1:j2]!r}")
print(get_close_matches("comit", ["commit", "comet", "push", "omit"]), get_close_matches("branch", ["brunch", "tree"], n=1, cutoff=0.9))

old = "flour\nmilk\neggs\nsalt\n".splitlines(keepends=True)
new = "flour\noat milk\neggs\npepper\nsalt\n".splitlines(keepends=True)
sys.stdout.writelines(difflib.unified_diff(old, new, fromfile="list.old", tofile="list.new"))
sys.stdout.writelines(difflib.context_diff(old, new, fromfile="list.old", tofile="list.new", n=1))
diff = list(difflib.ndiff(old, new))
print("".join(diff), end="")
print("".join(difflib.restore(diff, 1)) == "".join(old), "".join(difflib.restore(diff, 2)) == "".join(new))
print("".join(Differ().compare(["a: 10\n", "b:  2\n"], ["a: 12\n", "c:  3\n"])), end="")
matcher = SequenceMatcher()
matcher.set_seq2("abcd")
for candidate in ("abce", "bcde", "xyz"):
    matcher.set_seq1(candidate)
    print(candidate, round(matcher.ratio(), 2))
print(difflib.IS_LINE_JUNK("  #\n"), difflib.IS_CHARACTER_JUNK(" "), len(list(s.get_grouped_opcodes(1))))
