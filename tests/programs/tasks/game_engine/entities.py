from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from world import World


class Entity:
    symbol = "?"
    _count = 0

    def __init__(self, x: int, y: int) -> None:
        self.x, self.y = x, y
        type(self)._count += 1
        self.name = f"{type(self).__name__}#{type(self)._count}"
        self.alive = True

    @property
    def position(self) -> tuple[int, int]:
        return self.x, self.y

    def act(self, world: World) -> None:
        """By default do nothing."""

    def __repr__(self) -> str:
        return f"<{self.name} at {self.position}>"


class Mover(Protocol):
    def act(self, world: World) -> None: ...


class Rabbit(Entity):
    symbol = "r"

    def act(self, world: World) -> None:
        options = [p for p in world.around(self.position) if world.at(p) is None]
        if options:
            self.x, self.y = world.rng.choice(options)


class Fox(Entity):
    symbol = "F"

    def __init__(self, x: int, y: int, energy: int = 6) -> None:
        super().__init__(x, y)
        self.energy = energy

    def act(self, world: World) -> None:
        self.energy -= 1
        preys = [e for p in world.around(self.position) if isinstance(e := world.at(p), Rabbit)]
        if preys:
            prey = preys[0]
            self.x, self.y = prey.position
            prey.alive = False
            self.energy += 4
            world.say(f"{self.name} eats {prey.name}")
        elif self.energy <= 0:
            self.alive = False
            world.say(f"{self.name} starves")
        else:
            Rabbit.act(self, world)  # moves the same way
