"""The verbs: where each stands and what it is for, read before any of them is loaded."""

import shutil
import textwrap
from typing import NamedTuple

PURPOSE = "The electric car before it exists: build it, drive it, and see what to believe."
"""What the program is for."""
_WIDEST = 100
"""Width of the overview at most [characters]."""


class UsageError(Exception):
    """There is no such verb, or it takes no such thing."""


class Verb(NamedTuple):
    """One verb."""

    name: str
    """As it is typed [-]."""
    home: str
    """Module and function [-]."""
    help: str
    """What it does, in a sentence [-]."""
    words: int = 0
    """How many words it takes, where it takes but words and flags [-]."""
    flags: tuple[str, ...] = ()
    """The flags that it takes then; empty where it takes options with values too [-]."""


VERBS = (
    Verb(
        "garage",
        "carwright.cli.garage:garage",
        "List the cars that come with the program.",
        flags=("json",),
    ),
    Verb("check", "carwright.cli.check:check", "Check a car file.", 1, ("json",)),
    Verb(
        "show",
        "carwright.cli.show:show",
        "Show every figure of a car with its source.",
        1,
        ("json",),
    ),
    Verb(
        "drive",
        "carwright.cli.drive:drive",
        "Drive a car along a cycle: what it used, where it went.",
    ),
    Verb(
        "range",
        "carwright.cli.range:range_",
        "Tell how far a car goes, by air temperature, cycle and steady speed.",
    ),
    Verb(
        "charge",
        "carwright.cli.charge:charge",
        "Charge a car at an AC or DC station: minutes, energy, losses, range gained, cost.",
    ),
    Verb(
        "rate",
        "carwright.cli.rate:rate",
        "Rate a car by the regulators' tests: range and consumption, at the wall and the battery.",
    ),
    Verb(
        "validate",
        "carwright.cli.validate:validate",
        "Put measured cars beside the same cars in simulation: errors, bands, summary.",
    ),
    Verb(
        "fit",
        "carwright.cli.fit:fit",
        "Fit a car to logs of its drives: measured figures, how surely.",
    ),
    Verb(
        "accelerate",
        "carwright.cli.accelerate:accelerate",
        "Press the pedal to the floor: sprint, top speed, climbs, range at constant speeds.",
    ),
    Verb(
        "compare",
        "carwright.cli.compare:compare",
        "Put cars side by side: size, ratings, sprint, top speed, motorway range.",
    ),
    Verb(
        "belief",
        "carwright.cli.belief:belief",
        "Say what can be believed of a car on a date, and whether and when it comes.",
    ),
    Verb(
        "timeline",
        "carwright.cli.timeline:timeline",
        "Draw what could be believed of a car on each date with news, and who was right.",
    ),
    Verb(
        "brief",
        "carwright.cli.brief:brief",
        "Write a page in plain words: what is known, what is talk, what cannot be.",
    ),
    Verb("report", "carwright.cli.report:report", "Write the page about a car."),
    Verb(
        "can-it-be",
        "carwright.cli.can_it_be:can_it_be",
        "Say whether a claim in plain words can be true of a car, and what it would need.",
    ),
    Verb(
        "check-claims",
        "carwright.cli.check_claims:check_claims",
        "Hold every claim of a car against what is known without it.",
    ),
    Verb(
        "import-dossier",
        "carwright.cli.import_dossier:import_dossier",
        "Write what was claimed of a car, when and by whom, as a car file.",
    ),
    Verb(
        "cache",
        "carwright.cli.cache:cache",
        "Say where results are kept between commands and how large that is, or clear it.",
        flags=("clear", "json"),
    ),
)
"""Every verb, in the order in which they are told where one is not known."""


def overview() -> str:
    """Return what the program is for and what each verb does, as wide as the terminal."""
    told = [(verb.name, verb.help) for verb in sorted(VERBS)]
    told += [("--help (-h)", "Say this; after a verb, what it takes.")]
    told += [("--version", "Say the version.")]
    indent = 4 + max(len(name) for name, _ in told)
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    lines = [
        textwrap.fill(
            text, width, initial_indent=f"  {name}".ljust(indent), subsequent_indent=" " * indent
        )
        for name, text in told
    ]
    return "\n".join(["Usage: carwright VERB ...", "", PURPOSE, "", *lines])
