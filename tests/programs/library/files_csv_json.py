# needs: files
"""A small pipeline: CSV in, JSON out, INI for the settings."""
import configparser
import csv
import json
import logging

with open("in.csv", "w", newline="") as f:
    writer = csv.writer(f)
    writer.writerow(["id", "name", "score"])
    writer.writerows([[1, "Ann", 9.5], [2, "Bob, Jr", 7], [3, 'Eve "E"', 8.25]])
with open("settings.ini", "w") as f:
    config = configparser.ConfigParser()
    config["filter"] = {"minimum": "8", "field": "score"}
    config.write(f)

settings = configparser.ConfigParser()
print(settings.read(["missing.ini", "settings.ini"]))
minimum = settings.getfloat("filter", "minimum")
with open("in.csv", newline="") as f:
    rows = [r for r in csv.DictReader(f) if float(r[settings["filter"]["field"]]) >= minimum]
with open("out.json", "w") as f:
    json.dump(rows, f, indent=1)
with open("out.json") as f:
    print([r["name"] for r in json.load(f)])

log = logging.getLogger("pipeline")
handler = logging.FileHandler("run.log", mode="w")
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
log.addHandler(handler)
log.propagate = False
log.warning("kept %d rows", len(rows))
handler.close()
log.removeHandler(handler)
with open("run.log") as f:
    print(f.read().strip())
