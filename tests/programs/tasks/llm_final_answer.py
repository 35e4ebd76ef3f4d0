# The agent's plan:
# 1. Parse the table the tool returned.
# 2. Compute the ratio of protein to price for each food.
# 3. Return the three best as the final answer.

observation = """
| Food        | Protein (g/100g) | Price per kg |
|-------------|------------------|--------------|
| Lentils     | 25.8             | 2.90         |
| Chicken     | 27.3             | 9.50         |
| Tofu        | 15.7             | 6.00         |
| Peanuts     | 25.8             | 4.80         |
| Cottage ch. | 11.1             | 5.20         |
| Salmon      | 20.4             | 24.00        |
"""


def final_answer(answer):
    print("FINAL ANSWER:", answer)


rows = []
for line in observation.strip().split("\n")[2:]:
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    rows.append({"food": cells[0], "protein": float(cells[1]), "price": float(cells[2])})

for row in rows:
    row["protein_per_unit"] = row["protein"] * 10 / row["price"]

rows.sort(key=lambda r: r["protein_per_unit"], reverse=True)
for i, row in enumerate(rows, 1):
    print(f"{i}. {row['food']}: {row['protein_per_unit']:.1f} g")

top3 = [row["food"] for row in rows[:3]]
assert len(top3) == 3, "expected three foods"
final_answer(", ".join(top3))
