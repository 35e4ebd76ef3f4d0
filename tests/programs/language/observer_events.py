class Event:
    """Keeps handlers; += adds, -= removes, calling fires."""

    def __init__(self, name=""):
        self.name = name
        self.__handlers = []

    def __iadd__(self, handler):
        if not callable(handler):
            raise TypeError(f"{handler!r} cannot be called")
        self.__handlers.append(handler)
        return self

    def __isub__(self, handler):
        self.__handlers.remove(handler)
        return self

    def __call__(self, *args, **kwargs):
        return [handler(*args, **kwargs) for handler in list(self.__handlers)]

    def __len__(self):
        return len(self.__handlers)

    def __bool__(self):
        return True

    def __contains__(self, handler):
        return handler in self.__handlers


class Observable:
    def __init__(self):
        self._observers = {}

    def on(self, name, callback=None):
        if callback is None:
            return lambda f: self.on(name, f)
        self._observers.setdefault(name, []).append(callback)
        return callback

    def off(self, name, callback):
        self._observers[name].remove(callback)

    def emit(self, name, /, **data):
        for callback in self._observers.get(name, ()):
            if callback(name=name, **data) is False:
                print("  stopped")
                break


class Stock(Observable):
    def __init__(self, symbol, price):
        super().__init__()
        self.symbol = symbol
        self.__price = price
        self.changed = Event("changed")

    @property
    def price(self):
        return self.__price

    @price.setter
    def price(self, value):
        old, self.__price = self.__price, value
        if old != value:
            self.changed(self, old, value)
            self.emit("up" if value > old else "down", by=abs(value - old))


class Logger:
    def __init__(self):
        self.lines = []

    def write(self, stock, old, new):
        self.lines.append(f"{stock.symbol}: {old} -> {new}")


stock, logger = Stock("ACME", 10), Logger()
stock.changed += logger.write
stock.changed += lambda s, old, new: print(f"  {s.symbol} moved {new - old:+}")


@stock.on("up")
def cheer(name, by):
    print("  hooray", name, by)
    return by < 5


@stock.on("up")
def second(**data):
    print("  second sees", sorted(data.items()))


stock.on("down", lambda name, by: print("  oh no", by))
for price in (12, 12, 11, 30):
    print("price", price)
    stock.price = price
print(len(stock.changed), logger.write in stock.changed, logger.lines)
stock.changed -= logger.write
stock.off("up", cheer)
stock.price += 1
print(len(logger.lines))
try:
    stock.changed += "no function"
except TypeError as e:
    print(e)
