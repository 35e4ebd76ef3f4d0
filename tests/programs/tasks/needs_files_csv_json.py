# needs: files
import csv
import json
import os
from pathlib import Path

rows = [
    {"city": "Lima", "temp": 19.5},
    {"city": "Oslo", "temp": -3.0},
    {"city": "São Paulo", "temp": 24.25},
]

with open("temps.csv", "w", newline="", encoding="utf-8") as f:
    writer = csv.DictWriter(f, fieldnames=["city", "temp"])
    writer.writeheader()
    writer.writerows(rows)

with open("temps.csv", newline="", encoding="utf-8") as f:
    back = [{**r, "temp": float(r["temp"])} for r in csv.DictReader(f)]
print(back == rows, back[2])

with open("temps.json", "w", encoding="utf-8") as f:
    json.dump(
        {"rows": rows, "mean": sum(r["temp"] for r in rows) / 3}, f, indent=1, ensure_ascii=False
    )
with open("temps.json", encoding="utf-8") as f:
    data = json.load(f)
print(round(data["mean"], 4), len(data["rows"]))

folder = Path("out")
folder.mkdir(exist_ok=True)
for r in rows:
    (folder / f"{r['city'].split()[0].lower()}.txt").write_text(f"{r['temp']}\n", encoding="utf-8")
print(sorted(p.name for p in folder.glob("*.txt")), (folder / "oslo.txt").read_text().strip())
print(os.path.exists("temps.csv"), os.path.getsize("out/lima.txt"), sorted(os.listdir(".")))
for p in sorted(folder.iterdir()):
    p.unlink()
os.rmdir("out")
os.remove("temps.csv")
print(os.listdir("."), folder.exists())
