import random
random.seed(42)
print(random.randint(1, 100), random.choice("abc"), random.sample(range(10), 3), round(random.gauss(0, 1), 6))
r = random.Random(1); x = [1, 2, 3, 4]; r.shuffle(x); print(x)
