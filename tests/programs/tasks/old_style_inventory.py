#!/usr/bin/python
# -*- coding: latin-1 -*-
# Stock list. Written long ago, ported with few changes.

import string, sys
from types import *


class Item(object):
    """An item in stock"""

    def __init__(self, name, qty, price):
        self.name = name
        self.qty = qty
        self.price = price

    def __cmp__(self, other):
        return (self.name > other.name) - (self.name < other.name)

    def __repr__(self):
        return "<Item %s x %d at %.2f>" % (self.name, self.qty, self.price)

    def getTotal(self):
        return self.qty * self.price

    total = property(getTotal)


class Stock:
    def __init__(self):
        self.items = {}

    def addItem(self, item):
        if (
            self.items.has_key(item.name)
            if hasattr(self.items, "has_key")
            else item.name in self.items
        ):
            self.items[item.name].qty = self.items[item.name].qty + item.qty
        else:
            self.items[item.name] = item

    def removeItem(self, name, qty=1):
        try:
            item = self.items[name]
        except KeyError:
            sys.stdout.write("no such item: %s\n" % name)
            return
        if item.qty < qty:
            raise ValueError("only %d of %s left" % (item.qty, name))
        item.qty = item.qty - qty
        if not item.qty:
            del self.items[name]

    def report(self):
        keys = list(self.items.keys())
        keys.sort()
        sum = 0
        for k in keys:
            item = self.items[k]
            print(
                "%s %s %s" % (k.ljust(10), repr(item.qty).rjust(4), ("%.2f" % item.total).rjust(10))
            )
            sum = sum + item.total
        print("%s" % ("-" * 26))
        print("%26.2f" % sum)


stock = Stock()
data = """nails:100:0.05
screws:50:0.12
hammers:3:17.5
nails:25:0.05"""
for line in str.split(data, "\n"):
    (name, qty, price) = line.split(":")
    stock.addItem(Item(name, int(qty), float(price)))
stock.report()
stock.removeItem("hammers", 3)
stock.removeItem("glue")
try:
    stock.removeItem("nails", 1000)
except ValueError as e:
    print("error: " + str(e))
stock.report()
print("%(a)s-%(b)03d %%" % {"a": "x", "b": 7})
print("%-6s|%6s|%+d|%x|%o|%e|%5.1f%%" % ("ab", "cd", 5, 255, 8, 12345.678, 99.5))
print(string.digits + string.capwords("old habits die hard"))
i = 0
while 1:
    i = i + 1
    if i % 2:
        continue
    if i > 6:
        break
    print(i, end=" ")
else:
    print("never")
print()
print(map(lambda x: x + 1, [1, 2]).__class__.__name__, list(map(None or str, range(3))))
