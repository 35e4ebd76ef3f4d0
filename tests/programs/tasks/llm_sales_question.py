# Question: Which product category had the highest average order value in Q2 2023,
# and by what percentage did it exceed the overall average?

from collections import defaultdict
from datetime import datetime

# Step 1: Define the data
orders = [
    {"order_id": 1001, "date": "2023-03-28", "category": "Books", "amount": 35.50},
    {"order_id": 1002, "date": "2023-04-02", "category": "Books", "amount": 22.00},
    {"order_id": 1003, "date": "2023-04-15", "category": "Electronics", "amount": 199.99},
    {"order_id": 1004, "date": "2023-05-01", "category": "Garden", "amount": 84.10},
    {"order_id": 1005, "date": "2023-05-20", "category": "Electronics", "amount": 349.00},
    {"order_id": 1006, "date": "2023-06-11", "category": "Garden", "amount": 120.45},
    {"order_id": 1007, "date": "2023-06-30", "category": "Books", "amount": 48.25},
    {"order_id": 1008, "date": "2023-07-01", "category": "Electronics", "amount": 999.00},
    {"order_id": 1009, "date": "2023-06-05", "category": "Toys", "amount": None},  # missing amount
]

# Step 2: Keep only the orders of Q2 (April to June) that have an amount
q2_orders = []
for order in orders:
    order_date = datetime.strptime(order["date"], "%Y-%m-%d")
    if order_date.year == 2023 and 4 <= order_date.month <= 6 and order["amount"] is not None:
        q2_orders.append(order)

print(f"Number of valid Q2 orders: {len(q2_orders)}")

# Step 3: Group by category
totals = defaultdict(float)
counts = defaultdict(int)
for order in q2_orders:
    totals[order["category"]] += order["amount"]
    counts[order["category"]] += 1

averages = {category: totals[category] / counts[category] for category in totals}

# Step 4: Show the intermediate result
print("\nAverage order value by category:")
for category, average in sorted(averages.items(), key=lambda item: item[1], reverse=True):
    print(f"  - {category}: ${average:.2f} ({counts[category]} orders)")

# Step 5: Compare the best one with the overall average
overall_average = sum(o["amount"] for o in q2_orders) / len(q2_orders)
best_category, best_average = max(averages.items(), key=lambda item: item[1])
difference = (best_average - overall_average) / overall_average * 100

print(f"\nOverall average: ${overall_average:.2f}")
print(f"Final answer: {best_category}, {difference:.1f}% above the overall average")
