def popcount(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


def gray(n):
    return n ^ (n >> 1)


print([popcount(n) for n in (0, 1, 7, 255, 1 << 40)])
print([f"{gray(n):03b}" for n in range(8)])
flags = 0
READ, WRITE, RUN = (1 << i for i in range(3))
flags |= READ | RUN
print(flags, bool(flags & WRITE), bool(flags & RUN), bin(flags))
flags ^= RUN
flags <<= 4
flags >>= 1
flags &= ~1
print(flags, ~flags, -flags, flags.bit_length(), (5).bit_count())
print((-17) >> 2, -17 // 4, -17 % 4, divmod(-17, 4), 17 & -17, 0b1010 | 0o17 ^ 0xF0)
print((1234).to_bytes(2, "big"), int.from_bytes(b"\x04\xd2", "big"), int("ff", 16), int("0b11", 0))
a, b = 12, 10
a ^= b
b ^= a
a ^= b
print(a, b, a & b, a | b)


def is_power_of_two(n: int) -> bool:
    return n > 0 and n & (n - 1) == 0


print([n for n in range(70) if is_power_of_two(n)])
