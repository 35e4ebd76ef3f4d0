"""Test cases with fixtures, skips, subtests and a report."""

import unittest, sys, io


class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("setUpClass")

    def setUp(self):
        self.x = 1

    def test_ok(self):
        self.assertEqual(self.x, 1)
        self.assertIn(1, [1])
        self.assertAlmostEqual(1.0, 1.00000001)

    def test_fail(self):
        self.assertEqual([1, 2], [1, 3], "msg")

    def test_err(self):
        1 / 0

    def test_raises(self):
        with self.assertRaises(ValueError) as cm:
            int("x")
        self.assertIn("invalid", str(cm.exception))
        with self.assertRaisesRegex(KeyError, "q"):
            {}["q"]
        with self.assertWarns(UserWarning):
            import warnings

            warnings.warn("w")
        with self.assertLogs("a", level="INFO") as lg:
            import logging

            logging.getLogger("a").info("hi")
        self.assertEqual(lg.output, ["INFO:a:hi"])

    @unittest.skip("why")
    def test_skip(self):
        pass

    @unittest.skipIf(True, "cond")
    def test_skipif(self):
        pass

    @unittest.expectedFailure
    def test_xf(self):
        self.fail("x")

    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

    def tearDown(self):
        self.addCleanup(lambda: None)


class A(unittest.IsolatedAsyncioTestCase):
    async def test_a(self):
        import asyncio

        await asyncio.sleep(0)
        self.assertTrue(True)


s = io.StringIO()
suite = unittest.TestLoader().loadTestsFromTestCase(T)
suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(A))
r = unittest.TextTestRunner(stream=s, verbosity=2).run(suite)
import re

told = re.sub(r"in \d\.\d+s", "in Xs", s.getvalue())
print(re.sub(r'File ".*?([^/"]+)"', r"File \1", told))
print(r, r.testsRun, len(r.failures), r.wasSuccessful())


class B(unittest.TestCase):
    def test_b(self):
        print("in b")


quiet = unittest.TextTestRunner(stream=io.StringIO(), verbosity=0)
r = unittest.main(argv=["prog", "B"], exit=False, testRunner=quiet).result
print(r)
