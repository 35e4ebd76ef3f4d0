"""The lending library as a package of several modules."""

from datetime import date, timedelta

import library
import library.errors as errors
from library import Catalogue, LoanDesk


def main():
    cat = Catalogue()
    cat.add("1", "The Long Harbour", "M. Ellery", 1987)
    cat.add("2", "Short Rivers", "M. Ellery", 1979)
    cat.add("3", "Harbour Lights", "J. Osei")
    desk = LoanDesk(cat)
    day = date(2024, 2, 10)
    print(library.__version__, library.__doc__, library.catalogue.Book._fields)
    print([b.title for b in cat.by("M. Ellery")], [b.isbn for b in cat.search("harbour")])
    print("due", desk.lend("1", "Ann", day), desk.lend("3", "Bo", day + timedelta(days=9)))
    for isbn in "19":
        try:
            desk.lend(isbn, "Cy", day)
        except errors.LibraryError as e:
            print(type(e).__name__, "-", e, isinstance(e, LookupError))
    later = day + timedelta(weeks=4)
    print("overdue:", desk.overdue(later), "fee:", desk.give_back("1", later), desk.overdue(later))


if __name__ == "__main__":
    main()
