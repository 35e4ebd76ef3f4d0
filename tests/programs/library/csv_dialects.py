"""Dialects, quoting modes and the sniffer."""
import csv
import io


class Pipes(csv.Dialect):
    delimiter = "|"
    quotechar = "'"
    doublequote = False
    escapechar = "\\"
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL
    skipinitialspace = True


csv.register_dialect("pipes", Pipes)
csv.register_dialect("semi", delimiter=";", lineterminator="\n")
print("pipes" in csv.list_dialects(), "excel" in csv.list_dialects())
print(csv.get_dialect("semi").delimiter)

rows = [["name", "note"], ["Ann", "a|b"], ["Bob", "it's"], ["Eve", ""]]
for dialect in ("pipes", "semi", "excel-tab"):
    buffer = io.StringIO()
    csv.writer(buffer, dialect).writerows(rows)
    print(dialect, repr(buffer.getvalue()))
    buffer.seek(0)
    assert list(csv.reader(buffer, dialect)) == rows

buffer = io.StringIO()
csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC).writerow(["x", 1, 2.5, None])
print(buffer.getvalue().strip())
print(next(csv.reader(['"x",1,2.5'], quoting=csv.QUOTE_NONNUMERIC)))

sample = "a;b;c\n1;2;3\n4;5;6\n"
guess = csv.Sniffer().sniff(sample, delimiters=",;")
print("guessed", repr(guess.delimiter), csv.Sniffer().has_header(sample))

try:
    csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["needs, an escape"])
except csv.Error as error:
    print("error:", error)

lines = ["id,first,last,extra", "1,Ada,Lovelace", "2,Alan,Turing,x,y,z"]
for row in csv.DictReader(lines, restval="-", restkey="more"):
    print(row)
csv.unregister_dialect("pipes")
print("pipes" in csv.list_dialects())
