# Prints its own short tracebacks.
def outer(n):
    return inner(n - 1)


def inner(n):
    return 10 / n


for n in (3, 1):
    try:
        print(outer(n))
    except ZeroDivisionError as e:
        tb = e.__traceback__
        while tb is not None:
            print(f"  line {tb.tb_lineno} in {tb.tb_frame.f_code.co_name}")
            tb = tb.tb_next
        print(type(e).__name__, e)
