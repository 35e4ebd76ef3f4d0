class Celsius:
    def __init__(self, degrees=0.0):
        self._degrees = degrees

    def get_degrees(self):
        print("getting")
        return self._degrees

    def set_degrees(self, value):
        print("setting", value)
        if value < -273.15:
            raise ValueError("too cold")
        self._degrees = value

    def del_degrees(self):
        print("deleting")
        del self._degrees

    degrees = property(get_degrees, set_degrees, del_degrees, "Degrees above freezing.")

    @property
    def fahrenheit(self):
        return self._degrees * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.degrees = (value - 32) * 5 / 9

    kelvin = property(lambda self: self._degrees + 273.15)


class Checked(Celsius):
    @property
    def degrees(self):
        return round(super().degrees, 1)

    @degrees.setter
    def degrees(self, value):
        super(Checked, type(self)).degrees.fset(self, float(value))

    @Celsius.fahrenheit.getter
    def fahrenheit(self):
        return int(super().fahrenheit)


c = Celsius(20)
c.degrees += 5
c.fahrenheit = 212
print(c.degrees, c.kelvin, Celsius.degrees.__doc__, isinstance(Celsius.degrees, property))
del c.degrees
for action in (lambda: c.degrees, lambda: setattr(c, "kelvin", 1), lambda: setattr(c, "degrees", -300), lambda: delattr(c, "fahrenheit")):
    try:
        action()
    except (AttributeError, ValueError) as e:
        print(type(e).__name__, e)
k = Checked()
k.degrees = "36.66"
print(k.degrees, k.fahrenheit)
k.fahrenheit = 100
print(k.degrees)
