# My first program with functions!!
# It calculates who gets a badge in our swimming club


def average_time(times):
    total = 0
    for t in times:
        total = total + t
    result = total / len(times)
    return result


def get_badge(seconds):
    if seconds < 35:
        return "gold"
    elif seconds < 40:
        return "silver"
    elif seconds < 45:
        return "bronze"
    else:
        return "none"


mina = {"name": "Mina", "times": [36.5, 34.0, 33.5]}
jonas = {"name": "Jonas", "times": [41.0, 39.5, 40.0, 38.5]}
piet = {"name": "Piet", "times": [52.0, 47.5]}
swimmers = [mina, jonas, piet]

for swimmer in swimmers:
    print("Name: " + swimmer["name"])
    avg = average_time(swimmer["times"])
    print("Average: " + str(avg))
    print("Badge: " + get_badge(avg))
    print()

# who is the fastest
best = swimmers[0]
for i in range(len(swimmers)):
    if average_time(swimmers[i]["times"]) < average_time(best["times"]):
        best = swimmers[i]
print("The fastest is", best["name"])

# count badges
badges = 0
without = []
i = 0
while i < len(swimmers):
    if get_badge(average_time(swimmers[i]["times"])) != "none":
        badges += 1
    else:
        without.append(swimmers[i]["name"])
    i += 1
print(badges, "badges and", len(without), "without:", without)

# bubble sort by name because we learned it today
names = ["Piet", "Jonas", "Mina", "Bob"]
swapped = True
while swapped == True:
    swapped = False
    for i in range(len(names) - 1):
        if names[i] > names[i + 1]:
            temp = names[i]
            names[i] = names[i + 1]
            names[i + 1] = temp
            swapped = True
print(names)
print("*" * 20)
for row in range(1, 5):
    for star in range(row):
        print("*", end="")
    print()
print("The type of swimmers is", type(swimmers), "and of badges", type(badges))
list1 = [1, 2, 3]
list2 = list1
list2.append(4)
print(list1 is list2, list1, id(list1) == id(list2))
