class Settings(object):
    _instance = None

    def __new__(cls, *args, **kwargs):
        if cls._instance is None:
            print("making the one and only")
            cls._instance = super(Settings, cls).__new__(cls)
            cls._instance._values = {}
        return cls._instance

    def __setitem__(self, key, value):
        self._values[key] = value

    def __getitem__(self, key):
        return self._values[key]

    def __contains__(self, key):
        return key in self._values


one = Settings()
two = Settings("ignored", also="ignored")
one["debug"] = True
print(two["debug"], one is two, id(one) == id(two), "level" in two)
