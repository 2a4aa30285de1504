"""plain_words: one claim typed in plain words, such as "800 km cltc" or "0-60 mph in 1.99 s".

Kinds of claims are tried in order; whatever is left besides the number, its unit and words that
only link must mean something, else nothing is guessed and the error says what was understood.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from carwright.belief.heard import Heard
from carwright.carfile.schema import Claim, Source
from carwright.carfile.vocabulary import CLAIM_ROWS, FIGURE_ROWS, NumberRow
from carwright.errors import InputError
from carwright.units import GRAVITY, MILE, from_si, to_si

EXAMPLES = '"800 km cltc", "0-100 in 2.78 s", "265 km/h", "101 kWh", "12.3 kWh/100km wltp"'
"""Claims as they can be typed."""
LONGEST = 200
"""Longest claim that is read [characters]."""
_N = r"(?P<n>\d+(?:\.\d+)?)"
_FILLING = frozenset(
    {
        *("a", "an", "the", "of", "in", "by", "with", "has", "have", "is", "it", "its", "on", "at"),
        *("to", "for", "and", "from", "car", "range", "goes", "drives", "top", "speed", "battery"),
        *("pack", "power", "peak", "motor", "motors", "mass", "weighs", "weight", "kerb", "curb"),
        *(
            "price",
            "costs",
            "cost",
            "takes",
            "only",
            "electric",
            "will",
            "be",
            "energy",
            "capacity",
        ),
        *("consumption", "consumes", "uses", "per", "charge", "charges", "charging", "fast", "km"),
        *("long", "wide", "high", "torque", "sprint", "accelerates", "acceleration", "s", "cycle"),
    }
)
"""Words that say nothing more."""
_BOUNDS = (
    ("at_least", r"\b(?:at least|over|more than|above|from)\b|>=?"),
    ("at_most", r"\b(?:at most|up to|under|less than|below|no more than)\b|<=?"),
    ("about", r"\b(?:about|around|roughly|circa|ca\.?|some)\b|~"),
)
_MARKS = {
    "procedure": r"\b(?P<m>cltc|wltp|epa|nedc)\b",
    "side": r"\b(?P<m>ac|dc)\b|\b(?:at|from) the (?P<w>wall|plug|battery)\b",
    "rollout": r"\b(?P<m>with|without|no)(?: one[- ]foot| 1[- ]?ft| the)? rollout\b",
}
_DATES = re.compile(
    r"\b(?:on sale|deliver\w*|launch\w*|unveil\w*|production|q[1-4]|january|february|march|april|"
    r"june|july|august|september|october|november|december)\b"
)
_CURRENCIES = {
    **{"cny": "CNY", "rmb": "CNY", "yuan": "CNY", "¥": "CNY", "usd": "USD", "$": "USD"},
    **{"dollars": "USD", "dollar": "USD", "eur": "EUR", "€": "EUR", "euro": "EUR"},
    **{"euros": "EUR", "gbp": "GBP", "£": "GBP", "pounds": "GBP", "jpy": "JPY", "yen": "JPY"},
}
_MONEY = "|".join(sorted((re.escape(word) for word in _CURRENCIES), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of claim: how it is written and what becomes of its number."""

    pattern: str
    """Regular expression; `n` is the number, `u` its unit [-]."""
    key: Callable[[re.Match[str]], str]
    """Key of the car file [-]."""
    scale: Callable[[str, str, float], float]
    """Number in the unit of the key, from key, unit and number."""


def parsed(text: str, on: datetime.date) -> Heard:
    """Return a claim that was typed in plain words, said by nobody in particular.

    Args:
        text: the words.
        on: the date on which it is said.

    Raises:
        InputError: if the words are no claim that can be judged.
    """
    plain = _plain(text)
    marks, rest = _marks(plain)
    for kind in _KINDS:
        match = re.search(kind.pattern, rest)
        if match is None:
            continue
        key = kind.key(match)
        value = kind.scale(key, match.groupdict().get("u") or "", float(match["n"]))
        left = _left(rest[: match.start()] + " " + rest[match.end() :])
        if left:
            understood = f"{key}: {value:g}, but not '{' '.join(left)}'"
            raise _not_understood(text, f"understood {understood}")
        return _heard(key, value, marks, match, on)
    if _DATES.search(plain):
        raise InputError(
            "physics cannot judge a date",
            key="claim",
            value=text,
            remedy="carwright timeline CAR tells what is believed of dates",
        )
    numbers = re.findall(r"\d+(?:\.\d+)?", rest)
    what = f"found the number {numbers[0]} but no unit that I know" if numbers else "no number"
    raise _not_understood(text, what)


def _not_understood(text: str, what: str) -> InputError:
    return InputError(
        f"this is no claim that I can read: {what}", key="claim", value=text, allowed=EXAMPLES
    )


def _plain(text: str) -> str:
    if len(text) > LONGEST:
        raise _not_understood(text[:LONGEST], f"longer than {LONGEST} characters")
    plain = re.sub(r"(?<=\d)[,\u202f\u00a0](?=\d{3}\b)", "", text.casefold())
    plain = re.sub("[\u2010-\u2015]", "-", plain).replace("²", "2")
    return re.sub(r"\s+", " ", plain).strip()


