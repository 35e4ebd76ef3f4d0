"""Normal distributions as objects."""
from statistics import NormalDist

sat = NormalDist(1060, 195)
print(round((sat.cdf(1200 + 0.5) - sat.cdf(1100 - 0.5)) * 100, 1), [round(q) for q in sat.quantiles(n=4)], list(map(round, sat.quantiles(n=10)))[0])
print(sat.mean, sat.median, sat.mode, sat.stdev, sat.variance, sat, round(sat.inv_cdf(0.975), 3), round(sat.zscore(1255), 3))
temperature = NormalDist(5, 2.5)
print(temperature * (9 / 5) + 32, temperature - 5, -temperature, temperature / 2, temperature + NormalDist(1, 6), temperature == NormalDist(5.0, 2.5))
birth = NormalDist.from_samples([2.5, 3.1, 2.1, 2.4, 2.7, 3.5])
drug = NormalDist(0.4, 0.15)
print(f"{birth.mean:.4f} {birth.stdev:.4f} {(birth + drug).mean:.1f} {(birth + drug).stdev:.1f}")
print(round(NormalDist(2.4, 1.6).overlap(NormalDist(3.2, 2.0)), 4), len(NormalDist(10, 2).samples(3, seed=42)), round(sat.pdf(1060), 6))

height_male, height_female = NormalDist(5.855, 3.5033e-02**0.5), NormalDist(5.4175, 9.7225e-02**0.5)
weight_male, weight_female = NormalDist(176.25, 1.2292e02**0.5), NormalDist(132.5, 5.5833e02**0.5)


def classify(height, weight):
    male = 0.5 * height_male.pdf(height) * weight_male.pdf(weight)
    female = 0.5 * height_female.pdf(height) * weight_female.pdf(weight)
    return "male" if male > female else "female"


print(classify(6.0, 130), classify(5.9, 180))
try:
    NormalDist(0, -1)
except ValueError as error:
    print(error)
