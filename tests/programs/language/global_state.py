score = 0
history = []
level = "easy"


def win(points):
    global score
    score += points
    history.append(("win", points))


def lose(points):
    global score, level
    score = max(0, score - points)
    history.append(("lose", points))
    if score == 0:
        level = "beginner"


def report():
    print("score:", score, "level:", level, "moves:", len(history))


win(10)
win(5)
report()
lose(3)
report()
lose(100)
report()


def make_global():
    global brand_new
    brand_new = "made inside a function"


make_global()
print(brand_new)
del brand_new
try:
    print(brand_new)
except NameError as error:
    print("gone:", error)
