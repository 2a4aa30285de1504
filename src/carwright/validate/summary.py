"""Summary: errors of many cars in a few numbers, by row and by maker. All are shares, signed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

HIGH_QUANTILE = 0.9
"""Share of rows below the great error that is told [-]."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One measured number beside the simulated one, in one unit."""

    measured: float
    """What was measured [SI]."""
    simulated: float
    """The same in simulation [SI]."""
    low: float
    """5 % point of what is expected to be measured [SI]."""
    high: float
    """95 % point [SI]."""

    @property
    def error(self) -> float:
        """(simulated - measured) / measured [share]."""
        return (self.simulated - self.measured) / self.measured

    @property
    def inside(self) -> bool:
        """Whether the measured number lies in the band."""
        return self.low <= self.measured <= self.high


@dataclass(frozen=True, slots=True)
class Summary:
    """Errors of many cars; None where there is no car."""

    n: int
    """How many [-]."""
    mae: float | None
    """Mean size of the error [share]."""
    mae_by_maker: float | None
    """Mean over makers of each maker's mean size [share]."""
    median_abs: float | None
    """Median size [share]."""
    p90_abs: float | None
    """Size that nine rows in ten stay below [share]."""
    bias: float | None
    """Mean error, positive where the simulation uses or goes more [share]."""
    inside_band: float | None
    """Share of rows whose measured number lies in the band [share]."""

    def document(self) -> dict[str, float | int | None]:
        """Return it by name."""
        return asdict(self)


def summary(found: Sequence[Compared], makers: Sequence[str]) -> Summary:
    """Return the errors of many cars in a few numbers.

    Args:
        found: one comparison a row.
        makers: who made each, in any case of letters.
    """
    if not found:
        return Summary(0, None, None, None, None, None, None)
    errors = np.array([one.error for one in found])
    sizes = np.abs(errors)
    names = np.array([maker.strip().casefold() for maker in makers])
    by_maker = [float(np.mean(sizes[names == name])) for name in np.unique(names)]
    return Summary(
        n=len(found),
        mae=float(np.mean(sizes)),
        mae_by_maker=float(np.mean(by_maker)),
        median_abs=float(np.median(sizes)),
        p90_abs=float(np.quantile(sizes, HIGH_QUANTILE)),
        bias=float(np.mean(errors)),
        inside_band=float(np.mean([one.inside for one in found])),
    )
