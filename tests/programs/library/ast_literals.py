"""Literals from text, without eval."""
import ast

for text in ("[1, 2.5, 'three']", "{'a': (1, None), 'b': {1, 2}}", "-3 + 4j", "b'bytes'", " True", "'''multi\nline'''"):
    print(ast.literal_eval(text))
for text in ("f(1)", "1 + x", "[1, ", "__import__('os')", "'a' * 1000"):
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError) as error:
        print(text, "->", type(error).__name__)
