"""Docstrings of a named tuple and of its fields."""
from collections import namedtuple

Book = namedtuple("Book", ["id", "title", "authors"])
Book.__doc__ += ": hardcover book in active collection"
Book.id.__doc__ = "13-digit ISBN"
Book.title.__doc__ = "Title of first printing"
Book.authors.__doc__ = "List of authors sorted by last name"
print(Book.__doc__)
for name in Book._fields:
    print(f"{name:<8}", getattr(Book, name).__doc__)
print(Book("978-0", "A Book", ["X", "Y"]))
