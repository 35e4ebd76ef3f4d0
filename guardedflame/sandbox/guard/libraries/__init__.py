"""Trust domain: hostile. numpy and pandas in the guarded language, where a profile lists them."""
