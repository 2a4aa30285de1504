r"""price: what cars cost in the market of a currency, by a straight line of logarithms.

$$\log p = a_{currency} + b_P \log P + b_E \log E + b_L \log L + b_t t + m_{maker} + f_{family}
    + \epsilon$$

with power P, energy E as a brochure says it, length L and model year t. All coefficients are
normal, so that what is learnt is a Gaussian in closed form; how far makers, families and cars
spread is what makes the known prices most likely. Each currency has a level of its own; a rate of
exchange only says where it is looked for first. As of a date, without the car's own family.

Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), equations 2.23 to
2.24 and 5.8.
"""

import csv
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

import numpy as np

from carwright.belief.currencies import CURRENCIES, PER_DOLLAR
from carwright.population.names import family_id, maker_id
from carwright.population.sizes import traits

COLUMNS = (
    *("car", "maker", "known_from", "currency", "price", "power_kw", "energy_kwh", "length_mm"),
    *("memory", "source"),
)
"""Columns of the file."""
SLOPES = ("peak_power_kw", "battery_energy_kwh", "length_mm", "year")
"""What a price hangs on, by name of line or trait."""
MIDDLE = np.array([np.log(150.0), np.log(60.0), np.log(4500.0), 0.0])
"""A usual car as `SLOPES` describe it [log of the unit of the key; the year as a trait]."""
_SLOPE, _SLOPE_SPREAD = np.array([0.5, 0.4, 1.0, 0.0]), np.array([0.3, 0.3, 1.0, 0.2])
_LEVEL, _LEVEL_SPREAD = np.log(40_000.0), 1.5
"""Logarithm of the price of such a car in dollars, before any is known (assumed) [-]."""
_STEPS = (0.05, 0.1, 0.2, 0.3)
_SPREADS = tuple(product((*_STEPS, 0.45, 0.6), _STEPS, _STEPS))
"""Of makers, families and cars: those that are tried [-] (assumed)."""
_USUAL_SPREAD = np.log(0.2)
_HOW_USUAL = 0.7


@dataclass(frozen=True, slots=True)
class Priced:
    """What one car cost."""

    maker: str
    """Its maker as `maker_id` writes it [-]."""
    family: str
    """Its model family as `family_id` writes it [-]."""
    known_from: datetime.date
    """Day from which the price is known [-]."""
    currency: str
    """Three letters [-]."""
    log_price: float
    """Logarithm of the price [-]."""
    row: tuple[float, ...]
    """`SLOPES` of the car: logarithms in the unit of the key, and the year as a trait [-]."""


@dataclass(frozen=True, slots=True)
class PriceLine:
    """Logarithm of a price as a straight line."""

    constant: float
    """Where all of `SLOPES` are nothing [-]."""
    slopes: Mapping[str, float]
    """By name of `SLOPES` [-]."""
    spread: float
    """Standard deviation about the line [-]."""


@dataclass(frozen=True, eq=False)
class PriceModel:
    """What known prices teach."""

    rows: tuple[Priced, ...]
    """The prices [-]."""
    spreads: tuple[float, float, float]
    """Standard deviation of makers, of families and of cars [-]."""
    inverse: np.ndarray
    """(rows, rows) inverse of the covariance of known prices [-]."""
    found: np.ndarray
    """(rows,) that inverse times how far the prices are from what was expected [-]."""

    def line(self, currency: str, maker: str, at: np.ndarray) -> PriceLine:
        """Return what a car of a maker costs in a currency.

        Args:
            currency: of `CURRENCIES`.
            maker: as `maker_id` writes it.
            at: (slopes,) where the spread is wanted, as `Priced.row` is written.
        """
        design = _design(self.rows)
        prior = _prior_variance()
        learnt = _prior_mean() + prior * (design.T @ self.found)
        same = np.array([row.maker == maker for row in self.rows], dtype=float)
        makers = self.spreads[0] ** 2
        effect = makers * float(same @ self.found)
        level, slopes = learnt[CURRENCIES.index(currency)], learnt[len(CURRENCIES) :]
        point = np.concatenate([_level(currency), np.asarray(at) - MIDDLE])
        across = design @ (prior * point) + makers * same
        variance = np.sum(prior * point**2) + sum(spread**2 for spread in self.spreads)
        variance -= across @ self.inverse @ across
        constant = float(level + effect - slopes @ MIDDLE)
        named = {str(key): float(slope) for key, slope in zip(SLOPES, slopes, strict=True)}
        return PriceLine(constant, named, float(np.sqrt(variance)))


