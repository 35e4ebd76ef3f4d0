#!/usr/bin/python
# -*- coding: utf-8 -*-
# inventory.py - written long ago, still running

import string
import sys

try:
    unicode
except NameError:
    unicode = str

try:
    xrange
except NameError:
    xrange = range

DATA = """
widget:12:0.50
gadget:3:12.00
# comment
doohickey:0:3.25
broken line
gizmo:x:1
"""


class Record(object):
    fields = ('name', 'qty', 'price')

    def __init__(self, *args, **kw):
        if len(args) > len(self.fields):
            raise TypeError("too many")
        for k, v in zip(self.fields, args):
            setattr(self, k, v)
        for k in kw.keys():
            setattr(self, k, kw[k])

    def __cmp__(self, other):
        return (self.name > other.name) - (self.name < other.name)

    def __lt__(self, other):
        return self.__cmp__(other) < 0

    def total(self):
        return self.qty * self.price

    def __str__(self):
        return string.Template("$name: $qty").substitute(self.__dict__)


def parse(text):
    records, errors = [], []
    lines = text.split('\n')
    for i in xrange(len(lines)):
        line = lines[i].strip()
        if line == '' or line[0] == '#':
            continue
        parts = line.split(':')
        try:
            name, qty, price = parts
            rec = Record(name, int(qty), price=float(price))
        except ValueError as e:
            errors.append((i + 1, str(e)))
        else:
            records.append(rec)
    return records, errors


def format_table(rows):
    out = []
    widths = [max(map(len, col)) for col in zip(*rows)]
    for row in rows:
        out.append('  '.join([cell.ljust(w) for (cell, w) in zip(row, widths)]).rstrip())
    return '\n'.join(out)


if __name__ == '__main__':
    records, errors = parse(DATA)
    records.sort()
    rows = [('NAME', 'QTY', 'TOTAL')]
    rows.extend([(r.name.capitalize(), '%d' % r.qty, '%8.2f' % r.total()) for r in records])
    print(format_table(rows))
    print('total: %.2f' % sum(map(lambda r: r.total(), records)))
    print('in stock: %s' % ', '.join(map(str, filter(lambda r: r.qty, records))))
    for (line, why) in errors:
        sys.stderr.write('line %d: %s\n' % (line, why))
    print(isinstance(records[0].name, unicode) and 'text is text', string.ascii_lowercase[:5], string.capwords('the end'))
    if len(errors) > 5:
        sys.exit(1)
