"""A small adventure, played from standard input."""
import sys
import textwrap


class Room:
    def __init__(self, name, text, items=(), **exits):
        self.name, self.text = name, text
        self.items = list(items)
        self.exits = exits
        self.visited = False

    def look(self):
        print(f"== {self.name} ==")
        print(textwrap.fill(self.text, 60))
        if self.items:
            print("You see:", ", ".join(sorted(self.items)))
        print("Exits:", ", ".join(sorted(self.exits)))


class Quit(Exception):
    pass


class Game:
    aliases = {"n": "go north", "s": "go south", "e": "go east", "w": "go west", "i": "inventory", "l": "look", "x": "look"}

    def __init__(self):
        self.rooms = {
            "hall": Room("Hall", "A long hall with portraits of people who look as though they know something.", ["lamp"], north="library", east="kitchen"),
            "library": Room("Library", "Shelves up to the ceiling. A draught comes from behind one.", ["book"], south="hall"),
            "kitchen": Room("Kitchen", "Something was cooked here, long ago.", ["key", "spoon"], west="hall"),
        }
        self.here = self.rooms["hall"]
        self.bag = set()
        self.moves = 0
        self.score = 0

    def play(self, lines):
        self.here.look()
        for line in lines:
            words = self.aliases.get(line.strip().lower(), line.strip().lower()).split()
            if not words:
                continue
            print(">", *words)
            self.moves += 1
            verb, *rest = words
            action = getattr(self, "do_" + verb, None)
            if action is None:
                print(f"I do not know how to {verb}.")
                continue
            try:
                action(*rest)
            except TypeError:
                print(f"{verb.title()} what?")
            except KeyError as missing:
                print(f"There is no {missing.args[0]} here.")

    def do_look(self):
        "Look around."
        self.here.look()

    def do_go(self, direction):
        "Go somewhere."
        if direction not in self.here.exits:
            print("You cannot go there.")
            return
        self.here = self.rooms[self.here.exits[direction]]
        if self.here.visited:
            print("Back in the", self.here.name)
        else:
            self.here.look()
        self.here.visited = True

    def do_take(self, item):
        "Pick something up."
        if item not in self.here.items:
            raise KeyError(item)
        self.here.items.remove(item)
        self.bag |= {item}
        self.score += 5
        print("Taken.")

    def do_drop(self, item):
        "Put something down."
        self.bag.remove(item)
        self.here.items.append(item)
        print("Dropped.")

    def do_read(self, item):
        "Read something."
        if item == "book" and item in self.bag:
            print("It says: the shelf opens to those who carry a key.")
            self.rooms["library"].exits["west"] = "vault"
            self.rooms.setdefault("vault", Room("Vault", "Gold, as far as you can see.", ["gold"], east="library"))
        else:
            print("Nothing to read.")

    def do_inventory(self):
        "List what you carry."
        print("You carry", ", ".join(sorted(self.bag)) or "nothing", end=".\n")

    def do_help(self):
        "This list."
        for name in sorted(n for n in dir(self) if n.startswith("do_")):
            print(f"  {name[3:]:10} {getattr(self, name).__doc__}")

    def do_quit(self):
        "End the game."
        raise Quit


def main():
    game = Game()
    try:
        game.play(iter(input, ""))
    except Quit:
        print("You quit.")
    except EOFError:
        print("The story ends here.")
    print(f"{game.moves} moves, {game.score} points")


if __name__ == "__main__":
    main()
