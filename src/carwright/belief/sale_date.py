"""Sale date: when a car is on sale, given when it was promised and how far such promises slip."""

import datetime
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from carwright.belief.errors_of import days_after, log_delay, moment
from carwright.belief.reliability import Reliability
from carwright.carfile.spans import Span


@dataclass(frozen=True, slots=True)
class SaleDate:
    """Distribution of the day on which a car that comes is on sale."""

    said: datetime.date
    """When the promise was made [-]."""
    promised: Span
    """What was promised [-]."""
    reliability: Reliability
    """How far such promises slip [-]."""
    not_by: datetime.date | None = None
    """Day on which it was not on sale yet; None is the day of the promise [-]."""

    def below(self, day: datetime.date) -> float:
        """Return how likely the car, if it comes, is on sale by a day.

        Args:
            day: the day.
        """
        error = log_delay(self._promised_in, (day - self.said).days)
        gone, found = self.reliability.below(np.array([self._least, max(error, self._least)]))
        return float((found - gone) / (1.0 - gone)) if gone < 1.0 else 1.0

    def day(self, share: float) -> datetime.date:
        """Return the day by which it is on sale with some probability.

        Args:
            share: the probability.
        """
        return self.days(np.array([share]))[0]

    def days(self, shares: NDArray[np.float64]) -> tuple[datetime.date, ...]:
        """Return the days by which it is on sale with some probabilities.

        Args:
            shares: the probabilities (N,).
        """
        errors = self.reliability.quantiles(shares, self._least)
        waits = (days_after(self._promised_in, float(error)) for error in errors)
        return tuple(moment(self.said, wait) for wait in waits)

    @property
    def _promised_in(self) -> float:
        return (max(self.promised.middle, self.said) - self.said).days

    @property
    def _least(self) -> float:
        """Error at which the car is on sale on the day when it was not yet."""
        waited = 0.0 if self.not_by is None else max((self.not_by - self.said).days, 0)
        least = log_delay(self._promised_in, waited)
        return least if math.isfinite(least) else 0.0
