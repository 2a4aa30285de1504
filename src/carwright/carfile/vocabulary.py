"""Every key that `figures:`, `claims:` and `programme:` know, with what may stand there.

Bounds are in the unit of the key. Those of figures say what any passenger car or van can be; those
of claims are wide, since a claim is kept as it was said and only a slip of the pen is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from carwright.carfile.dates import PROGRAMME_DATE
from carwright.figure_table import CHOICES, FIGURES, numbers_of
from carwright.units import unit


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A key that holds a number."""

    key: str
    """The key, with its unit [-]."""
    low: float
    """Least value [unit of the key]."""
    high: float
    """Greatest value [unit of the key]."""
    unit: str
    """The unit as people write it, empty for a bare number [-]."""
    meaning: str
    """What it is [-]."""
    needs: str = ""
    """Key of the claim without which the number means nothing [-]."""

    @property
    def allowed(self) -> str:
        """The range, with unit."""
        return f"{self.low:,.10g} to {self.high:,.10g} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class WordRow:
    """A key that holds one of a few words."""

    key: str
    """The key [-]."""
    words: tuple[str, ...]
    """What may stand there [-]."""
    meaning: str
    """What it is [-]."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A key that holds text, of one form where it names a pattern."""

    key: str
    """The key [-]."""
    meaning: str
    """What it is [-]."""
    pattern: str = ""
    """Regular expression of the whole text, empty where any will do [-]."""
    form: str = ""
    """The pattern in words [-]."""


@dataclass(frozen=True, slots=True)
class DateRow:
    """A key that holds a date, a part of a year or a span."""

    key: str
    """The key [-]."""
    meaning: str
    """What happens then [-]."""
    form: str = PROGRAMME_DATE
    """How it is written [-]."""


Row = NumberRow | WordRow | TextRow | DateRow


def words_of(choice: str) -> tuple[str, ...]:
    """Return the words of a choice: lower case, with hyphens.

    Args:
        choice: a name of `figure_table.CHOICES`.
    """
    return tuple(numbers_of(choice))


def _number(key: str, low: float, high: float, meaning: str) -> NumberRow:
    return NumberRow(key, low, high, unit(key), meaning)


def _by_key(*rows: Row) -> MappingProxyType[str, Row]:
    return MappingProxyType({row.key: row for row in rows})


_CHOICE_MEANINGS = {
    "chemistry": "what the cells are made of",
    "front_machine": "what drives the front axle",
    "rear_machine": "what drives the rear axle",
    "front_disconnect": "whether the front axle is uncoupled when it is off",
    "rear_disconnect": "whether the rear axle is uncoupled when it is off",
}

FIGURE_ROWS = _by_key(
    *(NumberRow(row.key, row.low, row.high, unit(row.key), row.meaning) for row in FIGURES),
    *(WordRow(choice, words_of(choice), _CHOICE_MEANINGS[choice]) for choice in CHOICES),
    WordRow("drive", ("front", "rear", "all"), "which axles are driven"),
    WordRow("market", ("europe", "north-america", "china"), "where the car is sold"),
    WordRow("front_inverter", ("igbt", "sic"), "what the front inverter switches with"),
    WordRow("rear_inverter", ("igbt", "sic"), "what the rear inverter switches with"),
    _number("peak_power_kw", 2, 2500, "greatest power of the whole car"),
    _number("peak_torque_nm", 10, 20000, "greatest torque of the whole car, at the motor shafts"),
    _number("length_mm", 2000, 7000, "length over all"),
    _number("width_mm", 1000, 2600, "width without mirrors"),
    _number("height_mm", 900, 2600, "height, unladen"),
    TextRow("tyre_size", "size of the driven tyres", r"\d{3}/\d{2} ?Z?R ?\d{2}", "like 245/45 R19"),
    WordRow(
        "tyre_class",
        ("all-season", "summer", "sport", "semi-slick"),
        "what the tyres are made for: their grip, where no source gives grip_coefficient",
    ),
    _number("battery_energy_kwh", 2, 300, "energy of the battery as a brochure says it"),
    _number("battery_nominal_voltage_v", 40, 1200, "nominal voltage of the pack"),
    _number("system_voltage_v", 40, 1200, "class of voltage as makers name it, 400 or 800"),
    _number("battery_mass_kg", 20, 2000, "mass of the whole pack"),
    _number("battery_charge_ah", 10, 1500, "charge of the full pack"),
    TextRow(
        "dc_power_kw_by_soc_percent",
        "power at a DC station by charge on the display",
        r"\d+(\.\d+)?:\d+(\.\d+)?(, ?\d+(\.\d+)?:\d+(\.\d+)?)+",
        "like 10:170, 50:95, 100:10",
    ),
    _number("coast_down_a_lbf", -50, 300, "road load at rest, US coefficients"),
    _number("coast_down_b_lbf_per_mph", -5, 5, "its growth with speed"),
    _number("coast_down_c_lbf_per_mph2", 0.001, 0.15, "its growth with the square of speed"),
    _number("coast_down_f0_n", -200, 1500, "road load at rest"),
    _number("coast_down_f1_n_per_kmh", -10, 15, "its growth with speed"),
    _number("coast_down_f2_n_per_kmh2", 0.002, 0.3, "its growth with the square of speed"),
    _number("test_weight_lb", 700, 14000, "equivalent test weight the road load refers to"),
    _number("test_mass_kg", 320, 6500, "test mass the road load refers to"),
    _number("motor_speed_rpm_per_mph", 40, 200, "how fast the motor turns for each mile an hour"),
    _number("gross_mass_kg", 400, 7500, "greatest laden mass: greatest_payload_kg follows"),
)
"""Rows of `figures:` by key: the figures, the choices, and what `build` turns into figures."""

