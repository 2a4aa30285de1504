"""Ledger: where every kilowatt-hour went, drawn for one cycle and in numbers for all."""

from carwright.report.losses import GROUPS, TERMS, givers, terms_of
from carwright.report.markup import Html, join, paragraph, section, tag
from carwright.report.sankey import sankey
from carwright.report.study import SHORT, SHOWN, Driven, Study
from carwright.report.tables import Row, table
from carwright.report.words import MINUS, NARROW, number, percent
from carwright.run.two_sides import two_sides
from carwright.units import from_si

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Digits of an exponent."""


def ledger(study: Study) -> Html:
    """Return the section of the ledger.

    Args:
        study: what the page rests on.
    """
    main = study.main
    title = f"{main.name} on {SHORT[SHOWN]}: where the energy went"
    text = (
        "The books are closed: what the cells gave is what each load and loss took and what is "
        "still stored. The residual is what the books do not explain. Stored energy is counted "
        "from the states at the start and at the end, not from sums, so that a forgotten loss "
        "would show."
    )
    return section(
        "ledger",
        "Where every kilowatt-hour went",
        sankey(main, SHOWN, title),
        paragraph(text),
        _table(main, [cycle.id for cycle in study.cycles]),
    )


def _table(car: Driven, cycles: list[str]) -> Html:
    books = [terms_of(car.runs[cycle]) for cycle in cycles]
    heads = [
        "",
        *(join([SHORT[cycle], tag("span", "kWh, share", class_="sub")]) for cycle in cycles),
    ]
    rows: list[Row | str] = []
    for group in GROUPS:
        named = [name for name in group.terms if any(book[name] > 0.0 for book in books)]
        sums = [group.energy(book) for book in books]
        if not any(sums):
            continue
        rows.append(Row(group.name, _cells(sums, books), "total"))
        if len(named) > 1:
            rows += [Row(TERMS[n], _cells(_taken(n, books), books), "part") for n in named]
    rows += _given(books)
    residuals = [float(car.runs[cycle].ledger.residual) for cycle in cycles]
    shares = [float(car.runs[cycle].ledger.residual_relative) for cycle in cycles]
    left = [_power_of_ten(from_si("energy_kwh", energy)) for energy in residuals]
    rows.append(Row("Residual, not explained", left))
    told = [_power_of_ten(share) for share in shares]
    rows.append(Row("Residual over the sum of all terms", told))
    missing = [TERMS[name] for name in TERMS if all(book[name] == 0.0 for book in books)]
    none = f" Nothing went into: {'; '.join(missing).lower()}." if missing else ""
    caption = f"The ledger of the {car.name} in kilowatt-hours.{none}"
    return table(caption, heads, rows)


def _taken(name: str, books: list[dict[str, float]]) -> list[float]:
    return [max(book[name], 0.0) for book in books]


def _given(books: list[dict[str, float]]) -> list[Row | str]:
    """What gave: the cells, and what else did in any of the drives."""
    cells = [book["chemical"] for book in books]
    others = givers(books)
    if not others:
        return [Row("Out of the cells", _cells(cells, books), "total sum")]
    into = [max(-energy, 0.0) for energy in cells]
    return [
        *([Row("Into the cells", _cells(into, books), "total")] if any(into) else []),
        Row("Out of the cells", _cells([max(energy, 0.0) for energy in cells], books), "total"),
        *(
            Row(
                f"Given besides: {one.name.lower()}", _cells([-one.energy(b) for b in books], books)
            )
            for one in others
        ),
        Row("Given in all", _cells([_whole(book) for book in books], books), "total sum"),
    ]


def _cells(energies: list[float], books: list[dict[str, float]]) -> list[Html]:
    return [
        join(
            [
                number(from_si("energy_kwh", energy), 4),
                tag("span", percent(energy / _whole(book), 1), class_="share"),
            ]
        )
        for energy, book in zip(energies, books, strict=True)
    ]


def _whole(book: dict[str, float]) -> float:
    """All that was given [J]."""
    return sum(two_sides(book).gave.values())


def _power_of_ten(value: float) -> str:
    if value == 0.0:
        return "0"
    digit, exponent = f"{value:.0e}".split("e")
    power = str(int(exponent)).translate(RAISED)
    return f"{digit.replace('-', MINUS)}{NARROW}\N{MULTIPLICATION SIGN}{NARROW}10{power}"
