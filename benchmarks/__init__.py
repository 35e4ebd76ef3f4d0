"""Side by side with the peers, interleaved, in one run: `python -m benchmarks [SECTION...]`.

Invariant: nothing here is written to disk or reaches beyond loopback, and every process started is
ended. Ratios are medians of per-round ratios; only columns of one run may be compared.
"""
