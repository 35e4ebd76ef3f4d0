name, age, ratio = "Zed", 35, 0.4567
print("%s is %d years old" % (name, age))
print("%10s|%-10s|" % (name, name))
print("%5d|%-5d|%05d|%+d|% d" % (age, age, age, age, age))
print("%.2f %8.3f %-8.1f| %e %E %g %G" % (ratio, ratio, ratio, ratio, ratio, ratio, 1e20))
print("%x %X %#x %o %#o" % (255, 255, 255, 8, 8))
print("%c%c %r %a" % ("A", 66, "quo'te", "é"))
print("%d%%" % 87)
print("%(who)s likes %(what)r, %(who)s does, %(n)03d times" % {"who": "Eve", "what": "tea", "n": 7})
print("%*d|%-*d|%.*f" % (6, 42, 6, 42, 2, 3.14159))
print("%s %s" % ([1, 2], {"k": (1,)}))
print("one value: %s" % 3, "a tuple: %s" % ((1, 2),))
for bad in ("%d" % 3.99, "%s" % None, "%5.1s|" % "long"):
    print(bad)
for template, args in (("%d", "x"), ("%s %s", ("one",)), ("%q", 1)):
    try:
        print(template % args)
    except (TypeError, ValueError) as err:
        print(type(err).__name__, err)
print(b"%s-%d-%x" % (b"bytes", 5, 255))
