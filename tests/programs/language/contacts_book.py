# contacts book - homework 3

contacts = {}


def add_contact(name, phone):
    if name in contacts:
        print("already have", name)
        return False
    contacts[name] = phone
    return True


def find_contact(part):
    results = []
    for name in contacts:
        if part.lower() in name.lower():
            results.append(name + ": " + contacts[name])
    return results


def print_menu():
    print("1 add, 2 find, 3 list, 4 remove, 0 exit")


running = True
while running:
    print_menu()
    choice = input("choice: ")
    if choice == "1":
        n = input("name: ").strip()
        p = input("phone: ").strip()
        if not p.replace(" ", "").replace("+", "").isdigit():
            print("that is not a phone number:", p)
        elif add_contact(n, p):
            print("added", n)
    elif choice == "2":
        found = find_contact(input("search: "))
        if found == []:
            print("nobody")
        else:
            for f in found:
                print("-", f)
    elif choice == "3":
        for i, (name, phone) in enumerate(sorted(contacts.items())):
            print(i + 1, name, phone, sep=". ")
    elif choice == "4":
        try:
            del contacts[input("name: ")]
        except KeyError as err:
            print("no such contact", err)
        else:
            print("removed")
    elif choice == "0":
        running = False
    else:
        print("???")
print("total contacts:", len(contacts))
