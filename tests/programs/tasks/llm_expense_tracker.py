"""
Personal Expense Tracker
========================

A comprehensive example demonstrating:
- Dataclasses and enums
- Custom exceptions
- Context managers
- Type hints throughout
"""

from __future__ import annotations

import logging
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Dict, Generator, List, Optional

# Configure logging
logging.basicConfig(
    level=logging.CRITICAL, format="%(asctime)s - %(name)s - %(levelname)s - %(message)s"
)
logger = logging.getLogger(__name__)


class ExpenseCategory(Enum):
    """Enumeration of expense categories."""

    FOOD = "food"
    TRANSPORT = "transport"
    FUN = "fun"


class BudgetExceededError(Exception):
    """Raised when an expense would exceed the budget."""

    def __init__(self, category: ExpenseCategory, limit: float, attempted: float) -> None:
        self.category = category
        self.limit = limit
        self.attempted = attempted
        super().__init__(f"Budget for {category.value} is {limit:.2f}, attempted {attempted:.2f}")


@dataclass
class Expense:
    """A single expense."""

    amount: float
    category: ExpenseCategory
    day: date
    note: Optional[str] = None

    def to_dict(self) -> Dict[str, Any]:
        """Convert to a dictionary."""
        return {
            "amount": self.amount,
            "category": self.category.value,
            "day": self.day.isoformat(),
            "note": self.note,
        }


@dataclass
class ExpenseTracker:
    """Tracks expenses against budgets."""

    budgets: Dict[ExpenseCategory, float] = field(default_factory=dict)
    expenses: List[Expense] = field(default_factory=list)

    def total(self, category: Optional[ExpenseCategory] = None) -> float:
        """Return the total, optionally of one category."""
        return sum(e.amount for e in self.expenses if category is None or e.category is category)

    def add(self, expense: Expense) -> None:
        """Add an expense, checking the budget."""
        new_total = self.total(expense.category) + expense.amount
        limit = self.budgets.get(expense.category, float("inf"))
        if new_total > limit:
            logger.warning("Budget exceeded for %s", expense.category)
            raise BudgetExceededError(expense.category, limit, new_total)
        self.expenses.append(expense)
        logger.info("Added %s", expense)

    @contextmanager
    def transaction(self) -> Generator[ExpenseTracker, None, None]:
        """Undo all additions if one of them fails."""
        backup = list(self.expenses)
        try:
            yield self
        except BudgetExceededError as e:
            self.expenses = backup
            print(f"❌ Rolled back: {e}")
        else:
            print(f"✅ Committed {len(self.expenses) - len(backup)} expense(s)")

    def summary(self) -> Dict[str, Dict[str, float]]:
        """Summarize by month and category."""
        result: Dict[str, Dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for e in self.expenses:
            result[e.day.strftime("%Y-%m")][e.category.value] += e.amount
        return {month: dict(values) for month, values in sorted(result.items())}


def main() -> None:
    """Run the demo."""
    tracker = ExpenseTracker(budgets={ExpenseCategory.FUN: 50.0})
    with tracker.transaction() as t:
        t.add(Expense(12.5, ExpenseCategory.FOOD, date(2024, 1, 5), "Lunch"))
        t.add(Expense(30, ExpenseCategory.FUN, date(2024, 1, 6)))
    with tracker.transaction():
        tracker.add(Expense(8, ExpenseCategory.TRANSPORT, date(2024, 2, 1)))
        tracker.add(Expense(25, ExpenseCategory.FUN, date(2024, 2, 2), note="Cinema"))
    tracker.add(Expense(amount=3.2, category=ExpenseCategory("transport"), day=date(2024, 2, 3)))
    print(tracker.summary())
    print(f"Total: {tracker.total():.2f}")
    print(tracker.expenses[0].to_dict())
    report_name = Path("reports") / f"{date(2024, 2, 29):%Y-%m}.txt"
    print(
        "Would be saved as",
        report_name.name,
        "in",
        report_name.parent,
        "with suffix",
        report_name.suffix,
    )
    print("Largest:", max(tracker.expenses, key=lambda e: e.amount).note or "(no note)")


if __name__ == "__main__":
    main()
