"""official_test: what a regulator's test of a car should read, beside its simulated rating."""

from carwright.population.official import Official
from carwright.rate.rating import COMBINED, Rating
from carwright.units import from_si


def official_document(rating: Rating, tests: Official | None) -> dict[str, float] | None:
    """Return what an official test of such a car should read; None where no list tells.

    Of EPA's it is what stands on the label, by the factor and the energy that are expected of it.

    Args:
        rating: the simulated rating.
        tests: what the procedure's tests of other cars read over their simulation.
    """
    if tests is None:
        return None
    phase = rating.expected_label or rating.phases[COMBINED]
    reach = from_si("range_km", float(phase.range))
    wall = from_si("consumption_wh_per_km", float(phase.consumption_ac))
    found: dict[str, float] = {}
    ends = ("", "_low", "_high")
    for end, factor in zip(ends, tests.range.factors, strict=True):
        found[f"range{end}_km"] = factor * reach
    for end, factor in zip(ends, tests.consumption.factors, strict=True):
        found[f"consumption_ac{end}_wh_per_km"] = factor * wall
    return found | {"rows": tests.rows, "rows_of_maker": tests.of_maker}


def official_lines(found: dict[str, float] | None) -> list[str]:
    """Return the same as text; nothing where no list tells.

    Args:
        found: as `official_document` gives it.
    """
    if found is None:
        return []
    return [
        f"  an official test should read {found['range_km']:.0f} km "
        f"({found['range_low_km']:.0f} to {found['range_high_km']:.0f}), "
        f"{found['consumption_ac_wh_per_km']:.0f} Wh/km at the wall: as {found['rows']} tests of "
        f"other cars, {found['rows_of_maker']} of the maker, read over their simulation"
    ]