@cache
def prices() -> tuple[Priced, ...]:
    """Return the prices that come with the program."""
    text = (files("carwright.belief") / "prices.csv").read_text(encoding="utf-8")
    return tuple(_priced(cells) for cells in csv.DictReader(text.splitlines()))


def price_model(
    on: datetime.date, without: str = "", rows: tuple[Priced, ...] | None = None
) -> PriceModel:
    """Return what the prices that were known on a date teach.

    Args:
        on: the date, itself included.
        without: model family whose prices may not be used.
        rows: the prices; None are those that are shipped.
    """
    every = prices() if rows is None else rows
    known = [row for row in every if row.known_from <= on and row.family != without]
    return _learnt(tuple(sorted(known, key=repr)))


@lru_cache(maxsize=256)
def _learnt(rows: tuple[Priced, ...]) -> PriceModel:
    design = _design(rows)
    apart = np.array([row.log_price for row in rows]) - design @ _prior_mean()
    straight = (design * _prior_variance()) @ design.T
    parts = (straight, *_alike(rows))
    best = max(_SPREADS, key=lambda spreads: _evidence(parts, apart, spreads))
    inverse = np.linalg.inv(_covariance(parts, best))
    return PriceModel(rows, best, inverse, inverse @ apart)


Parts = tuple[np.ndarray, np.ndarray, np.ndarray]


def _covariance(parts: Parts, spreads: tuple[float, float, float]) -> np.ndarray:
    straight, makers, families = parts
    of_maker, of_family, of_car = spreads
    alike = of_maker**2 * makers + of_family**2 * families
    return straight + alike + of_car**2 * np.eye(len(straight))


def _evidence(parts: Parts, apart: np.ndarray, spreads: tuple[float, float, float]) -> float:
    """Log evidence of the prices, with how usual such spreads are."""
    usual = -0.5 * sum(((np.log(one) - _USUAL_SPREAD) / _HOW_USUAL) ** 2 for one in spreads)
    if not len(apart):
        return float(usual)
    root = np.linalg.cholesky(_covariance(parts, spreads))
    white = np.linalg.solve(root, apart)
    return float(usual - 0.5 * white @ white - np.sum(np.log(np.diag(root))))


def _alike(rows: tuple[Priced, ...]) -> tuple[np.ndarray, np.ndarray]:
    makers = np.array([row.maker for row in rows], dtype=object)
    families = np.array([row.family for row in rows], dtype=object)
    return (
        np.equal.outer(makers, makers).astype(float).reshape(len(rows), len(rows)),
        np.equal.outer(families, families).astype(float).reshape(len(rows), len(rows)),
    )


def _design(rows: tuple[Priced, ...]) -> np.ndarray:
    """(rows, currencies and slopes) of what is known."""
    levels = np.array([_level(row.currency) for row in rows]).reshape(len(rows), len(CURRENCIES))
    slopes = np.array([row.row for row in rows]).reshape(len(rows), len(SLOPES)) - MIDDLE
    return np.concatenate([levels, slopes], axis=1)


def _level(currency: str) -> np.ndarray:
    return np.array([float(one == currency) for one in CURRENCIES])


def _prior_mean() -> np.ndarray:
    return np.concatenate([_LEVEL + np.log(list(PER_DOLLAR.values())), _SLOPE])


def _prior_variance() -> np.ndarray:
    return np.concatenate([np.full(len(CURRENCIES), _LEVEL_SPREAD), _SLOPE_SPREAD]) ** 2


def _priced(cells: Mapping[str, str]) -> Priced:
    day = datetime.date.fromisoformat(cells["known_from"])
    numbers = [float(cells[key]) for key in ("power_kw", "energy_kwh", "length_mm")]
    return Priced(
        maker=maker_id(cells["maker"]),
        family=family_id(cells["maker"], cells["car"]),
        known_from=day,
        currency=cells["currency"],
        log_price=float(np.log(float(cells["price"]))),
        row=(*np.log(numbers).tolist(), traits(year=day.year)["year"]),
    )
