"""Classes derived from UserDict, UserList and UserString."""
from collections import UserDict, UserList, UserString


class CaseInsensitive(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())

    def __contains__(self, key):
        return key.lower() in self.data


headers = CaseInsensitive({"Content-Type": "text/plain"})
headers.update(ETag="abc", ACCEPT="*/*")
print(headers, headers["content-TYPE"], "etag" in headers, len(headers))
print(sorted(headers), headers.get("none", "-"), headers.pop("ETAG" .lower()), headers.copy() == headers)


class Sorted(UserList):
    def append(self, item):
        super().append(item)
        self.data.sort()

    def __add__(self, other):
        return Sorted(sorted(super().__add__(other)))


nums = Sorted([3, 1])
nums.append(2)
print(nums, nums + [0], nums[0:2], type(nums[0:2]).__name__, nums.index(3), list(reversed(nums)))
nums.extend([7, 5])
nums *= 2
print(nums.count(7), len(nums), nums.pop(), 5 in nums, nums == list(nums))


class Slug(UserString):
    def __init__(self, text):
        super().__init__(str(text).lower().replace(" ", "-"))


s = Slug("Hello Big World")
print(s, len(s), s.upper(), type(s.upper()).__name__, s.split("-"), s[0:5], "big" in s, s == "hello-big-world")
print(s + "!", s.find("big"), hash(s) == hash("hello-big-world"), sorted([Slug("b"), Slug("a")]))
print(UserDict(a=1) | {"b": 2}, UserList("ab"), UserString(12).isdigit())
