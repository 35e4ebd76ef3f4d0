"""Differences as an HTML table, of bytes, and a small merge."""
import difflib

a = ["alpha", "beta", "gamma", "delta"]
b = ["alpha", "BETA", "gamma", "epsilon"]
table = difflib.HtmlDiff(tabsize=2, wrapcolumn=30).make_table(a, b, "old", "new", context=True, numlines=1)
print(table.count("<tr>"), 'class="diff_chg"' in table, "epsilon" in table)
page = difflib.HtmlDiff().make_file(a, b)
print(page.strip().startswith("<!DOCTYPE"), page.count("</table>") >= 1)
for line in difflib.diff_bytes(difflib.unified_diff, [b"one\n", b"tw\xff\n"], [b"one\n", b"two\n"], b"a", b"b"):
    print(line)


def patch(old, new):
    """Instructions that turn one list into the other."""
    steps = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            steps.append((i1, i2, new[j1:j2]))
    return steps


def apply(old, steps):
    result = list(old)
    for i1, i2, replacement in reversed(steps):
        result[i1:i2] = replacement
    return result


steps = patch(a, b)
print(steps, apply(a, steps) == b)
print([m for m in difflib.SequenceMatcher(None, "abxcd", "abcd").get_matching_blocks()][0]._fields)
