"""Sensitivity: how much range one more step of a few figures costs."""

from dataclasses import dataclass

from carwright.report.markup import Html, join, paragraph, section, tag
from carwright.report.study import SHORT, SHOWN, Study
from carwright.report.svg import NARROW, Scale, box, figure, line, picture, words
from carwright.report.words import listed, measured, number, significant
from carwright.units import from_si, unit


@dataclass(frozen=True)
class Step:
    """A step of one figure."""

    key: str
    """Key of the figure."""
    size: float
    """The step, in the unit of the key."""
    name: str
    """What grows by it."""


STEPS = (
    Step("kerb_mass_kg", 10.0, "mass"),
    Step("drag_coefficient", 0.01, "drag coefficient"),
    Step("rolling_resistance_coefficient", 0.001, "rolling resistance"),
    Step("auxiliary_power_w", 100.0, "12 V loads"),
)
"""The steps that the page shows."""


def effects(study: Study) -> list[tuple[Step, float]]:
    """Return the range that each step brings [km], the greatest first; negative where it costs.

    Args:
        study: what the page rests on.
    """
    found = [(s, from_si("range_km", study.slopes[s.key] * s.size)) for s in STEPS]
    return sorted(found, key=lambda pair: -abs(pair[1]))


def sensitivity(study: Study) -> Html:
    """Return the section of the sensitivities.

    Args:
        study: what the page rests on.
    """
    found = effects(study)
    main = study.main
    told = listed([f"{step_in_words(step)}: {_change(effect)}" for step, effect in found])
    base = measured(main.range(SHOWN), "km")
    text = (
        f"The {main.name} goes {base} on {SHORT[SHOWN]}: usable energy over consumption. Each bar "
        "is what that range loses when one figure is worse by one step and everything else stays; "
        "when the figure is better by the same step, the range gains as much. The slopes come from "
        "the derivative of the whole drive, not from trials."
    )
    return section(
        "sensitivity",
        "What the range hangs on",
        paragraph(text),
        figure(
            lambda width: _draw(width, found, told),
            join([tag("strong", f"Change of the {SHORT[SHOWN]} range. "), told, "."]),
        ),
    )


def _draw(width: int, found: list[tuple[Step, float]], told: str) -> Html:
    narrow = width == NARROW
    left = 0.0 if narrow else 250.0
    widest = max(max(abs(effect) for _, effect in found), 1e-9)
    scale = Scale(0.0, widest, left, width - 90.0)
    parts, y = [], 6.0
    for step, effect in found:
        if narrow:
            parts.append(words(0.0, y + 13.0, step_in_words(step), "label"))
            y += 20.0
        else:
            parts.append(words(left - 12.0, y + 17.0, step_in_words(step), "label", "end"))
        kind = "stream worse" if effect < 0.0 else "stream better"
        size = scale(abs(effect)) - left
        parts.append(box((left, y), (size, 24.0), kind, _change(effect)))
        parts.append(words(left + size + 8.0, y + 17.0, _change(effect), "label strong"))
        y += 36.0
    if not narrow:
        parts.append(line(left, 0.0, left, y, "axis"))
    title = f"Change of the {SHORT[SHOWN]} range for one step of each figure"
    return picture(f"steps-{width}", (float(width), y + 2.0), title, told, *parts)


def step_in_words(step: Step) -> str:
    """Return a step as people say it: 10 kg more mass.

    Args:
        step: the step.
    """
    written = significant(step.size)
    named = unit(step.key)
    return f"{written} {named} more {step.name}" if named else f"{written} more {step.name}"


def _change(effect: float) -> str:
    sign = "+" if effect > 0.0 else ""
    return f"{sign}{number(effect, 1)} km"
