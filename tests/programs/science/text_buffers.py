# needs: science
"""Everything goes through text in memory."""
import io
import json

import numpy as np
import pandas as pd

frame = pd.DataFrame({"when": pd.date_range("2024-05-01", periods=3), "ok": [True, False, True], "x": [0.1, None, 2e10]})
text = frame.to_csv(index=False)
print(text)
back = pd.read_csv(io.StringIO(text), parse_dates=["when"])
print(back.equals(frame), back.dtypes.astype(str).tolist())
out = io.StringIO()
frame.to_csv(out, sep=";", index=False, float_format="%.2f", date_format="%d.%m.%Y")
print(out.getvalue())
print(pd.read_csv(io.BytesIO(text.encode()), usecols=["x", "ok"], nrows=2, dtype={"ok": bool}))
print(pd.read_csv(io.StringIO("a|b\n# note\n1|x\n2|y"), sep="|", comment="#", index_col="b").a.to_dict())
print(pd.read_csv(io.StringIO("1,5;2,5"), sep=";", decimal=",", header=None).sum(axis=1).tolist())
print(pd.read_fwf(io.StringIO("ab  12\ncd   3\n"), header=None, names=["k", "v"]))
print(json.loads(frame.to_json(orient="split", date_format="iso"))["columns"])
print(pd.read_json(io.StringIO('{"a":{"0":1,"1":2}}')))
print(frame.to_html(index=False).count("<tr"), frame.head(1).to_dict("records")[0]["ok"])
frame.info(memory_usage=False)

numbers = np.array([[1, 2.5], [3, 4]])
saved = io.StringIO()
np.savetxt(saved, numbers, fmt="%.3f", delimiter=",", header="p,q")
print(saved.getvalue())
print(np.loadtxt(io.StringIO(saved.getvalue()), delimiter=","), np.genfromtxt(["1,,3", "4,5,6"], delimiter=",", filling_values=0))
print(np.frombuffer(b"\x01\x02\x03\x04", dtype="<u2"), np.arange(3, dtype="i2").tobytes(), np.fromstring("1 2 3", sep=" "))
print(json.dumps({"mean": float(numbers.mean()), "rows": numbers.tolist(), "f": np.float64(1.5)}))
try:
    json.dumps(np.int64(1))
except TypeError as error:
    print(error)
pd.set_option("display.max_columns", 2, "display.width", 60)
print(pd.DataFrame(np.arange(8).reshape(1, 8)).add_prefix("column_"))
pd.reset_option("display.max_columns")
with pd.option_context("display.precision", 2, "display.max_rows", 4):
    print(pd.Series(np.linspace(0, 1, 20)))

import array

numbers = array.array("d", [1.5, 2.5])
shared = np.frombuffer(numbers)
numbers[0] = 9.0
print(shared, np.asarray(array.array("i", [3, 4])).sum(), array.array("q", np.arange(3)).tolist())
