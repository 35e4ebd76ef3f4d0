"""A bank account with checked balance and a private ledger."""


class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f"need {needed:.2f}, have {available:.2f}")
        self.needed = needed
        self.available = available

    @property
    def missing(self):
        return self.needed - self.available


class Account:
    bank = "First Bank"
    __next_number = 1000

    def __init__(self, owner, opening=0):
        self.owner = owner
        self.__balance = 0
        self._history = []
        self.number = Account.__take_number()
        if opening:
            self.deposit(opening)

    @classmethod
    def __take_number(cls):
        cls.__next_number += 1
        return cls.__next_number

    @classmethod
    def joint(cls, *owners, **options):
        return cls(" & ".join(owners), **options)

    @staticmethod
    def _check(amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        return round(amount, 2)

    @property
    def balance(self):
        """What is there to spend."""
        return self.__balance

    @balance.setter
    def balance(self, value):
        difference = value - self.__balance
        if difference > 0:
            self.deposit(difference)
        elif difference < 0:
            self.withdraw(-difference)

    @balance.deleter
    def balance(self):
        print("closing", self.number)
        self.__balance = 0
        self._history.clear()

    def deposit(self, amount):
        amount = self._check(amount)
        self.__balance += amount
        self._history.append(("+", amount))
        return self

    def withdraw(self, amount):
        amount = self._check(amount)
        if amount > self.__balance:
            raise InsufficientFunds(amount, self.__balance)
        self.__balance -= amount
        self._history.append(("-", amount))
        return self

    def __str__(self):
        return f"{self.number} {self.owner}: {self.__balance:.2f}"


class Savings(Account):
    rate = 0.02

    def __init__(self, owner, opening=0, *, rate=None):
        super().__init__(owner, opening)
        if rate is not None:
            self.rate = rate

    def add_interest(self):
        self.deposit(self.balance * self.rate)

    def withdraw(self, amount):
        if len([kind for kind, _ in self._history if kind == "-"]) >= 2:
            raise PermissionError("two withdrawals a month")
        return super().withdraw(amount)


mine = Account("Ada", 100)
ours = Savings.joint("Ada", "Bob", opening=1000, rate=0.05)
print(mine, ours, sep="\n")
mine.deposit(50).withdraw(30)
mine.balance = 10
print(mine.balance, mine._history, Account.balance.__doc__)
try:
    mine.withdraw(11)
except InsufficientFunds as e:
    print("refused:", e, e.missing)
ours.add_interest()
ours.withdraw(1).withdraw(1)
for amount in (1, -1):
    try:
        ours.withdraw(amount)
    except (PermissionError, ValueError) as e:
        print(type(e).__name__, e)
try:
    print(mine.__balance)
except AttributeError:
    print("no attribute __balance from outside")
print(mine._Account__balance, sorted(k for k in vars(mine)))
del mine.balance
print(mine, mine._history, Savings.rate, ours.rate, Savings.bank)
print(isinstance(ours, Account), issubclass(Savings, (int, Account)), Savings.__name__, Savings.__mro__[1].__name__)
