"""How ``unittest`` is adopted: the package's modules, and what of them is not.

Invariant: data.
"""

from __future__ import annotations

from typing import Final

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

#: The modules of the package.
TESTING: Final = (
    Entry("unittest._log", adopted=Adopted()),
    Entry("unittest.async_case", adopted=Adopted()),
    Entry("unittest.case", adopted=Adopted()),
    Entry(
        "unittest.loader",
        adopted=Adopted(
            drop=(
                "TestLoader._find_test_path",
                "TestLoader._find_tests",
                "TestLoader._get_directory_containing_module",
                "TestLoader._get_module_from_name",
                "TestLoader._get_name_from_path",
                "TestLoader._match_path",
                "TestLoader.discover",
            )
        ),
    ),
    Entry("unittest.main", adopted=Adopted()),
    Entry(
        "unittest.result",
        adopted=Adopted(
            drop=(
                "TestResult._clean_tracebacks",
                "TestResult._exc_info_to_string",
                "TestResult._is_relevant_tb_level",
                "TestResult._remove_unittest_tb_frames",
            ),
            last="unittest_result",
        ),
    ),
    Entry("unittest.runner", adopted=Adopted()),
    Entry("unittest.signals", adopted=Adopted(library=False, last="unittest_signals")),
    Entry("unittest.suite", adopted=Adopted()),
    Entry("unittest.util", adopted=Adopted()),
)
