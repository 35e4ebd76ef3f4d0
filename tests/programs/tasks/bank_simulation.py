"""A small bank: accounts, interest, a ledger and what may go wrong."""

from decimal import ROUND_HALF_UP, Decimal


class BankError(Exception):
    """Base of what the bank says no to."""


class InsufficientFunds(BankError):
    def __init__(self, account, asked):
        super().__init__(f"{account.owner} has {account.balance}, needs {asked}")
        self.account = account
        self.short = asked - account.balance


class AccountFrozen(BankError):
    pass


class Account:
    _next_number = 1001
    interest_rate = Decimal("0.01")

    def __init__(self, owner, opening=0):
        self.owner = owner
        self.__balance = Decimal(opening)
        self.number = Account._next_number
        Account._next_number += 1
        self._frozen = False
        self._ledger = [("open", self.__balance)]

    @property
    def balance(self):
        return self.__balance

    @balance.setter
    def balance(self, value):
        raise AttributeError("use deposit or withdraw")

    def _check(self):
        if self._frozen:
            raise AccountFrozen(f"account {self.number} is frozen")

    def deposit(self, amount):
        self._check()
        amount = Decimal(amount)
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self.__balance += amount
        self._ledger.append(("deposit", amount))
        return self

    def withdraw(self, amount):
        self._check()
        amount = Decimal(amount)
        if amount > self.available():
            raise InsufficientFunds(self, amount)
        self.__balance -= amount
        self._ledger.append(("withdraw", -amount))
        return self

    def available(self):
        return self.__balance

    def month_end(self):
        gain = (self.balance * self.interest_rate / 12).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if gain > 0:
            self.deposit(gain)

    def freeze(self):
        self._frozen = True

    def statement(self):
        lines = [f"{self.__class__.__name__} {self.number} of {self.owner}"]
        running = Decimal(0)
        for what, amount in self._ledger:
            running += amount
            lines.append(f"  {what:<10}{amount:>12,.2f}{running:>12,.2f}")
        return "\n".join(lines)


class Savings(Account):
    interest_rate = Decimal("0.036")


class Checking(Account):
    def __init__(self, owner, opening=0, overdraft=100):
        super().__init__(owner, opening)
        self._overdraft = Decimal(overdraft)

    def available(self):
        return super().available() + self._overdraft


def transfer(source, target, amount):
    source.withdraw(amount)
    try:
        target.deposit(amount)
    except Exception as problem:
        source.deposit(amount)
        raise BankError("transfer undone") from problem


ann = Savings("Ann", "2500.00")
bob = Checking("Bob", 300)
transfer(ann, bob, "250.50")
bob.withdraw(600)
ann.deposit(50).deposit("0.75")
for account in (ann, bob):
    account.month_end()
    print(account.statement())

for action in (
    lambda: bob.withdraw(1000),
    lambda: ann.deposit(-5),
    lambda: setattr(ann, "balance", 1_000_000),
    lambda: (bob.freeze(), transfer(ann, bob, 10)),
):
    try:
        action()
    except InsufficientFunds as e:
        print(type(e).__name__, "->", e, "short by", e.short)
    except BankError as e:
        print(type(e).__name__, "->", e, "because", repr(e.__cause__))
    except (ValueError, AttributeError) as e:
        print(type(e).__name__, "->", e)
print("Ann still has", ann.balance)
print(hasattr(ann, "__balance"), hasattr(ann, "_Account__balance"))
