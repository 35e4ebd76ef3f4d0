import random


def ask(prompt, low, high):
    while True:
        text = input(prompt)
        if text.lower() in ("q", "quit"):
            return None
        if not text.isdigit():
            print("Please type a whole number.")
        elif not low <= int(text) <= high:
            print("Between", low, "and", high, "please.")
        else:
            return int(text)


def game(rng, low=1, high=50, tries=6):
    secret = rng.randint(low, high)
    for n in range(1, tries + 1):
        guess = ask("Guess %d: " % n, low, high)
        if guess is None:
            print("Bye.")
            return False
        if guess == secret:
            print("Right after", n, "guesses!")
            return True
        print("Too", "high" if guess > secret else "low")
    print("It was", secret)
    return False


name = input("What is your name? ")
print("Hello, " + name.title() + "!")
rng = random.Random(1234)
wins = 0
while True:
    wins += game(rng)
    if input("Again (y/n)? ").strip()[:1] != "y":
        break
print("You won", wins, "time" + "s" * (wins != 1))
