"""A package with a subpackage and relative imports."""
import toolkit
from toolkit import VERSION, shapes
from toolkit.shapes.round import Circle
from toolkit.text import banner as make_banner

print(toolkit.VERSION == VERSION, toolkit.__name__, shapes.round.Circle is Circle)
print(make_banner("areas", width=20))
for shape in shapes.all_shapes(2):
    print(shape, round(shape.area, 2))
print(toolkit.text.banner.__module__, Circle.__module__)