def _marks(plain: str) -> tuple[dict[str, str], str]:
    """What qualifies the claim, and the words without it."""
    marks: dict[str, str] = {}
    for name, pattern in _MARKS.items():
        match = re.search(pattern, plain)
        if match:
            word = next(part for part in match.groups() if part)
            marks[name] = {"wall": "ac", "plug": "ac", "battery": "dc"}.get(word, word)
            plain = plain[: match.start()] + " " + plain[match.end() :]
    if "rollout" in marks:
        marks["rollout"] = "yes" if marks["rollout"] == "with" else "no"
    for bound, pattern in _BOUNDS:
        if bound == "at_least" and re.search(r"\bfrom (?:0|10|20|30)\b", plain):
            continue
        match = re.search(pattern, plain)
        if match:
            marks["bound"] = bound
            plain = plain[: match.start()] + " " + plain[match.end() :]
            break
    return marks, plain


def _left(rest: str) -> list[str]:
    words = re.findall(r"[^\s.,;:!?()%\"']+", rest)
    return [word for word in words if word not in _FILLING]


def _heard(
    key: str, value: float, marks: dict[str, str], match: re.Match[str], on: datetime.date
) -> Heard:
    row = {**FIGURE_ROWS, **CLAIM_ROWS}[key]
    if isinstance(row, NumberRow) and not row.low <= value <= row.high:
        raise InputError(
            "no passenger car or van has this", key=key, value=f"{value:g}", allowed=row.allowed
        )
    given = {name: mark for name, mark in marks.items() if name in _TAKES.get(key, ("bound",))}
    if key in ("battery_gross_energy_kwh", "battery_usable_energy_kwh"):
        given["procedure"] = key.split("_")[1]
    if key == "price":
        given["currency"] = _CURRENCIES[match["c"]]
    said = {"from": "typed", "kind": "press", "date": on.isoformat(), "as_said": match["n"]}
    claim = Claim.model_validate({"value": value, **said, **given})
    who = {"id": "typed", "by": "somebody", "title": "typed", "kind": "press"}
    source = Source.model_validate(who | {"date": on.isoformat()})
    return Heard(f"{key}/typed", key, claim, source)


_TAKES = {
    "range_km": ("bound", "procedure"),
    "consumption_kwh_per_100km": ("bound", "procedure", "side"),
    "mpge": ("bound", "procedure"),
    "zero_to_100_s": ("bound", "rollout"),
    "zero_to_60mph_s": ("bound", "rollout"),
    **dict.fromkeys(("km_in_5_min", "km_in_10_min", "km_in_15_min"), ("bound", "procedure")),
}
_METRIC_HORSEPOWER = 75.0 * GRAVITY
_UNITS = {
    **{"km": "_km", "kilometres": "_km", "kilometers": "_km", "kwh": "_kwh", "kw": "_kw"},
    **{"hp": "_hp", "bhp": "_hp", "kg": "_kg", "lb": "_lb", "lbs": "_lb", "nm": "_nm"},
    **{"mm": "_mm", "m": "_m", "km/h": "_kmh", "kmh": "_kmh", "kph": "_kmh", "mph": "_mph"},
    **{"kwh/100 km": "_kwh_per_100km", "kwh/100km": "_kwh_per_100km", "wh/km": "_wh_per_km"},
    **{"wh/mi": "_wh_per_mi", "wh/mile": "_wh_per_mi", "kwh/100 mi": "_kwh_per_100mi"},
    **{"kwh/100mi": "_kwh_per_100mi", "kwh/100 miles": "_kwh_per_100mi", "min": "_min"},
}
_IN_SI = {
    **dict.fromkeys(("mi", "mile", "miles"), MILE),
    **dict.fromkeys(("ps", "horsepower"), _METRIC_HORSEPOWER),
    **dict.fromkeys(("t", "tonne", "tonnes", "tons"), 1000.0),
    "cm": 0.01,
}
"""Units that no key has, in SI."""


def _scaled(key: str, unit: str, number: float) -> float:
    plain = unit.strip()
    if plain in _IN_SI:
        si = number * _IN_SI[plain]
    elif plain in _UNITS:
        si = to_si(f"x{_UNITS[plain]}", number)
    else:
        return number
    return float(f"{from_si(key, si):.10g}")


def _as_it_is(key: str, unit: str, number: float) -> float:
    del key, unit
    return number


def _in_minutes(key: str, unit: str, number: float) -> float:
    del key
    return number * 60.0 if unit.startswith("h") else number


def _priced(key: str, unit: str, number: float) -> float:
    del key
    return number * (1000.0 if unit == "k" else 1.0)


def _always(key: str) -> Callable[[re.Match[str]], str]:
    return lambda match: key


def _sprint(match: re.Match[str]) -> str:
    end, unit = match["end"], match["v"] or ""
    if end == "200":
        return "zero_to_200_s"
    return "zero_to_60mph_s" if end == "60" or (end, unit) == ("100", "mph") else "zero_to_100_s"


