class Account:
    _count = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.__pin = 1234
        Account._count += 1

    def deposit(self, amount):
        self._balance += amount
        return self

    def check(self, pin):
        return self.__pin == pin

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("negative")
        self._balance = value

    @classmethod
    def count(cls):
        return cls._count

    @staticmethod
    def bank():
        return "B"

    def __repr__(self):
        return f"{self.__class__.__name__}({self.owner!r}, {self._balance})"

    def __iadd__(self, other):
        self._balance += other
        return self


a = Account("x").deposit(5)
a.balance = 7
a += 3
a._balance -= 1
print(a, Account.count(), a.check(1234), a._Account__pin, Account.bank())
try:
    a.balance = -1
except ValueError as e:
    print("no:", e.args)
del a.owner
print(hasattr(a, "owner"), getattr(a, "owner", "gone"), vars(a))
