"""Normal distributions as objects."""
from statistics import NormalDist

height = NormalDist(mu=170, sigma=8)
print(f"{height.cdf(180) - height.cdf(160):.1%} are within 10 cm;", [round(q, 1) for q in height.quantiles(n=4)], round(height.inv_cdf(0.99), 2))
print(height.mean, height.median, height.mode, height.stdev, height.variance, height, round(height.zscore(182), 3), round(height.pdf(170), 6))
celsius = NormalDist(21, 1.5)
print(celsius * 1.8 + 32, celsius - 21, -celsius, celsius / 3, celsius + NormalDist(2, 2), celsius == NormalDist(21.0, 1.5))
filling = NormalDist.from_samples([499.1, 501.2, 500.3, 498.7, 500.9, 499.8])
scale_error = NormalDist(0, 0.5)
shown = filling + scale_error
print(f"{filling.mean:.3f} {filling.stdev:.3f} {shown.mean:.3f} {shown.stdev:.3f} below 498: {shown.cdf(498):.4f}")
print(round(NormalDist(10, 2).overlap(NormalDist(13, 2.5)), 4), len(NormalDist(10, 2).samples(3, seed=42)))

KINDS = {
    "sparrow": {"mass": NormalDist(28, 3), "wing": NormalDist(7.7, 0.4)},
    "robin": {"mass": NormalDist(19, 2), "wing": NormalDist(7.3, 0.3)},
    "starling": {"mass": NormalDist(80, 7), "wing": NormalDist(13, 0.6)},
}


def classify(**measured):
    weights = {}
    for kind, features in KINDS.items():
        weights[kind] = 1.0
        for name, value in measured.items():
            weights[kind] *= features[name].pdf(value)
    total = sum(weights.values())
    best = max(weights, key=weights.get)
    return f"{best} ({weights[best] / total:.0%})"


print(classify(mass=25, wing=7.6), classify(mass=21), classify(mass=75, wing=12.5), classify(wing=7.5))
try:
    NormalDist(0, -1)
except ValueError as error:
    print(error)
