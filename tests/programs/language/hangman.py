word = "perplexing"
guesses = ""
turns = 5

print("Guess the word, %d letters." % len(word))
while turns > 0:
    missed = 0
    for letter in word:
        if letter in guesses:
            print(letter, end=" ")
        else:
            print("_", end=" ")
            missed += 1
    print()
    if missed == 0:
        print("You win!")
        break
    guess = input("guess a letter: ")[:1].lower()
    if not guess.isalpha():
        print("letters only")
        continue
    if guess in guesses:
        print("you had that one")
        continue
    guesses += guess
    if guess not in word:
        turns -= 1
        print("wrong,", turns, "more" if turns != 1 else "more!")
else:
    print("You lose, it was", word.upper())