CLAIM_ROWS = _by_key(
    _number("range_km", 5, 10000, "range as declared"),
    _number("range_tested_km", 5, 10000, "range as somebody drove it"),
    _number("consumption_kwh_per_100km", 2, 150, "energy for 100 km"),
    NumberRow("mpge", 10, 500, "mpge", "miles for the energy of one US gallon of petrol, 33.7 kWh"),
    _number("zero_to_100_s", 0.5, 120, "time to 100 km/h"),
    _number("zero_to_200_s", 1, 300, "time to 200 km/h"),
    _number("zero_to_60mph_s", 0.5, 120, "time to 60 mph"),
    _number("quarter_mile_s", 5, 60, "time for the standing quarter mile"),
    _number("top_speed_kmh", 20, 700, "greatest speed"),
    _number("charge_0_100_min", 1, 6000, "time from empty to full"),
    _number("charge_10_80_min", 1, 3000, "time from 10 to 80 % of the display"),
    _number("charge_30_80_min", 1, 3000, "time from 30 to 80 % of the display"),
    _number("charge_dc_min", 1, 3000, "time at a fast charger, between charges not said"),
    _number("charge_peak_kw", 1, 3000, "greatest power from the plug"),
    _number("charge_typical_kw", 1, 3000, "usual power from a fast charger"),
    _number("charge_peak_current_a", 1, 5000, "greatest current from a fast charger"),
    NumberRow("km_in_5_min", 1, 5000, "km", "range gained in five minutes at a fast charger"),
    NumberRow("km_in_10_min", 1, 5000, "km", "range gained in ten minutes at a fast charger"),
    NumberRow("km_in_15_min", 1, 5000, "km", "range gained in fifteen minutes at a fast charger"),
    NumberRow("price", 500, 1e9, "", "what it costs, in the currency that is named", "currency"),
)
"""Rows of `claims:` by key: what is said of the whole car."""

_ANSWERS = ("true", "false", "not_confirmed", "no_statement")

PROGRAMME_ROWS = _by_key(
    WordRow("builds_own_car", _ANSWERS, "whether the company builds a car"),
    TextRow("leads", "who leads the programme"),
    TextRow("built_by", "who builds the car, and where"),
    TextRow("battery_supplier", "who makes the cells"),
    TextRow("segment", "which part of the market it is for"),
    DateRow("unveil_date", "when the car is shown"),
    DateRow("on_sale_date", "when the car can be bought"),
    DateRow("first_delivery_date", "when the first customer gets one"),
    DateRow("production_date", "when production starts"),
    DateRow("contract_date", "when a contract to build it is signed"),
)
"""Rows of `programme:` by key: what is said of the undertaking."""

SECTIONS: Mapping[str, Mapping[str, Row]] = MappingProxyType(
    {"figures": FIGURE_ROWS, "claims": CLAIM_ROWS, "programme": PROGRAMME_ROWS}
)
"""Rows by section of the car file."""
