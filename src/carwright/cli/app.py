"""The verbs and how they end: one clear error, one exit code, never a traceback for bad input."""

import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError

from carwright import __version__
from carwright.errors import InputError

NOT_AS_ASKED, BAD_INPUT, INTERRUPTED = 1, 2, 130
"""Exit codes beside 0."""

app = App(
    name="carwright",
    version=__version__,
    help="The electric car before it exists: build it, drive it, and see what to believe.",
    help_on_error=False,
    result_action="return_value",
)
app.command("carwright.cli.garage:garage", help="List the cars that come with the program.")
app.command("carwright.cli.check:check", help="Check a car file.")
app.command("carwright.cli.show:show", help="Show every figure of a car with its source.")
app.command(
    "carwright.cli.drive:drive", help="Drive a car along a cycle: what it used, where it went."
)
app.command("carwright.cli.report:report", help="Write the page about a car.")


def run(arguments: Sequence[str]) -> int:
    """Run one verb and return the exit code.

    Args:
        arguments: what stands after `carwright`.
    """
    try:
        code = app(list(arguments), exit_on_error=False, print_error=False)
    except InputError as error:
        return _failed(str(error))
    except CycloptsError as error:
        return _failed(_in_short(str(error)))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    return code if isinstance(code, int) else 0


def _in_short(message: str) -> str:
    lines = [line for line in message.splitlines() if line.strip()]
    return "\n".join([*lines[:4], "  remedy: carwright --help, or carwright VERB --help"])


def _failed(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return BAD_INPUT
