"""A shop in three modules."""
import sys

import pricing
from models import Basket, Product
from storage import MemoryStore, StoreError

store = MemoryStore()
for name, price in (("tea", "3.50"), ("pot", "12.00"), ("cup", "4.25")):
    store.add(Product(name, price))


def main(argv):
    basket = Basket()
    for word in argv:
        try:
            basket.put(store.get(word))
        except StoreError as error:
            print("warning:", error, file=sys.stderr)
    for line in pricing.lines(basket):
        print(line)
    print(f"total {pricing.total(basket)}", f"discount {pricing.DISCOUNT:.0%}")
    return len(basket)


if __name__ == "__main__":
    print(main(["tea", "tea", "pot", "spoon", "cup"]))
    print(pricing.__name__, __name__, Product.__module__, len(store))
