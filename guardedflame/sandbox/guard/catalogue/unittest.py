"""unittest: test cases of the session's own; nothing is looked for in files."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "unittest",
    names=words(
        """
        BaseTestSuite FunctionTestCase IsolatedAsyncioTestCase SkipTest TestCase TestLoader
        TestProgram TestResult TestSuite TextTestResult TextTestRunner addModuleCleanup
        defaultTestLoader doModuleCleanups enterModuleContext expectedFailure findTestCases
        getTestCaseNames installHandler main makeSuite registerResult removeHandler removeResult
        skip skipIf skipUnless
        """
    ),
    left_out={"load_tests": "looks for tests in files"},
    adopted=Adopted(drop=("__dir__", "__getattr__", "load_tests"), last="unittest"),
)
