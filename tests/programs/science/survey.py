# needs: science
"""Categories, bins, cross tables, dummies, ranks."""
import numpy as np
import pandas as pd

rng = np.random.default_rng(7)
size = 60
survey = pd.DataFrame(
    {
        "age": rng.integers(18, 80, size),
        "answer": rng.choice(["no", "maybe", "yes"], size, p=[0.3, 0.2, 0.5]),
        "score": rng.normal(50, 10, size).round(1),
    }
)
survey["answer"] = pd.Categorical(survey.answer, ["no", "maybe", "yes"], ordered=True)
survey["group"] = pd.cut(survey.age, [0, 30, 50, 120], labels=["young", "middle", "old"])
survey["quartile"] = pd.qcut(survey.score, 4, labels=False)

print(survey.head())
print(survey.answer.cat.categories.tolist(), survey.answer.min(), survey.answer.cat.codes.head(4).tolist())
print(pd.crosstab(survey.group, survey.answer, margins=True))
print(pd.crosstab(survey.group, survey.answer, normalize="index").round(2))
print(survey.groupby("group", observed=True).score.describe().round(2))
print(survey.groupby("answer", observed=True).agg({"age": ["min", "max"], "score": "mean"}).round(1))
print(pd.get_dummies(survey.answer.head(3), prefix="said", dtype=int))
print(survey.score.rank(ascending=False).nsmallest(3).index.tolist())
print(survey[["age", "score"]].corr().round(3))
print((survey.answer >= "maybe").sum(), survey.answer.value_counts().to_dict())
ages = survey.age.to_numpy()
print(np.percentile(ages, [25, 50, 75]), np.histogram(ages, bins=[18, 30, 50, 80])[0])
print(survey.sample(3, random_state=1).index.tolist(), survey.score.autocorr().round(3))
