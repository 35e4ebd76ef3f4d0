class Later:
    def __init__(self, v): self._v = v
    def __await__(self):
        got = yield self._v
        return got
async def one(x): return await Later(x) + 1
async def two(): return [await one(1), await one(2)]
c = two(); sent = None
while True:
    try: y = c.send(sent); print("yielded", y); sent = y * 10
    except StopIteration as e: print(e.value); break
