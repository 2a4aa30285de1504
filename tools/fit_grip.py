"""Fit grip to measured stops: by power over mass where the tyre is not known, and by tyre class.

Run: PYTHONPATH=src python tools/fit_grip.py; the outcome stands in class_defaults.toml.
A stop gives the mean deceleration; the peak that a launch can use is higher by `PEAK`. The sprints
of the garage are not used.
"""

from typing import NamedTuple

import numpy as np

from carwright.units import FOOT, GRAVITY, to_si

PEAK = 1.09
"""Greatest grip over the mean of a stop timed from the pedal [-]: an anti-lock brake holds about
0.95 of the peak, and the brakes take about 0.1 s to build up, which is 4 % of a stop from 60 mph
(both assumed; tyre makers time from 100 to 5 km/h to leave the second out, tirestesting.com)."""
SIXTY, SEVENTY = to_si("speed_mph", 60.0), to_si("speed_mph", 70.0)
"""60 and 70 mph [m/s]."""
HUNDRED = to_si("speed_kmh", 100.0)
"""100 km/h [m/s]."""
QUANTILE = 1.645
"""Of a normal at 95 % [-]."""


class Stop(NamedTuple):
    """A stop on a dry road."""

    car: str
    """Car and tyre."""
    specific_power: float
    """Peak power over kerb mass [W/kg]; 0 for a car with an engine: only its tyre counts."""
    tyre: str
    """Class of the tyre; empty where the test does not tell."""
    speed: float
    """At its start [m/s]."""
    distance: float
    """To rest [m]."""


def feet(number: float) -> float:
    """Return a distance in feet as metres.

    Args:
        number: the distance [ft].
    """
    return FOOT * number


STOPS = (
    # Edmunds, track tests and long-term tests of 2010 to 2018; MotorTrend of the BMW and the Coda.
    Stop("Mitsubishi i-MiEV", 47e3 / 1080, "", SIXTY, feet(132)),
    Stop("Nissan Leaf 2011, Ecopia EP422", 80e3 / 1526, "all-season", SIXTY, feet(130)),
    Stop("Coda", 100e3 / 1665, "", SIXTY, feet(130)),
    Stop("Chevrolet Bolt, Energy Saver A/S", 150e3 / 1616, "all-season", SIXTY, feet(116)),
    Stop("Tesla Model 3 2017, Primacy MXM4", 211e3 / 1730, "all-season", SIXTY, feet(133)),
    Stop("Tesla Model 3 2017, ProContact RX", 211e3 / 1730, "all-season", SIXTY, feet(128)),
    Stop("BMW i3 REx, Ecopia EP500", 125e3 / 1417, "summer", SIXTY, feet(111)),
    Stop("BMW i3, Ecopia EP500", 125e3 / 1297, "summer", SIXTY, feet(108)),
    # Consumer Reports, 2013.
    Stop("Ford Focus Electric", 107e3 / 1647, "", SIXTY, feet(140)),
    # MotorTrend, 2012 to 2020: of the Model 3 Performance the mean of 99, 100 and 105 ft.
    Stop("Tesla Model S P85", 310e3 / 2108, "", SIXTY, feet(113)),
    Stop("Tesla Model 3 Performance 2018, Pilot Sport 4S", 321e3 / 1847, "sport", SIXTY, feet(101)),
    Stop("Tesla Model Y 2020, ProContact RX", 291e3 / 1991, "all-season", SIXTY, feet(118)),
    Stop("Jaguar I-Pace", 294e3 / 2170, "", SIXTY, feet(112)),
    Stop("Audi e-tron", 300e3 / 2560, "", SIXTY, feet(128)),
    # Edmunds, 2024 and 2025.
    Stop("Tesla Model 3 Performance 2024", 340e3 / 1850, "", SIXTY, feet(109)),
    Stop("Hyundai Ioniq 5 N, P Zero", 448e3 / 2200, "sport", SIXTY, feet(110)),
    Stop("BMW i5 M60", 442e3 / 2373, "", SIXTY, feet(104)),
    Stop("Lucid Gravity, performance tyres", 617e3 / 2777, "sport", SIXTY, feet(107)),
    Stop("Lucid Gravity, all-season tyres", 617e3 / 2777, "all-season", SIXTY, feet(125)),
    # Car and Driver, 2021.
    Stop("Tesla Model S Plaid, Pilot Sport 4S", 750e3 / 2162, "sport", SEVENTY, feet(150)),
    # Automobile, 2012: one car on two sets of tyres; What Car?: a Golf at 5.5 C.
    Stop("Dodge Charger, P Zero", 0.0, "sport", SEVENTY, feet(149)),
    Stop("Dodge Charger, ExtremeContact DWS", 0.0, "all-season", SEVENTY, feet(167)),
    Stop("Volkswagen Golf, mean of summer tyres", 0.0, "summer", to_si("speed_mph", 62.0), 37.9),
    # sport auto, 2007: an Audi S3 on Ventus RS-2, RE55S, R888, ZZR and Pilot Sport Cup; 2020: the
    # best of all cars, and the first that stopped in less than 30 m, both with two people.
    Stop("Audi S3, Ventus RS-2", 0.0, "sport", HUNDRED, 35.0),
    Stop("Audi S3, RE55S", 0.0, "semi-slick", HUNDRED, 33.0),
    Stop("Audi S3, R888", 0.0, "semi-slick", HUNDRED, 34.0),
    Stop("Audi S3, ZZR", 0.0, "semi-slick", HUNDRED, 34.0),
    Stop("Audi S3, Pilot Sport Cup", 0.0, "semi-slick", HUNDRED, 35.0),
    Stop("Porsche 911 GT2 RS", 0.0, "semi-slick", HUNDRED, 29.9),
    Stop("best sports car", 0.0, "semi-slick", HUNDRED, 28.2),
)
"""Stops of battery cars, and of other cars where their tyres are known."""


def grip(stop: Stop) -> float:
    """Return the greatest grip that a stop tells [-].

    Args:
        stop: the stop.
    """
    return PEAK * stop.speed**2 / (2.0 * stop.distance * GRAVITY)


def main() -> None:
    """Print the rule by power over mass and the grip of each class of tyre."""
    driven = [stop for stop in STOPS if stop.specific_power]
    found = np.array([grip(stop) for stop in driven])
    growth = np.log(np.array([stop.specific_power for stop in driven]) / 100.0)
    matrix = np.stack([np.ones_like(growth), growth], axis=1)
    (middle, slope), *_ = np.linalg.lstsq(matrix, found)
    left = found - matrix @ [middle, slope]
    scatter = left.std(ddof=2)
    error = scatter / np.sqrt(np.sum((growth - growth.mean()) ** 2))
    band = QUANTILE * scatter
    print(f"at 100 W/kg {middle:.3f} ({middle - band:.2f} to {middle + band:.2f})")
    print(f"growth {slope:.3f} +- {QUANTILE * error:.3f} a factor of e, {len(driven)} cars")
    for stop, value, off in zip(driven, found, left, strict=True):
        print(f"  {stop.car:48} {stop.specific_power:4.0f} W/kg {value:.3f} {off:+.3f}")
    for name in dict.fromkeys(stop.tyre for stop in STOPS if stop.tyre):
        values = np.array([grip(stop) for stop in STOPS if stop.tyre == name])
        spread = QUANTILE * values.std(ddof=1)
        print(f"{name:10} {values.mean():.3f} +- {spread:.3f}, {len(values)} stops")


if __name__ == "__main__":
    main()
