"""Unit tests of a ring buffer with unittest, run by hand with a text runner into memory."""

import io
import re
import unittest


class RingBuffer:
    def __init__(self, size):
        if size <= 0:
            raise ValueError("size must be positive")
        self._data = [None] * size
        self._start = self._count = 0

    def __len__(self):
        return self._count

    def append(self, x):
        self._data[(self._start + self._count) % len(self._data)] = x
        if self._count < len(self._data):
            self._count += 1
        else:
            self._start = (self._start + 1) % len(self._data)

    def popleft(self):
        if not self._count:
            raise IndexError("empty")
        x = self._data[self._start]
        self._start = (self._start + 1) % len(self._data)
        self._count -= 1
        return x

    def __iter__(self):
        for i in range(self._count):
            yield self._data[(self._start + i) % len(self._data)]


class RingBufferTest(unittest.TestCase):
    def setUp(self):
        self.ring = RingBuffer(3)
        for x in "ab":
            self.ring.append(x)

    def tearDown(self):
        del self.ring

    def test_order(self):
        self.assertEqual(list(self.ring), ["a", "b"])
        self.assertIn("a", self.ring)

    def test_overwrites_oldest(self):
        for x in "cde":
            self.ring.append(x)
        self.assertListEqual(list(self.ring), list("cde"))
        self.assertEqual(len(self.ring), 3)

    def test_empty(self):
        self.ring.popleft()
        self.ring.popleft()
        with self.assertRaises(IndexError) as caught:
            self.ring.popleft()
        self.assertEqual(str(caught.exception), "empty")
        with self.assertRaisesRegex(ValueError, "posit"):
            RingBuffer(0)

    def test_numbers(self):
        for n in (1, 2, 5):
            with self.subTest(n=n):
                r = RingBuffer(n)
                r.append(1)
                self.assertAlmostEqual(r.popleft() / 3, 0.3333333333)
                self.assertFalse(r)

    @unittest.skip("later")
    def test_rotate(self):
        self.fail("never run")

    @unittest.expectedFailure
    def test_wrong(self):
        self.assertEqual(1, 2, "on purpose")

    def test_fails(self):
        self.assertTrue(self.ring.popleft() == "z", "first is not z")


if __name__ == "__main__":
    out = io.StringIO()
    suite = unittest.TestLoader().loadTestsFromTestCase(RingBufferTest)
    result = unittest.TextTestRunner(stream=out, verbosity=2).run(suite)
    print(re.findall(r"^(test_\w+).*\.\.\. (\w+)", out.getvalue(), re.MULTILINE))
    print(
        result.testsRun,
        len(result.failures),
        len(result.errors),
        len(result.skipped),
        len(result.expectedFailures),
    )
    print(result.failures[0][1].strip().splitlines()[-1], result.wasSuccessful())
