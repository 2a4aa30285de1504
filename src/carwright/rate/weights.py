r"""Weights: how a regulation makes one consumption of several drives of one phase.

The first drive of a full battery cannot regenerate as usual, so the regulations weigh it by the
share of the battery that it takes and let the others share the rest:

$$K_1 = E_1 / UBE, \qquad K_{j > 1} = (1 - K_1) / (n - 1), \qquad
EC = \sum_j K_j E_j / d_j$$

Source: SAE J1634-2012/2017 (multi-cycle test), UN GTR 15 Annex 8 (shortened and consecutive-cycle
test), GB/T 18386.1-2021; all from memory.
"""

from typing import Any

import numpy as np

from carwright.rate.formula import Formula

FIRST_BY_SHARE = Formula(
    "first-drive-weight",
    1.0,
    "M",
    "the first drive of a phase weighs its share of the usable energy, the others share the rest",
    "SAE J1634 (city), UN GTR 15 Annex 8, GB/T 18386.1-2021",
)
"""The rule that `first_by_share` follows."""
CITY_SHARE = Formula(
    "city-share",
    0.55,
    "V",
    "city weighs 55 and highway 45 of 100 in the combined value",
    "40 CFR 600.210-12 (c)",
)
"""Weight of the city in EPA's combined value [share]."""


def first_by_share(energies: np.ndarray, usable_energy: float) -> np.ndarray:
    """Return the weight of each drive: the first by its share of the battery, the rest alike.

    Args:
        energies: (n,) energy of each drive of the phase at the battery [J].
        usable_energy: energy of the whole test at the battery [J].
    """
    if len(energies) == 1:
        return np.ones(1)
    first = energies[0] / usable_energy
    return np.append(first, np.full(len(energies) - 1, (1.0 - first) / (len(energies) - 1)))


def equal(energies: np.ndarray) -> np.ndarray:
    """Return the same weight for each drive.

    Args:
        energies: (n,) energy of each drive of the phase at the battery [J].
    """
    return np.full(len(energies), 1.0 / len(energies))


def consumption(energies: np.ndarray, distances: np.ndarray, weights: np.ndarray) -> float:
    """Return the weighted consumption of a phase [J/m].

    Args:
        energies: (n,) energy of each drive at the battery [J].
        distances: (n,) distance of each drive [m].
        weights: (n,) weight of each drive, 1 together [-].
    """
    return float(np.sum(weights * energies / distances))


def city_and_highway(city: Any, highway: Any) -> Any:
    """Return EPA's combined value of a range or a consumption, by its arithmetic mean.

    Args:
        city: of the city, a number or an array.
        highway: of the highway.
    """
    return CITY_SHARE.value * city + (1.0 - CITY_SHARE.value) * highway
