"""A coffee shop: tasks, a shared resource, and a log kept in order."""
import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass(order=True)
class Order:
    priority: int
    number: int
    drink: str = field(compare=False)


class Shop:
    times = {"espresso": 1, "latte": 3, "tea": 2}

    def __init__(self, baristas):
        self._orders = asyncio.PriorityQueue()
        self._served = defaultdict(list)
        self._baristas = baristas

    async def _barista(self, name):
        while True:
            order = await self._orders.get()
            for _ in range(self.times[order.drink]):
                await asyncio.sleep(0)
            self._served[name].append(order)
            self._orders.task_done()

    async def open(self, orders):
        for order in orders:
            self._orders.put_nowait(order)
        async with asyncio.TaskGroup() as tg:
            workers = [tg.create_task(self._barista(n)) for n in self._baristas]
            await self._orders.join()
            for w in workers:
                w.cancel()
        return dict(self._served)


async def main():
    drinks = ["latte", "tea", "espresso", "espresso", "latte", "tea", "tea"]
    orders = [Order(priority=d == "latte", number=i, drink=d) for i, d in enumerate(drinks)]
    served = await Shop(["ann", "bob"]).open(orders)
    everything = [o for orders in served.values() for o in orders]
    print(len(everything), Counter(o.drink for o in everything).most_common())
    print(sorted(o.number for o in everything), all(served.values()))
    alone = await Shop(["solo"]).open(orders)
    print([o.number for o in alone["solo"]])


if __name__ == "__main__":
    asyncio.run(main())
