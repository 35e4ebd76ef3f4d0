"""Averages, spread, correlation and regression."""
import statistics
from decimal import Decimal
from fractions import Fraction
from statistics import (
    StatisticsError, correlation, covariance, fmean, geometric_mean, harmonic_mean, linear_regression, mean, median, median_grouped,
    median_high, median_low, mode, multimode, pstdev, pvariance, quantiles, stdev, variance,
)

print(mean([1, 2, 3, 4, 4]), mean([Fraction(3, 7), Fraction(1, 21)]), mean([Decimal("0.5"), Decimal("0.75")]), fmean([3.5, 4.0, 5.25]))
print(fmean([85, 92, 83, 89], weights=[0.2, 0.2, 0.3, 0.3]), round(geometric_mean([54, 24, 36]), 1), harmonic_mean([40, 60], weights=[5, 30]))
print(median([1, 3, 5]), median([1, 3, 5, 7]), median_low([1, 3, 5, 7]), median_high([1, 3, 5, 7]), median_grouped([52, 52, 53, 54]))
print(mode([1, 1, 2, 3, 3, 3, 3, 4]), mode(["red", "blue", "red"]), multimode("aabbbbccddddeeffffgg"), multimode(""))
data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
print(round(stdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75]), 6), round(variance(data), 6), round(pstdev(data), 6), pvariance([Fraction(1, 4), Fraction(5, 4)]))
print(quantiles([105, 129, 87, 86, 111, 111, 89, 81, 108, 92, 110, 100, 75, 105, 103], n=4), [round(q, 1) for q in quantiles(range(10), n=10, method="inclusive")])
x, y = [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3]
print(covariance(x, y), round(correlation(x, y), 4), correlation(x, list(reversed(x))))
slope, intercept = linear_regression([1971, 1975, 1979, 1982, 1983], [1, 2, 3, 4, 5])
print(round(slope * 2019 + intercept), linear_regression([1, 2], [2, 4], proportional=True).slope)
for bad in (lambda: mean([]), lambda: stdev([1]), lambda: geometric_mean([0.0, -1.0])):
    try:
        bad()
    except StatisticsError:
        print("StatisticsError", issubclass(StatisticsError, ValueError))
print(statistics.mean(map(len, "the mean length of these words".split())))
