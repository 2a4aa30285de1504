"""The verbs and how they end: one clear error, one exit code, never a traceback for bad input."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from cyclopts import App, CycloptsError, Parameter

from carwright import __version__
from carwright.cli.output import take_any_text
from carwright.errors import LONGEST_TEXT, InputError, one_line

NOT_AS_ASKED, BAD_INPUT, INTERRUPTED = 1, 2, 130
"""Exit codes beside 0."""

app = App(
    name="carwright",
    version=__version__,
    help="The electric car before it exists: build it, drive it, and see what to believe.",
    help_on_error=False,
    result_action="return_value",
    suppress_keyboard_interrupt=False,
    default_parameter=Parameter(negative=()),
)
app.command("carwright.cli.garage:garage", help="List the cars that come with the program.")
app.command("carwright.cli.check:check", help="Check a car file.")
app.command("carwright.cli.show:show", help="Show every figure of a car with its source.")
app.command(
    "carwright.cli.drive:drive", help="Drive a car along a cycle: what it used, where it went."
)
app.command(
    "carwright.cli.range:range_",
    name="range",
    help="Tell how far a car goes, by air temperature, cycle and steady speed.",
)
app.command(
    "carwright.cli.charge:charge",
    help="Charge a car at an AC or DC station: minutes, energy, losses, range gained, cost.",
)
app.command(
    "carwright.cli.rate:rate",
    help="Rate a car by the regulators' tests: range and consumption, at the wall and the battery.",
)
app.command(
    "carwright.cli.validate:validate",
    help="Put measured cars beside the same cars in simulation: errors, bands, summary.",
)
app.command(
    "carwright.cli.fit:fit", help="Fit a car to logs of its drives: measured figures, how surely."
)
app.command(
    "carwright.cli.accelerate:accelerate",
    help="Press the pedal to the floor: sprint, top speed, climbs, range at constant speeds.",
)
app.command(
    "carwright.cli.compare:compare",
    help="Put cars side by side: size, ratings, sprint, top speed, motorway range.",
)
app.command(
    "carwright.cli.belief:belief",
    help="Say what can be believed of a car on a date, and whether and when it comes.",
)
app.command(
    "carwright.cli.timeline:timeline",
    help="Draw what could be believed of a car on each date with news, and who was right.",
)
app.command(
    "carwright.cli.brief:brief",
    help="Write a page in plain words: what is known, what is talk, what cannot be.",
)
app.command("carwright.cli.report:report", help="Write the page about a car.")
app.command(
    "carwright.cli.can_it_be:can_it_be",
    name="can-it-be",
    help="Say whether a claim in plain words can be true of a car, and what it would need.",
)
app.command(
    "carwright.cli.check_claims:check_claims",
    name="check-claims",
    help="Hold every claim of a car against what is known without it.",
)
app.command(
    "carwright.cli.import_dossier:import_dossier",
    name="import-dossier",
    help="Write what was claimed of a car, when and by whom, as a car file.",
)
app.command("carwright.cli.doctor:doctor", help="Say what this installation runs on, and lacks.")


def run(arguments: Sequence[str]) -> int:
    """Run one verb and return the exit code.

    Args:
        arguments: what stands after `carwright`.
    """
    take_any_text()
    try:
        code = app(list(arguments), exit_on_error=False, print_error=False)
        sys.stdout.flush()
    except InputError as error:
        return _failed(str(error))
    except CycloptsError as error:
        return _failed(_in_short(str(error)))
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # Rich exits when nobody reads on
        _drop_what_is_left()
        return 0
    except OSError as error:
        _drop_what_is_left()
        return _failed(f"the result cannot be written: {error.strerror or error}")
    return code if isinstance(code, int) else 0


def _in_short(message: str) -> str:
    lines = [one_line(line, LONGEST_TEXT) for line in message.splitlines() if line.strip()]
    return "\n".join([*lines[:4], "  remedy: carwright --help, or carwright VERB --help"])


def _failed(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return BAD_INPUT


def _drop_what_is_left() -> None:
    """Point stdout at nothing, or Python would try to write the rest once more at its end."""
    with suppress(OSError), open(os.devnull, "w", encoding="utf-8") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), sys.stdout.fileno())