def _charging(match: re.Match[str]) -> str:
    span = (match["a"] or "").replace("to", "-")
    spans = {"10-80": "charge_10_80_min", "30-80": "charge_30_80_min", "0-100": "charge_0_100_min"}
    return spans.get(re.sub(r"[\s%]", "", span), "charge_dc_min")


def _energy(match: re.Match[str]) -> str:
    return {"gross": "battery_gross_energy_kwh", "usable": "battery_usable_energy_kwh"}.get(
        match["g"] or match["h"] or "", "battery_energy_kwh"
    )


_SECONDS = r"(?:s|sec|secs|seconds|second)\b"
_END = r"0 ?(?:-|to) ?(?P<end>100|60|62|200)(?![\d%]| ?%) ?(?P<v>km/h|kmh|kph|mph)?"
_PART = r"\d+ ?%? ?(?:-|to) ?\d+(?: ?%)?"
_MINUTES = rf"{_N} ?(?P<u>min|mins|minutes|minute|h|hours)\b"
_KINDS = (
    _Kind(rf"{_END}[^\d]*?{_N} ?{_SECONDS}", _sprint, _as_it_is),
    _Kind(rf"{_N} ?{_SECONDS}[^\d]*?{_END}", _sprint, _as_it_is),
    _Kind(rf"\bquarter[- ]mile\b[^\d]*{_N} ?{_SECONDS}", _always("quarter_mile_s"), _as_it_is),
    _Kind(
        rf"{_N} ?(?P<u>km|mi|miles)\s+(?:in|within) (?P<t>5|10|15) ?min(?:ute)?s?\b",
        lambda match: f"km_in_{match['t']}_min",
        lambda key, unit, number: _scaled("range_km", unit, number),
    ),
    _Kind(rf"(?P<a>{_PART})[^\d]*?{_MINUTES}", _charging, _in_minutes),
    _Kind(rf"{_MINUTES}(?:[^\d]*?(?P<a>{_PART}))?", _charging, _in_minutes),
    _Kind(
        rf"{_N} ?(?P<u>kwh ?/ ?100 ?km|wh/km|wh/mi(?:le)?|kwh ?/ ?100 ?mi(?:les)?)\b",
        _always("consumption_kwh_per_100km"),
        lambda key, unit, number: _scaled(key, re.sub(r" ?/ ?", "/", unit), number),
    ),
    _Kind(rf"{_N} ?mpge\b", _always("mpge"), _as_it_is),
    _Kind(
        rf"\b(?:cd|cw|cx|drag coefficient)(?: of| is| =|=)? ?{_N}",
        _always("drag_coefficient"),
        _as_it_is,
    ),
    _Kind(rf"{_N} ?(?:cd|cw|cx|drag coefficient)\b", _always("drag_coefficient"), _as_it_is),
    _Kind(rf"{_N} ?(?P<u>km/h|kmh|kph|mph)(?![a-z])", _always("top_speed_kmh"), _scaled),
    _Kind(rf"(?P<g>gross|usable)? ?{_N} ?(?P<u>kwh)\b ?(?P<h>gross|usable)?", _energy, _scaled),
    _Kind(rf"(?:charg\w+[^\d]*{_N} ?(?P<u>kw)\b)", _always("charge_peak_kw"), _scaled),
    _Kind(rf"{_N} ?(?P<u>kw)\b[^\d]*charg\w+", _always("charge_peak_kw"), _scaled),
    _Kind(rf"{_N} ?(?P<u>kw|hp|bhp|ps|horsepower)\b", _always("peak_power_kw"), _scaled),
    _Kind(rf"{_N} ?(?P<u>nm)\b", _always("peak_torque_nm"), _scaled),
    _Kind(rf"{_N} ?(?:v|volts?)\b", _always("system_voltage_v"), _as_it_is),
    _Kind(rf"{_N} ?(?P<u>kg|lbs?|t|tonnes?|tons)\b", _always("kerb_mass_kg"), _scaled),
    *(
        _Kind(pattern.format(n=rf"{_N} ?(?P<u>mm|cm|m)\b"), _always(key), _scaled)
        for word, key in (
            ("long|length", "length_mm"),
            ("wide|width", "width_mm"),
            ("high|height|tall", "height_mm"),
            ("wheelbase", "wheelbase_m"),
        )
        for pattern in (rf"\b(?:{word})\b[^\d]*{{n}}", rf"{{n}} (?:{word})\b")
    ),
    _Kind(rf"(?P<c>{_MONEY}) ?{_N}(?P<u>k\b)?", _always("price"), _priced),
    _Kind(rf"{_N} ?(?P<u>k)? ?(?P<c>{_MONEY})(?![a-z])", _always("price"), _priced),
    _Kind(rf"{_N} ?(?P<u>km|kilomet(?:re|er)s|mi|miles?)\b", _always("range_km"), _scaled),
)
"""Kinds of claims, in the order in which they are tried."""
