# needs: science
import pandas as pd

people = pd.DataFrame(
    {
        "name": ["  Ada Lovelace", "grace HOPPER ", "Alan Turing", None, "Edsger W. Dijkstra"],
        "mail": ["ada@example.org", "grace@navy.example", "alan-at-example.org", None, "ewd@example.nl"],
        "born": ["1815-12-10", "1906-12-09", "1912-06-23", "unknown", "1930-05-11"],
    }
)

people["name"] = people.name.str.strip().str.title()
people["initials"] = people.name.str.findall(r"\b[A-Z]").str.join("")
people["valid"] = people.mail.str.fullmatch(r"[\w.]+@[\w.]+").fillna(False).astype(bool)
people[["user", "host"]] = people.mail.str.extract(r"^([^@]+)@(.+)$")
people["born"] = pd.to_datetime(people.born, errors="coerce")
people["decade"] = people.born.dt.year.floordiv(10).mul(10).astype("Int64")
print(people.drop(columns="mail").to_string())
print(people.host.str.split(".").str[-1].value_counts(dropna=False))
print(people.name.str.len().describe().round(2))
print(people.name.str.contains("a", case=False).sum(), people.name.str.replace(r"(\w+)$", r"<\1>", regex=True).tolist())
print(people.query("valid and decade >= 1900").name.tolist())
print(people.query("name.str.startswith('A', na=False)").shape)
