from collections import defaultdict
from typing import NamedTuple


class Book(NamedTuple):
    isbn: str
    title: str
    author: str
    year: int = 0


class Catalogue:
    def __init__(self):
        self._books = {}
        self._by_author = defaultdict(list)

    def add(self, *fields):
        book = Book(*fields)
        self._books[book.isbn] = book
        self._by_author[book.author].append(book)
        return book

    def __getitem__(self, isbn):
        return self._books[isbn]

    def __contains__(self, isbn):
        return isbn in self._books

    def by(self, author):
        return sorted(self._by_author.get(author, []), key=lambda b: b.year)

    def search(self, word):
        return [b for b in self._books.values() if word.casefold() in b.title.casefold()]
