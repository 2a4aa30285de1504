"""procedures: names of the tests of range and consumption, and of what each of them tells."""

PROCEDURES = ("epa", "wltp", "cltc", "nedc")
"""Tests of range and consumption."""
RANGE, CONSUMPTION = "range_km", "consumption_ac_kwh_per_100km"
"""What each tells, by key with unit, after its name."""
