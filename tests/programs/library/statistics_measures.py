"""Averages, spread, correlation and regression."""
import statistics
from decimal import Decimal
from fractions import Fraction
from statistics import (
    StatisticsError, correlation, covariance, fmean, geometric_mean, harmonic_mean, linear_regression, mean, median, median_grouped,
    median_high, median_low, mode, multimode, pstdev, pvariance, quantiles, stdev, variance,
)

print(mean([3, 5, 5, 11]), mean([Fraction(1, 2), Fraction(1, 5)]), mean([Decimal("1.25"), Decimal("2.5")]), fmean([0.5, 1.5, 7.0]))
print(fmean([60, 80, 100], weights=[1, 2, 1]), round(geometric_mean([2, 8, 32]), 6), round(harmonic_mean([30, 60]), 6), round(harmonic_mean([30, 60], weights=[2, 1]), 6))
print(median([9, 1, 4]), median([9, 1, 4, 6]), median_low([9, 1, 4, 6]), median_high([9, 1, 4, 6]), median_grouped([10, 20, 20, 30], interval=10))
print(mode([4, 2, 4, 7]), mode(["no", "yes", "no"]), multimode("mississippi"), multimode([]))
data = [12.5, 14.0, 9.75, 11.25, 13.5, 10.0]
print(round(stdev(data), 6), round(variance(data), 6), round(pstdev(data), 6), pvariance([Fraction(1, 3), Fraction(2, 3)]))
print(quantiles([2, 4, 4, 5, 7, 9, 12, 20], n=4), [round(q, 1) for q in quantiles(range(11), n=5, method="inclusive")])
hours, score = [1, 2, 4, 5, 8], [35, 42, 61, 70, 97]
print(covariance(hours, score), round(correlation(hours, score), 4), round(correlation(hours, [-s for s in score]), 4))
slope, intercept = linear_regression(hours, score)
print(round(slope, 3), round(intercept, 3), round(slope * 6 + intercept), linear_regression([1, 2], [2, 4], proportional=True).slope)
for bad in (lambda: mean([]), lambda: stdev([1]), lambda: geometric_mean([0.0, -1.0])):
    try:
        bad()
    except StatisticsError:
        print("StatisticsError", issubclass(StatisticsError, ValueError))
print(statistics.mean(map(len, "the mean length of these words".split())))


def outliers(values, k=1.5):
    low, _, high = quantiles(values, n=4)
    reach = k * (high - low)
    return [v for v in values if not low - reach <= v <= high + reach]


print(outliers([10, 12, 11, 13, 12, 40, 11, -9]))
