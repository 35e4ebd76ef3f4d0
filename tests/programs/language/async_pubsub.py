"""A chat room in one process: publish, subscribe, history, slow consumers."""
from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True)
class Message:
    topic: str
    author: str
    text: str
    number: int = field(compare=False, default=0)


class Subscription:
    _END = object()

    def __init__(self, broker: Broker, topics: set[str], size: int) -> None:
        self._broker = broker
        self.topics = topics
        self._queue: asyncio.Queue[object] = asyncio.Queue(size)
        self.dropped = 0

    def offer(self, message: Message) -> None:
        try:
            self._queue.put_nowait(message)
        except asyncio.QueueFull:
            self.dropped += 1

    async def __aenter__(self) -> Self:
        for topic in sorted(self.topics):
            self._broker._subscribers[topic].append(self)
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        for topic in self.topics:
            self._broker._subscribers[topic].remove(self)

    async def end(self) -> None:
        await self._queue.put(self._END)

    async def __aiter__(self) -> AsyncIterator[Message]:
        while (item := await self._queue.get()) is not self._END:
            yield item


class Broker:
    def __init__(self) -> None:
        self._subscribers: defaultdict[str, list[Subscription]] = defaultdict(list)
        self._history: list[Message] = []
        self.__numbers = iter(range(1, 1000))

    def subscribe(self, *topics: str, size: int = 100) -> Subscription:
        return Subscription(self, set(topics), size)

    def publish(self, topic: str, author: str, text: str) -> int:
        message = Message(topic, author, text, next(self.__numbers))
        self._history.append(message)
        heard = self._subscribers.get(topic, [])
        for subscription in heard:
            subscription.offer(message)
        return len(heard)

    def history(self, topic: str | None = None) -> list[Message]:
        return [m for m in self._history if topic in (None, m.topic)]


async def listen(name: str, subscription: Subscription, ready: asyncio.Event) -> list[str]:
    seen: list[str] = []
    async with subscription as s:
        ready.set()
        async for message in s:
            seen.append(f"{name}#{message.number}:{message.topic}/{message.author}: {message.text}")
    return seen


async def main() -> None:
    broker = Broker()
    subscriptions = {
        "ann": broker.subscribe("python", "cats"),
        "ben": broker.subscribe("cats"),
        "slow": broker.subscribe("cats", "python", size=2),
    }
    listeners = {}
    for name, subscription in subscriptions.items():
        ready = asyncio.Event()
        listeners[name] = asyncio.create_task(listen(name, subscription, ready))
        await ready.wait()
    print([broker.publish(*words) for words in [
        ("cats", "zoe", "meow"), ("python", "zoe", "import this"), ("cats", "yan", "purr"), ("dogs", "yan", "woof"),
    ]])
    for subscription in subscriptions.values():
        await subscription.end()
    for name, task in listeners.items():
        print(*await task, sep="\n")
    print({name: s.dropped for name, s in subscriptions.items()})
    print([m.text for m in broker.history("cats")], len(broker.history()), broker._subscribers["cats"])
    print(broker.history()[0] == Message("cats", "zoe", "meow"))


if __name__ == "__main__":
    asyncio.run(main())
