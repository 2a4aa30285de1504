"""Rated and timed: every car in the regulators' tests and under the stopwatch, with bands."""

import math
from collections.abc import Callable

from carwright.carfile import of_variant
from carwright.population.gaussian import BAND
from carwright.population.how_wrong import how_wrong
from carwright.rate.label import LABEL_FACTOR
from carwright.report.banded import HEADS, NUMBERS, banded_row, in_words
from carwright.report.comparison import MOTORWAY, PROCEDURES
from carwright.report.markup import Html, join, paragraph, section, tag
from carwright.report.official import RANGE, official_consumption, official_range
from carwright.report.performance import at_one_speed, full_throttle
from carwright.report.study import Driven, Study
from carwright.report.tables import Row, cards, table
from carwright.report.trial import DRAWS, Banded, at_speed
from carwright.report.words import difference, listed, measured, number, percent
from carwright.settle.expected import expected
from carwright.settle.label_terms import label_terms
from carwright.units import from_si

EPA_RANGE = "range_epa_km"
"""Key of the range on EPA's label."""
NAMES = PROCEDURES | {"epa": "EPA, label"}
"""Procedures as the page writes them."""


def rated(study: Study) -> Html:
    """Return the section on ratings, performance and the other cars' numbers.

    Args:
        study: what the page rests on.
    """
    main = study.main
    caption = f"The {main.name} in the tests of four regulators"
    blocks: list[object] = [
        paragraph(*_meaning(study)),
        paragraph(_of_the_population(main)),
        paragraph(tag("strong", "How wrong is it? "), _how_wrong()),
        paragraph(_of_the_label(study)),
        *(paragraph(words) for words in _too_weak(study)),
        cards(caption, HEADS, _ratings(study), number_columns=NUMBERS),
        full_throttle(study),
        at_one_speed(study),
    ]
    if len(study.cars) > 1:
        blocks.append(_together(study))
    return section("rated", "Rated and timed", *blocks)


def _meaning(study: Study) -> list[object]:
    return [
        "Each test is driven at its own mass and its course, one cycle a phase; ",
        tag("code", "carwright rate"),
        " drives the full test. Consumption is at the wall: after the test a recharge is "
        "simulated, through the charger on board, until the battery is full. EPA's label is its "
        f"test times a factor, here the rule's {LABEL_FACTOR.value:g}; in a row of its own it has "
        "the factor that this car's label is expected to have. A band runs from the 5 to the 95 % "
        f"point of {DRAWS} versions of the car, drawn jointly from what the population of measured "
        "cars does not know of it, from the spans that sources give, and from grip; by how much "
        "two tests of one car differ is not in it.",
    ]


def _of_the_population(car: Driven) -> str:
    count = sum(car.settled.origins[key].how == "population" for key in car.used)
    come = "comes" if count == 1 else "come"
    return (
        f"{count} of the {len(car.used)} figures of the {car.name} {come} from the population of "
        "measured cars, without the results of its own model family. The other estimates follow "
        "from these by rules or, grip apart, stay at their middle."
    )


def _how_wrong() -> str:
    told = [f"{percent(one.error_share, 1)} ({one.test}, {one.rows} rows)" for one in how_wrong()]
    lost = sum(one.lost_rows for one in how_wrong() if "HWFET" not in one.test)
    return (
        "Official tests of cars whose maker had never been seen were missed, in the mean, by "
        f"{listed(told)}; of {lost} more rows no car could be made. These predictions hold what "
        "tests of other makers read over their simulation; but for the expected label, the numbers "
        "below are the simulation."
    )


def _of_the_label(study: Study) -> str:
    settled = study.main.settled
    terms, tests = label_terms(settled), expected(settled, "epa")
    reach = in_words(EPA_RANGE, study.trial.of(study.main.file.id, EPA_RANGE))
    whole = in_words(EPA_RANGE, _expected(study).middle)
    parts = [
        f"a factor of {number(terms.factor, 3)}",
        f"{number(terms.energy, 2)} times the energy",
    ]
    told = f"The factor: {terms.factor_from}. The energy: {terms.energy_from}."
    if tests is not None:
        parts.append(f"{number(tests.consumption.factors[0], 2)} times the consumption")
        told += (
            f" The consumption: {tests.rows} tests of other cars, {tests.of_maker} of the maker, "
            "read so much over their simulation; by how much they differ is in the band."
        )
    return (
        f"By the rule's {LABEL_FACTOR.value:g} the label of the {study.main.name} says {reach}; "
        f"with {listed(parts)}, as expected of it, {whole}. {told}"
    )


