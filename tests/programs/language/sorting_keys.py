from operator import attrgetter, itemgetter, methodcaller
from functools import cmp_to_key


class Student:
    def __init__(self, name, grade, age):
        self.name = name
        self.grade = grade
        self.age = age

    def weighted_grade(self):
        return "CBA".index(self.grade) / float(self.age)

    def __repr__(self):
        return repr((self.name, self.grade, self.age))


students = [Student("jane", "B", 12), Student("john", "A", 15), Student("dave", "B", 10)]
print(sorted(students, key=lambda s: s.age))
print(sorted(students, key=attrgetter("grade", "age")))
print(sorted(students, key=methodcaller("weighted_grade"), reverse=True))
print(max(students, key=attrgetter("age")).name, min(students, key=lambda s: s.name).name)
rows = [("b", 3), ("a", 3), ("c", 1)]
print(sorted(rows), sorted(rows, key=itemgetter(1)), sorted(rows, key=itemgetter(1, 0), reverse=True))
words = "this is a Test string From Andrew".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len))
words.sort(key=lambda w: (-len(w), w.casefold()))
print(words)


def by_last_digit(a, b):
    return (a % 10 > b % 10) - (a % 10 < b % 10)


print(sorted([31, 12, 25, 42, 50], key=cmp_to_key(by_last_digit)))
print(sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1], reverse=True))
print(max([], default="none"), min(3, 1, 2), max("apple", "fig", key=len), sorted([True, False, 2]))
mixed = [3, None, 1, None, 2]
print(sorted(mixed, key=lambda v: (v is None, v)))
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
