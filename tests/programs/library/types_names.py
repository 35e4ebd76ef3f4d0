"""isinstance with the types of functions, methods and coroutines."""
import types


def function():
    yield 1


async def coroutine():
    pass


class Klass:
    def method(self):
        pass


coro = coroutine()
print(isinstance(function, types.FunctionType), isinstance(lambda: 0, types.LambdaType), isinstance(function(), types.GeneratorType))
print(isinstance(coro, types.CoroutineType), isinstance(Klass().method, types.MethodType), isinstance(len, types.BuiltinFunctionType), isinstance(types, types.ModuleType))
coro.close()
print(isinstance([].append, types.BuiltinMethodType), isinstance(NotImplemented, types.NotImplementedType), isinstance(..., types.EllipsisType))
print(types.GenericAlias(list, (int,)) == list[int])
bound = types.MethodType(lambda self, x: (type(self).__name__, x), Klass())
print(bound(3))
