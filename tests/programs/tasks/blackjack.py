import random

SUITS = "SHDC"
RANKS = "2 3 4 5 6 7 8 9 10 J Q K A".split()


class Card:
    def __init__(self, rank, suit):
        self.rank = rank
        self.suit = suit

    def __str__(self):
        return self.rank + self.suit

    def value(self):
        if self.rank in "JQK":
            return 10
        elif self.rank == "A":
            return 11
        else:
            return int(self.rank)


class Deck:
    def __init__(self, rng):
        self.cards = [Card(r, s) for s in SUITS for r in RANKS]
        rng.shuffle(self.cards)

    def __len__(self):
        return len(self.cards)

    def deal(self):
        return self.cards.pop()


class Hand:
    def __init__(self, owner):
        self.owner = owner
        self.cards = []

    def add(self, card):
        self.cards.append(card)
        return self

    @property
    def total(self):
        total = sum(c.value() for c in self.cards)
        aces = sum(c.rank == "A" for c in self.cards)
        while total > 21 and aces:
            total -= 10
            aces -= 1
        return total

    @property
    def blackjack(self):
        return len(self.cards) == 2 and self.total == 21

    @property
    def bust(self):
        return self.total > 21

    def __str__(self):
        return "{:<7}{:<18}= {}".format(self.owner, " ".join(map(str, self.cards)), self.total)


def play_round(deck, limit):
    player, dealer = Hand("Player"), Hand("Dealer")
    for _ in range(2):
        for hand in player, dealer:
            hand.add(deck.deal())
    while player.total < limit:
        player.add(deck.deal())
    if not player.bust:
        while dealer.total < 17:
            dealer.add(deck.deal())
    print(player)
    print(dealer)
    if player.bust:
        return -1
    if player.blackjack and not dealer.blackjack:
        return 1.5
    if dealer.bust or player.total > dealer.total:
        return 1
    return 0 if player.total == dealer.total else -1


rng = random.Random(21)
deck = Deck(rng)
money = 100.0
rounds = 0
while len(deck) > 12:
    rounds += 1
    result = play_round(deck, limit=16)
    money += 10 * result
    print(
        "-> {0} ({1:+.1f}), money {2:.2f}".format(
            {-1: "lost", 0: "push", 1: "won", 1.5: "blackjack!"}[result], result * 10, money
        )
    )
print(rounds, "rounds,", len(deck), "cards left")
