# refused: the module 'sqlite3' is left out: with ATTACH and extensions it opens any file
"""Orders in an in-memory SQLite database."""

import sqlite3
from contextlib import closing

with closing(sqlite3.connect(":memory:")) as db:
    db.row_factory = sqlite3.Row
    db.executescript(
        """
        create table customer (id integer primary key, name text unique, city text);
        create table purchase (id integer primary key, customer integer references customer, amount real, day text);
        """
    )
    with db:
        db.executemany(
            "insert into customer (name, city) values (?, ?)",
            [("Ann", "Oslo"), ("Bo", "Lima"), ("Cy", "Oslo")],
        )
        db.executemany(
            "insert into purchase (customer, amount, day) values (:c, :a, :d)",
            [{"c": 1 + i % 3, "a": 10.5 * i, "d": f"2024-01-{i:02}"} for i in range(1, 9)],
        )
    for row in db.execute(
        """select city, count(*) as n, round(sum(amount), 2) as total
           from purchase join customer on customer.id = purchase.customer group by city order by total desc"""
    ):
        print(row["city"], row["n"], row["total"], tuple(row.keys()))
    try:
        with db:
            db.execute("insert into customer (name) values ('Dee')")
            db.execute("insert into customer (name) values ('Ann')")
    except sqlite3.IntegrityError as e:
        print("IntegrityError:", e)
    print(db.execute("select count(*) from customer").fetchone()[0])
    db.create_function("initial", 1, lambda s: s[:1].lower())
    print([r[0] for r in db.execute("select initial(name) from customer order by name")])
    cur = db.execute("update purchase set amount = amount + 1 where day > ?", ("2024-01-05",))
    print(cur.rowcount, db.total_changes)
