"""A lending library: the kind of program written for a first course on classes."""
from datetime import date, timedelta


class LibraryError(Exception):
    """Anything that goes wrong at the desk."""


class Item:
    _count = 0
    loan_days = 14
    fine_per_day = 0.25

    def __init__(self, title, year):
        Item._count += 1
        self.__id = Item._count
        self.title = title
        self.year = year
        self._borrower = None
        self._due = None

    @property
    def id(self):
        return "%s-%03d" % (self.__class__.__name__[0], self.__id)

    @property
    def available(self):
        return self._borrower is None

    def lend(self, member, today):
        if not self.available:
            raise LibraryError("'%s' is lent to %s until %s" % (self.title, self._borrower.name, self._due))
        self._borrower = member
        self._due = today + timedelta(days=self.loan_days)
        return self._due

    def give_back(self, today):
        late = max(0, (today - self._due).days)
        self._borrower = self._due = None
        return late * self.fine_per_day

    def __str__(self):
        return "%s %-22s (%d)%s" % (self.id, self.title, self.year, "" if self.available else " [%s]" % self._due.strftime("%d %b"))


class Book(Item):
    def __init__(self, title, year, author):
        Item.__init__(self, title, year)
        self.author = author

    def __str__(self):
        return Item.__str__(self) + " by " + self.author


class Film(Item):
    loan_days = 3
    fine_per_day = 1


class Member:
    def __init__(self, name, limit=2):
        self.name = name
        self.limit = limit
        self.items = []
        self.fines = 0.0

    def __repr__(self):
        return "Member(%r, %d)" % (self.name, len(self.items))


class Library:
    def __init__(self):
        self.__items = {}
        self.__members = {}
        self.today = date(2024, 2, 20)

    def __iadd__(self, thing):
        if isinstance(thing, Item):
            self.__items[thing.id] = thing
        elif isinstance(thing, Member):
            self.__members[thing.name] = thing
        else:
            raise TypeError("cannot add %s" % type(thing).__name__)
        return self

    def __getitem__(self, key):
        return self.__items.get(key) or self.__members[key]

    def __len__(self):
        return len(self.__items)

    def __iter__(self):
        return iter(sorted(self.__items.values(), key=lambda item: item.title))

    def search(self, text, **criteria):
        for item in self:
            if text.lower() in item.title.lower() and all(getattr(item, k, None) == v for k, v in criteria.items()):
                yield item

    def lend(self, who, what):
        member, item = self[who], self[what]
        if len(member.items) >= member.limit:
            raise LibraryError("%s has enough to read" % member.name)
        if member.fines:
            raise LibraryError("%s owes %.2f" % (member.name, member.fines))
        due = item.lend(member, self.today)
        member.items.append(item)
        print("%s: %s until %s" % (who, item.title, due.isoformat()))

    def give_back(self, who, what):
        member, item = self[who], self[what]
        try:
            member.items.remove(item)
        except ValueError:
            raise LibraryError("%s does not have %s" % (who, item.title))
        fine = item.give_back(self.today)
        member.fines += fine
        print("%s returns %s%s" % (who, item.title, ", fine %.2f" % fine if fine else ""))

    def pass_days(self, n):
        self.today += timedelta(n)


lib = Library()
for thing in (Book("Emma", 1815, "Austen"), Book("Dracula", 1897, "Stoker"), Film("Metropolis", 1927), Member("Ada"), Member("Bob", limit=1)):
    lib += thing
for item in lib:
    print(item)


def attempt(method, *args):
    try:
        method(*args)
    except LibraryError as e:
        print("  !", e)
    except KeyError as e:
        print("  ! there is no", e)


attempt(lib.lend, "Ada", "B-001")
attempt(lib.lend, "Bob", "B-001")
attempt(lib.lend, "Bob", "F-003")
attempt(lib.lend, "Bob", "B-002")
lib.pass_days(10)
print(lib.today.strftime("%A %d %B %Y"), lib["B-001"])
attempt(lib.give_back, "Bob", "F-003")
attempt(lib.lend, "Bob", "B-002")
attempt(lib.give_back, "Bob", "B-001")
attempt(lib.give_back, "Cid", "B-001")
attempt(lib.give_back, "Ada", "B-001")
lib["Bob"].fines = 0
attempt(lib.lend, "Bob", "B-002")
print([i.title for i in lib.search("m", available=True)], [i.id for i in lib.search("", author="Stoker")], lib["Bob"], len(lib))
try:
    lib += "a string"
except TypeError as e:
    print(e)
