"""Waterfall: from usual figures to the range that is shown, and from it to the official one."""

from carwright.report.learnt_steps import EVIDENCE, LEARNT, Step, Steps
from carwright.report.markup import Html, join, paragraph, section, tag
from carwright.report.rated import NAMES
from carwright.report.study import Study
from carwright.report.svg import NARROW, Scale, box, figure, line, picture, rounded, words
from carwright.report.tables import Row, cards
from carwright.report.words import claimed, day, measured, number
from carwright.units import from_si

_USUAL, _SHOWN, _LEFT = "Usual figures, nothing learnt", "Rated on this page", "Not explained"
_TESTS = "Tests over simulations"
_BAR, _ROW = 22.0, 34.0
"""Height of a bar, and from one to the next [px]."""


def waterfall(study: Study) -> Html | None:
    """Return the section on what was learnt, or None where no range of the car is official.

    Args:
        study: what the page rests on.
    """
    steps = study.learnt
    if steps is None:
        return None
    name, test = study.main.name, NAMES[steps.procedure]
    text = (
        f"The {name} in the {test} test: first with usual figures wherever no source gives one, "
        "nothing learnt; then with one factor after another that the population of measured cars "
        "teaches, without the results of this car's own model family. Official tests of other cars "
        "read more or less than their simulation, as procedures and makers have it: that is a step "
        "of its own, and part of no loss. What is left to the official range is explained by "
        "nothing here: no figure was moved to meet it."
    )
    rows: list[Row | str] = [
        Row(_USUAL, ["sources, class defaults", measured(steps.usual_km, "km"), "", ""]),
        *(_row(step) for step in steps.learnt),
        Row(_SHOWN, ["", measured(steps.shown_km, "km"), "", ""]),
        *_tests_row(steps, test),
        Row(_LEFT, ["", _change(steps.unexplained_km), "", ""]),
        Row("Official", [_who(study, steps), f"{claimed(steps.official.claim)} km", "", ""]),
    ]
    heads = ("", "Rests on", f"{test} range", "Factor", "5 to 95 %")
    return section(
        "learnt",
        "From usual figures to what is shown",
        paragraph(text),
        figure(
            lambda width: _draw(width, steps, test),
            join([tag("strong", f"{test} range, step by step. "), _in_words(steps), _begin(steps)]),
        ),
        cards(f"What was learnt, and the {test} range", heads, rows, number_columns=(1, 2, 3)),
    )


def _tests_row(steps: Steps, test: str) -> list[Row]:
    """What tests of other cars read over their simulation, where a list tells."""
    if steps.tests is None:
        return []
    middle, low, high = steps.over
    own = f", {steps.tests.of_maker} of the maker" if steps.tests.of_maker else ""
    label = ", the label's own factor and energy" if steps.label_ratio != 1.0 else ""
    cells = [
        f"{steps.tests.rows} {test} results{own}{label}",
        _change(steps.expected_km - steps.shown_km),
        f"\N{MULTIPLICATION SIGN} {number(middle, 2)}",
        f"{number(low, 2)} to {number(high, 2)}",
    ]
    return [Row(_TESTS, cells)]


def _row(step: Step) -> Row:
    cells = [
        EVIDENCE,
        _change(step.change_km),
        f"\N{MULTIPLICATION SIGN} {number(step.factor, 2)}",
        f"{number(step.low, 2)} to {number(step.high, 2)}",
    ]
    return Row(LEARNT[step.quality], cells)


def _who(study: Study, steps: Steps) -> str:
    claim = steps.official.claim
    return f"{study.main.file.sources[claim.source].by}, {day(claim.date)}"


def _change(km: float) -> str:
    return f"{'+' if km > 0.0 else ''}{number(km, 0)} km"


def _in_words(steps: Steps) -> str:
    learnt = steps.shown_km - steps.usual_km
    return (
        f"{measured(steps.usual_km, 'km')} with usual figures, "
        f"{_change(learnt)} by what is learnt, "
        f"{measured(steps.shown_km, 'km')} rated{_tests_in_words(steps)}; "
        f"{_change(steps.unexplained_km)} to the official "
        f"{claimed(steps.official.claim)} km."
    )


def _tests_in_words(steps: Steps) -> str:
    if steps.tests is None:
        return ""
    return f", {measured(steps.expected_km, 'km')} to be expected of a test"


def _draw(width: int, steps: Steps, test: str) -> Html:
    narrow = width == NARROW
    bars = _bars(steps)
    low, high = _ends(steps)
    left, row = (0.0, _ROW + 18.0) if narrow else (300.0, _ROW)
    scale = Scale(low, high, left, width - 84.0)
    parts: list[Html] = []
    for at, (name, start, stop, told) in enumerate(bars):
        top = at * row + (18.0 if narrow else 0.0)
        if narrow:
            parts.append(words(0.0, top - 5.0, name, "label"))
        else:
            parts.append(words(left - 12.0, top + 16.0, name, "label", "end"))
        whole = start == 0.0
        kind = "trunk" if whole else "better" if stop >= start else "worse"
        first, last = sorted((scale(max(start, low)), scale(stop)))
        parts.append(box((first, top), (max(last - first, 1.0), _BAR), f"stream {kind}", told))
        parts.append(words(last + 8.0, top + 16.0, told, "label strong"))
        if at + 1 < len(bars) and not narrow:
            x = scale(stop)
            parts.append(line(x, top + _BAR, x, top + row, "axis"))
    size = (float(width), len(bars) * row + 4.0)
    title = f"{test} range from usual figures to the official one"
    return picture(f"learnt-{width}", size, title, _in_words(steps), *parts)


def _ends(steps: Steps) -> tuple[float, float]:
    """Where bars begin, below all that moves, and the end of the longest [km]."""
    ends = [end for _, start, stop, _ in _bars(steps) for end in (start, stop) if end > 0.0]
    span = max(ends) - min(ends)
    return rounded(max(min(ends) - 0.3 * span, 0.0), max(ends), 5)


def _begin(steps: Steps) -> str:
    return f" Bars begin at {number(_ends(steps)[0], 0)} km."


def _bars(steps: Steps) -> list[tuple[str, float, float, str]]:
    """Name, start and end of each bar [km] and what is written beside it; a whole starts at 0."""
    official = from_si("range_km", steps.official.value)
    usual = measured(steps.usual_km, "km")
    bars = [(_USUAL, 0.0, steps.usual_km, usual)]
    reached = steps.usual_km
    for step in steps.learnt:
        after = reached + step.change_km
        bars.append((LEARNT[step.quality], reached, after, _change(step.change_km)))
        reached = after
    bars.append((_SHOWN, 0.0, steps.shown_km, measured(steps.shown_km, "km")))
    if steps.tests is not None:
        change = _change(steps.expected_km - steps.shown_km)
        bars.append((_TESTS, steps.shown_km, steps.expected_km, change))
    bars.append((_LEFT, steps.expected_km, official, _change(steps.unexplained_km)))
    bars.append(("Official", 0.0, official, f"{claimed(steps.official.claim)} km"))
    return bars
