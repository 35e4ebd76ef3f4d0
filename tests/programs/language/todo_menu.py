todo = []


def show():
    if len(todo) == 0:
        print("  (nothing to do)")
    for i in range(len(todo)):
        mark = "x" if todo[i][1] else " "
        print("  %d. [%s] %s" % (i + 1, mark, todo[i][0]))


while True:
    try:
        command = input("> ")
    except EOFError:
        print("\nno more input")
        break
    words = command.split(" ", 1)
    if words[0] == "add" and len(words) > 1:
        todo.append([words[1], False])
    elif words[0] == "done":
        try:
            todo[int(words[1]) - 1][1] = True
        except (ValueError, IndexError):
            print("which one?")
    elif words[0] == "del":
        del todo[int(words[1]) - 1]
    elif command == "list":
        show()
    elif command == "quit":
        break
    else:
        print("I do not know", command)
print("bye, %d open" % sum(1 for text, done in todo if not done))
