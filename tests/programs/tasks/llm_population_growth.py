"""
Data analysis: compound growth of a few towns.

This script answers the following questions:
1. What is the compound annual growth rate (CAGR) of each town?
2. In which year will each town reach 100,000 inhabitants at that rate?
3. Which town is the outlier?
"""

import math
import statistics
from typing import Dict, List, Optional, Tuple

# Type aliases for readability
Series = List[Tuple[int, int]]


def calculate_cagr(series: Series) -> float:
    """Calculate the compound annual growth rate.

    Args:
        series: A list of (year, population) tuples, sorted by year.

    Returns:
        The growth rate as a fraction (0.05 means 5 percent).

    Raises:
        ValueError: If the series has fewer than two points.
    """
    if len(series) < 2:
        raise ValueError("At least two data points are required")
    (first_year, first_value), (last_year, last_value) = series[0], series[-1]
    return (last_value / first_value) ** (1 / (last_year - first_year)) - 1


def year_reaching(series: Series, target: int) -> Optional[int]:
    """Return the year in which the target is reached, or None if never."""
    rate = calculate_cagr(series)
    last_year, last_value = series[-1]
    if last_value >= target:
        return last_year
    if rate <= 0:
        return None
    return last_year + math.ceil(math.log(target / last_value) / math.log(1 + rate))


def find_outliers(rates: Dict[str, float], threshold: float = 1.4) -> List[str]:
    """Return the names whose rate is more than `threshold` standard deviations from the mean."""
    mean = statistics.mean(rates.values())
    stdev = statistics.stdev(rates.values())
    return [name for name, rate in rates.items() if abs(rate - mean) / stdev > threshold]


def main() -> None:
    """Main entry point."""
    data: Dict[str, Series] = {
        "Eastport": [(1990, 41_200), (2000, 48_900), (2010, 57_350), (2020, 66_010)],
        "Millbrook": [(1990, 88_000), (2005, 86_500), (2020, 84_900)],
        "Sunfield": [(2000, 9_800), (2010, 31_000), (2020, 92_400)],
        "Oldham Bay": [(1990, 120_000), (2020, 131_500)],
    }

    rates: Dict[str, float] = {}
    for town, series in data.items():
        rates[town] = calculate_cagr(series)

    print("=" * 50)
    print("RESULTS")
    print("=" * 50)
    for town, rate in sorted(rates.items(), key=lambda x: -x[1]):
        year = year_reaching(data[town], 100_000)
        print(f"{town:<12} CAGR: {rate:>7.2%}   100k in: {year if year is not None else 'never'}")

    outliers = find_outliers(rates)
    print(f"\nOutliers: {', '.join(outliers) if outliers else 'none'}")

    # Edge case: not enough data
    try:
        calculate_cagr([(2020, 1)])
    except ValueError as e:
        print(f"Error handled: {e}")


if __name__ == "__main__":
    main()
