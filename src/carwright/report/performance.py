"""Performance: full throttle beside the claims, and how far the car goes at one speed."""

from carwright.conditions import DEFAULT_CHARGE
from carwright.report.banded import HEADS, NUMBERS, band_in_words, banded_row, in_words
from carwright.report.markup import Html, join, paragraph
from carwright.report.official import claimed_performance
from carwright.report.study import Study
from carwright.report.tables import Row, cards
from carwright.report.trial import MOVING, SPRINTS, at_speed
from carwright.report.words import measured, percent
from carwright.run.constant_speed import SPEEDS
from carwright.units import from_si

SPRINT_NAMES = {
    "zero_to_100": "0 to 100 km/h",
    "zero_to_60mph": "0 to 60 mph",
    "zero_to_200": "0 to 200 km/h",
    "quarter_mile": "Quarter mile",
}
"""Sprints in words."""
MOVING_NAMES = {
    "eighty_to_120_s": "80 to 120 km/h",
    "hundred_to_200_s": "100 to 200 km/h",
    "quarter_mile_speed_kmh": "Speed after a quarter mile",
    "quarter_mile_trap_speed_kmh": "Mean of its last 66 feet",
    "top_speed_kmh": "Top speed",
}
"""What the car does on the move, in words."""
HOW = {
    "": ("no", "from the pedal on"),
    "_rollout": ("yes", "first foot left out"),
    "_mean": ("unknown", "mean of both: the claim does not say"),
}
"""Ways to time a sprint, by ending of the key: rollout of the claims beside it, and words."""
SPEED_HEADS = ("Speed", "Range", "Band")
"""Heads of the table of constant speeds."""


def full_throttle(study: Study) -> Html:
    """Return the table of sprints and top speed of the main car.

    Args:
        study: what the page rests on.
    """
    main, trial = study.main, study.trial
    rows: list[Row | str] = []
    for name in SPRINTS:
        rows.append(SPRINT_NAMES[name])
        for ending, (rollout, words) in HOW.items():
            told = claimed_performance(main.file, f"{name}_s", rollout)
            if told is None and rollout == "unknown":
                continue
            key = f"{name}{ending}_s"
            rows.append(banded_row(words, key, trial.banded(key), told, main.file))
    rows.append("On the move")
    for key in MOVING:
        told = claimed_performance(main.file, key)
        rows.append(banded_row(MOVING_NAMES[key], key, trial.banded(key), told, main.file))
    text = (
        "The pedal goes to the floor on a dry level road, with the driver and bags of the road "
        f"load and {percent(DEFAULT_CHARGE)} on the display. Magazines, strips and some makers "
        "start the clock when the car has moved one foot; where a claim does not say whether it "
        "does, the mean of both ways stands beside it. A top speed that the file gives is kept by "
        "the car's own limiter."
    )
    caption = f"The {main.name} at full throttle"
    return join([paragraph(text), cards(caption, HEADS, rows, number_columns=NUMBERS)])


def at_one_speed(study: Study) -> Html:
    """Return the table of ranges of the main car at constant speeds.

    Args:
        study: what the page rests on.
    """
    rows = []
    for speed in SPEEDS:
        key = at_speed(speed)
        found = study.trial.banded(key)
        name = measured(from_si("speed_kmh", speed), "km/h")
        rows.append(Row(name, (in_words(key, found.middle), band_in_words(key, found))))
    caption = f"Range of the {study.main.name} at one speed, from full to empty"
    return cards(caption, SPEED_HEADS, rows, number_columns=(0, 1))
