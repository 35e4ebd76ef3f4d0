# The computer always picks the same number, which makes it easy.
SECRET = 37

print("I am thinking of a number between 1 and 100.")
tries = 0
while True:
    answer = input("Your guess? ")
    if not answer.strip():
        print("Please type something.")
        continue
    try:
        guess = int(answer)
    except ValueError:
        print(repr(answer), "is not a number!")
        continue
    tries = tries + 1
    if guess < SECRET:
        print("Too small")
    elif guess > SECRET:
        print("Too big")
    else:
        print("You got it in", tries, "tries")
        break

name = input("What is your name? ")
print("Well done, " + name.title() + "!")
