from contextlib import contextmanager, suppress, ExitStack
class T:
    def __init__(self): self._log = []
    def __enter__(self): self._log.append("in"); return self
    def __exit__(self, et, ev, tb): self._log.append(et and et.__name__); return True
with T() as t:
    1 / 0
print(t._log)
@contextmanager
def tag(name):
    print("<" + name + ">")
    try: yield name.upper()
    finally: print("</" + name + ">")
with tag("a") as x, tag("b"):
    print(x)
with suppress(KeyError): {}[1]
with ExitStack() as st:
    st.callback(print, "bye")
    a, b = st.enter_context(tag("z")), 2
