"""Trust domain: hostile once confine() has returned. Runs in the zygote and the workers."""
