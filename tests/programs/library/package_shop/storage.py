"""Products by name."""


class StoreError(LookupError):
    """There is no such product."""


class MemoryStore:
    def __init__(self):
        self._by_name = {}

    def add(self, product):
        self._by_name[product.name] = product

    def get(self, name):
        try:
            return self._by_name[name]
        except KeyError as error:
            raise StoreError(f"no product {error}") from error

    def __len__(self):
        return len(self._by_name)
