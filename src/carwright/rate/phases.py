"""Phases: from a discharge and its recharge to the range and consumption of each phase."""

from collections.abc import Mapping, Sequence

from carwright.rate.discharge import Discharge, drives_of
from carwright.rate.dynamometer import Dynamometer
from carwright.rate.rating import COMBINED, Alternative, Number, PhaseRating, Rating, Recharge
from carwright.rate.weights import consumption, equal, first_by_share
from carwright.units import from_si


def phase_rating(consumption_dc: Number, usable_energy: Number, allocation: Number) -> PhaseRating:
    """Return the rating of a phase from its consumption at the battery.

    Args:
        consumption_dc: at the battery's terminals [J/m].
        usable_energy: of the whole test at the battery's terminals: UBE [J].
        allocation: energy at the wall for each joule of the test [-].
    """
    return PhaseRating(
        range=usable_energy / consumption_dc,
        consumption_ac=allocation * consumption_dc,
        consumption_dc=consumption_dc,
    )


def weighted(discharge: Discharge, names: Sequence[str], *, alike: bool = False) -> float:
    """Return the weighted consumption of a phase at the battery [J/m].

    Args:
        discharge: the test.
        names: names of the parts that make one drive of the phase.
        alike: whether all drives weigh the same; by default the first weighs its share.
    """
    energies, distances = drives_of(discharge, names)
    weights = equal(energies) if alike else first_by_share(energies, discharge.usable_energy)
    return consumption(energies, distances, weights)


def rated(
    discharge: Discharge, recharge: Recharge, phases: Mapping[str, Sequence[str]]
) -> dict[str, PhaseRating]:
    """Return the rating of each phase of a test, by weighted drives.

    Args:
        discharge: the test.
        recharge: the recharge after it.
        phases: names of the parts that make one drive of each phase, by name of the phase.
    """
    usable = discharge.usable_energy
    allocation = recharge.energy_ac / usable
    return {
        phase: phase_rating(weighted(discharge, names), usable, allocation)
        for phase, names in phases.items()
    }


def alike_instead(discharge: Discharge, names: Sequence[str], formula: str) -> Alternative:
    """Return what the combined range would be if all drives weighed the same.

    Args:
        discharge: the test.
        names: names of the parts that make one drive of the combined phase.
        formula: name of the formula that is replaced.
    """
    alike = weighted(discharge, names, alike=True)
    return Alternative(
        formula, "all drives of a phase weigh alike", discharge.usable_energy / alike
    )


def recharged(rig: Dynamometer, discharge: Discharge) -> Recharge:
    """Return the simulated recharge after a test.

    Args:
        rig: the car on the roller.
        discharge: the test.
    """
    return Recharge(*rig.recharge(discharge.end))


def rating(  # noqa: PLR0913 (each is a part of the one result)
    rig: Dynamometer,
    discharge: Discharge,
    recharge: Recharge,
    phases: Mapping[str, PhaseRating],
    *,
    procedure: str,
    method: str,
) -> Rating:
    """Return a rating with what every test says; formulas and notes are still to be added.

    Args:
        rig: the car on the roller.
        discharge: the test.
        recharge: the recharge after it.
        phases: the rating of each phase.
        procedure: the procedure.
        method: how it was tested.
    """
    facts = rig.facts
    return Rating(
        procedure=procedure,
        method=method,
        phases={COMBINED: phases[COMBINED], **phases},
        unadjusted={},
        factor=1.0,
        usable_energy=discharge.usable_energy,
        rest_energy=facts.usable_energy,
        gross_energy=facts.gross_energy,
        recharge=recharge,
        test_mass=facts.test_mass,
        asked_distance=discharge.asked_distance,
        driven_distance=discharge.driven_distance,
        short=discharge.short,
        weak=discharge.weak,
        segments=discharge.segments,
        notes=notes_of(discharge),
    )


def notes_of(discharge: Discharge) -> tuple[str, ...]:
    """Return what a reader must know of a test that went otherwise than planned.

    Args:
        discharge: the test.
    """
    driven = from_si("distance_km", discharge.driven_distance)
    asked = from_si("distance_km", discharge.asked_distance)
    of = f"{driven:.2f} of {asked:.2f} km in the first course"
    if discharge.small:
        return (f"the battery is empty before the first course ends: {of}",)
    if discharge.weak:
        return (f"too weak for the cycle: it follows as fast as it can, {of}",)
    return (f"misses the cycle for moments: {of}",) if discharge.short else ()
