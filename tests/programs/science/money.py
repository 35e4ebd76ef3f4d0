# needs: science
"""A loan, a portfolio, a simulation: classes of one's own around arrays."""
from dataclasses import dataclass, field

import numpy as np
import pandas as pd


@dataclass
class Loan:
    name: str
    principal: float
    rate: float
    months: int
    _cache: dict = field(default_factory=dict, repr=False)

    @property
    def payment(self) -> float:
        monthly = self.rate / 12
        return self.principal * monthly / (1 - (1 + monthly) ** -self.months)

    def schedule(self) -> pd.DataFrame:
        if "schedule" not in self._cache:
            balance, rows = self.principal, []
            for month in range(1, self.months + 1):
                interest = balance * self.rate / 12
                balance -= self.payment - interest
                rows.append({"month": month, "interest": interest, "balance": max(balance, 0)})
            self._cache["schedule"] = pd.DataFrame(rows).set_index("month").round(2)
        return self._cache["schedule"]


class Portfolio:
    def __init__(self, **weights: float) -> None:
        self.weights = pd.Series(weights, dtype=float)
        self.weights /= self.weights.sum()

    def __len__(self) -> int:
        return self.weights.size

    def __getitem__(self, name: str) -> float:
        return float(self.weights[name])

    def value(self, prices: pd.DataFrame) -> pd.Series:
        return (prices / prices.iloc[0]).mul(self.weights).sum(axis=1)


loan = Loan("car", 12_000, 0.06, 24)
print(loan, round(loan.payment, 2))
print(loan.schedule().iloc[[0, 11, -1]])
print("interest paid:", round(loan.schedule().interest.sum(), 2))

rng = np.random.default_rng(2024)
steps = rng.normal(0.001, 0.02, size=(250, 3))
prices = pd.DataFrame(100 * np.exp(steps.cumsum(axis=0)), columns=["A", "B", "C"])
portfolio = Portfolio(A=2, B=1, C=1)
value = portfolio.value(prices)
returns = value.pct_change().dropna()
print(len(portfolio), portfolio["A"], value.iloc[-1].round(4))
print("volatility", round(returns.std() * np.sqrt(252), 4), "drawdown", (value / value.cummax() - 1).min().round(4))
print(prices.pct_change().corr().round(3))
match loan:
    case Loan(name=name, months=months) if months > 12:
        print("long", name)
