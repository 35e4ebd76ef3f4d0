from zoo import make, noises
from zoo.animals import base
from zoo.keeper import Keeper

keeper = Keeper("Kim")
for kind, name in [("cat", "Tom"), ("dog", "Rex"), ("cat", "Kit")]:
    keeper.take(make(kind, name))
print(keeper)
print(noises(keeper.animals), base.Animal.made)
print(keeper.feed("fish"))
try:
    make("dragon", "Smaug")
except ValueError as e:
    print(e)
