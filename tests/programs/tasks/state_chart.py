"""A hierarchical state chart of a kitchen timer, described as nested dictionaries."""

CHART = {
    "initial": "off",
    "states": {
        "off": {"on": {"power": "on"}},
        "on": {
            "initial": "idle",
            "entry": "beep",
            "on": {"power": "off", "tick": None},
            "states": {
                "idle": {
                    "on": {
                        "set": ("idle", "add_minute"),
                        "start": [("running", None, "has_time"), ("idle", "complain")],
                    }
                },
                "running": {
                    "entry": "motor_on",
                    "exit": "motor_off",
                    "on": {
                        "tick": [("ringing", "count", "last_minute"), ("running", "count")],
                        "pause": "idle",
                    },
                },
                "ringing": {"entry": "ring", "on": {"*": "idle"}},
            },
        },
    },
}


class Chart:
    def __init__(self, spec, actions):
        self.spec, self.actions, self.log = spec, actions, []
        self.path = []
        self._enter([spec["initial"]])

    def _node(self, path):
        node = self.spec
        for part in path:
            node = node["states"][part]
        return node

    def _do(self, name):
        if name:
            self.log.append(name)
            return getattr(self.actions, name)()

    def _enter(self, path):
        while True:
            common = 0
            while common < min(len(path), len(self.path)) and path[common] == self.path[common]:
                common += 1
            while len(self.path) > common:
                self._do(self._node(self.path).get("exit"))
                self.path.pop()
            for part in path[common:]:
                self.path.append(part)
                self._do(self._node(self.path).get("entry"))
            node = self._node(self.path)
            if "initial" not in node:
                return
            path = self.path + [node["initial"]]

    def send(self, event):
        for depth in range(len(self.path), 0, -1):
            handlers = self._node(self.path[:depth]).get("on", {})
            rule = handlers.get(event, handlers.get("*", ...) if depth == len(self.path) else ...)
            if rule is ...:
                continue
            for candidate in rule if isinstance(rule, list) else [rule]:
                if candidate is None:
                    return self
                target, action, guard = (
                    candidate if isinstance(candidate, tuple) else (candidate,)
                ) + (None, None)[: 3 - (len(candidate) if isinstance(candidate, tuple) else 1)]
                if guard and not getattr(self.actions, guard)():
                    continue
                self._do(action)
                new = self.path[: depth - 1] + [target]
                if new != self.path:
                    self._enter(new)
                return self
        self.log.append(f"ignored {event}")
        return self

    @property
    def state(self):
        return ".".join(self.path)


class Timer:
    minutes = 0

    def beep(self):
        print("  *beep*")

    def ring(self):
        print("  RING RING")

    def motor_on(self):
        print("  brrr")

    def motor_off(self):
        print("  (silence)")

    def add_minute(self):
        self.minutes += 1

    def count(self):
        self.minutes -= 1

    def complain(self):
        print("  no time set!")

    def has_time(self):
        return self.minutes > 0

    def last_minute(self):
        return self.minutes == 1


timer = Timer()
chart = Chart(CHART, timer)
for (
    event
) in "set power start set set start tick pause start tick tick set start pause power tick".split():
    before = chart.state
    chart.send(event)
    print(f"{event:>6}: {before} -> {chart.state} [{timer.minutes}]")
print(chart.log)