def _expected(study: Study) -> Banded:
    """Range that the label of the main car is expected to say, with its band [km]."""
    settled = study.main.settled
    terms, found = label_terms(settled), study.trial.banded(EPA_RANGE)
    share = terms.factor * terms.energy / LABEL_FACTOR.value
    tests = expected(settled, "epa")
    if tests is None:
        return Banded(share * found.middle, share * found.low, share * found.high)
    middle = share * tests.range.factors[0] * found.middle
    of_tests = BAND * tests.range.deviation
    below = math.hypot(math.log(found.middle / found.low), of_tests)
    above = math.hypot(math.log(found.high / found.middle), of_tests)
    return Banded(middle, middle * math.exp(-below), middle * math.exp(above))


def _too_weak(study: Study) -> list[str]:
    found = []
    for car in study.cars:
        tests = [NAMES[name] for name in study.trial.too_weak(car.file.id)]
        if tests:
            found.append(
                f"The {car.name} could not follow the trace of {listed(tests)}; it was rated by "
                "the rule for cars too slow for a test."
            )
    return found


def _ratings(study: Study) -> list[Row | str]:
    file, trial = study.main.file, study.trial
    rows: list[Row | str] = []
    for name, words in NAMES.items():
        reach, used = f"range_{name}_km", f"consumption_ac_{name}_wh_per_km"
        rows += [
            words,
            banded_row("Range", reach, trial.banded(reach), official_range(file, name), file),
            banded_row(
                "Consumption at the wall",
                used,
                trial.banded(used),
                official_consumption(file, name),
                file,
            ),
        ]
        if name == "epa":
            told = official_range(file, name)
            label = banded_row("Range, as expected", EPA_RANGE, _expected(study), told, file)
            rows.insert(len(rows) - 1, label)
    return rows


def most_claimed(study: Study) -> str:
    """Return the procedure by which most cars have a range, WLTP where several do alike.

    Args:
        study: what the page rests on.
    """
    claimed = [
        {claim.procedure for claim in of_variant(car.file.claims.get(RANGE, ()), car.file.variant)}
        for car in study.cars
    ]
    return max(PROCEDURES, key=lambda name: (sum(name in one for one in claimed), name == "wltp"))


def _together(study: Study) -> Html:
    procedure = most_claimed(study)
    words, trial = NAMES[procedure], study.trial

    def row(name: str, cell: Callable[[Driven], object]) -> Row:
        return Row(name, [cell(car) for car in study.cars])

    def plain(key: str) -> Callable[[Driven], str]:
        return lambda car: in_words(key, trial.of(car.file.id, key))

    motorway = measured(from_si("speed_kmh", MOTORWAY), "km/h")
    rows = [
        row(f"Range, {words}", lambda car: _beside_official(study, car, procedure)),
        row(f"At the wall, {words}", plain(f"consumption_ac_{procedure}_wh_per_km")),
        row("0 to 100 km/h", plain("zero_to_100_s")),
        row("Top speed", plain("top_speed_kmh")),
        row(f"Range at {motorway}", plain(at_speed(MOTORWAY))),
    ]
    heads = ["", *(car.name for car in study.cars)]
    return table("The cars rated and timed in simulation", heads, rows, even=True)


def _beside_official(study: Study, car: Driven, procedure: str) -> Html:
    key = f"range_{procedure}_km"
    found, told = study.trial.of(car.file.id, key), official_range(car.file, procedure)
    parts: list[object] = [in_words(key, found)]
    if told is not None:
        value = from_si(RANGE, told.value)
        apart = difference(found / value - 1.0)
        parts.append(tag("span", f"{in_words(RANGE, value)} official: {apart}", class_="sub"))
    return join(parts)
