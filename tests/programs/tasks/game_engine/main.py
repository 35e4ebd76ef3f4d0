"""Foxes and rabbits on a meadow."""

from entities import Entity, Fox, Rabbit
from world import World

world = World(14, 6, seed=77)
world.spawn(Rabbit, 9)
world.spawn(Fox, 2, energy=5)
print(world)
while world.count(Rabbit) and world.count(Fox) and world.tick < 40:
    world.step()
    for message in world.drain():
        print(message)
print(world)
print(f"after {world.tick} ticks: {world.count(Rabbit)} rabbits, {world.count(Fox)} foxes")
print(Rabbit._count, Fox._count, Entity._count, Rabbit(0, 0), isinstance(Fox(1, 1), Entity))
