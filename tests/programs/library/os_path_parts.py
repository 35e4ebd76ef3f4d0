"""os.path on text alone, and fnmatch, glob.escape and stat's constants."""
import fnmatch
import glob
import os.path
import re
import stat
from os.path import basename, dirname, join, splitext

p = "/home/ann/docs/report.final.txt"
print(basename(p), dirname(p), splitext(p), os.path.split(p), join("a", "b", "c.txt"), join("a", "/b"), os.path.isabs(p))
print(os.path.normpath("/a/./b//../c"), os.path.commonprefix(["/usr/lib", "/usr/local"]), os.path.commonpath(["/usr/lib", "/usr/local"]))
print(os.path.relpath("/a/b/c", start="/a/d"), os.path.normcase("Abc"), os.path.splitdrive("/x"), os.path.sep, os.path.pardir)

names = ["a.py", "b.txt", "data1.csv", "data22.csv", "README", "x[1].log"]
print(fnmatch.filter(names, "*.py"), fnmatch.filter(names, "data?.csv"), fnmatch.fnmatchcase("README", "readme"))
print([n for n in names if fnmatch.fnmatch(n, "[!a]*.[tc]*")], fnmatch.fnmatch("x[1].log", glob.escape("x[1].log")), glob.escape("a*b?[c]"))
regex = re.compile(fnmatch.translate("*.txt"))
print(bool(regex.match("foo.txt")), bool(regex.match("foo.text")))

mode = stat.S_IFREG | 0o644
print(stat.filemode(mode), stat.S_ISREG(mode), stat.S_ISDIR(mode), oct(stat.S_IMODE(mode)), stat.filemode(stat.S_IFDIR | 0o755))
print(stat.S_IRUSR | stat.S_IWUSR == 0o600, bool(mode & stat.S_IROTH), stat.S_IFMT(mode) == stat.S_IFREG, stat.ST_SIZE)
