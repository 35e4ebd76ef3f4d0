"""A text adventure driven by a list of commands."""

import shlex
import textwrap

WORLD = {
    "cellar": {
        "text": "A damp cellar. It smells of apples and old rope.",
        "exits": {"up": "kitchen"},
        "items": ["rope", "apple"],
    },
    "kitchen": {
        "text": "A kitchen with a cold stove and one narrow window to the garden.",
        "exits": {"down": "cellar", "east": "garden"},
        "items": ["lamp"],
    },
    "garden": {
        "text": "A garden gone wild. A well stands in the middle; something glitters at the bottom of it.",
        "exits": {"west": "kitchen"},
        "items": [],
    },
}
SHORT = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "u": "up",
    "d": "down",
    "i": "inventory",
    "l": "look",
    "x": "examine",
}


class GameOver(Exception):
    pass


class Game:
    def __init__(self, world, start):
        self.world = {k: {**v, "items": list(v["items"])} for k, v in world.items()}
        self.here = start
        self.bag = []
        self.turns = 0
        self.lit = False

    @property
    def room(self):
        return self.world[self.here]

    def play(self, commands):
        self.do_look()
        try:
            for line in commands:
                print(">", line)
                self.turns += 1
                self.handle(line)
        except GameOver as end:
            print("***", end, "***")
        print(f"{self.turns} turns.")

    def handle(self, line):
        words = [w for w in shlex.split(line.lower()) if w not in ("the", "a", "to", "my")]
        if not words:
            print("Say something.")
            return
        verb, *rest = words
        verb = SHORT.get(verb, verb)
        if verb in ("north", "south", "east", "west", "up", "down"):
            verb, rest = "go", [verb]
        action = getattr(self, "do_" + verb, None)
        if action is None:
            print(f"I do not know how to {verb}.")
            return
        try:
            action(*rest)
        except TypeError:
            print(f"{verb.capitalize()} what?")

    def do_look(self):
        print(f"== {self.here.title()} ==")
        print(textwrap.fill(self.room["text"], 60))
        if self.room["items"]:
            print("You see:", ", ".join(sorted(self.room["items"])))
        print("Exits:", ", ".join(self.room["exits"]))

    def do_go(self, where):
        where = SHORT.get(where, where)
        if where in self.room["exits"]:
            self.here = self.room["exits"][where]
            self.do_look()
        else:
            print("There is no way", where + ".")

    def do_take(self, thing):
        if thing == "all":
            for each in list(self.room["items"]):
                self.do_take(each)
        elif thing in self.room["items"]:
            self.room["items"].remove(thing)
            self.bag.append(thing)
            print(f"Taken: {thing}.")
        else:
            print(f"No {thing} here.")

    def do_drop(self, thing):
        self.bag.remove(thing) if thing in self.bag else print("You do not have it.")
        self.room["items"].append(thing)

    def do_inventory(self):
        print("You carry", ", ".join(self.bag) if self.bag else "nothing", end=".\n")

    def do_light(self, thing):
        self.lit = thing == "lamp" in self.bag
        print("It glows." if self.lit else "No.")

    def do_use(self, thing, on="", target=""):
        if (thing, target, self.here) == ("rope", "well", "garden") and "rope" in self.bag:
            if not self.lit:
                print("Too dark down there.")
            else:
                raise GameOver("You climb down and come up with a golden ring")
        else:
            print("Nothing happens.")

    def do_quit(self):
        raise GameOver("You give up")


Game(WORLD, "cellar").play(
    [
        "take all",
        "i",
        "dance",
        "north",
        "u",
        "take",
        "take stove",
        "take the lamp",
        "",
        "e",
        "use rope on well",
        "light lamp",
        'use "rope" on the well',
        "never reached",
    ]
)
print()
Game(WORLD, "garden").play(["w", "drop crown", "quit"])
print(sorted(name[3:] for name in dir(Game) if name.startswith("do_")))
