"""The parser of the command line, loaded for what is more than words and flags."""

from collections.abc import Sequence

from cyclopts import App, CycloptsError, Parameter

from carwright import __version__
from carwright.cli.verbs import PURPOSE, VERBS, UsageError

app = App(
    name="carwright",
    version=__version__,
    help=PURPOSE,
    help_on_error=False,
    result_action="return_value",
    suppress_keyboard_interrupt=False,
    default_parameter=Parameter(negative=()),
)
for _verb in VERBS:
    app.command(_verb.home, name=_verb.name, help=_verb.help)


def parsed(arguments: Sequence[str]) -> object:
    """Run one verb and return what it returns.

    Args:
        arguments: what stands after `carwright`.

    Raises:
        UsageError: if there is no such verb, or it takes no such thing.
    """
    try:
        return app(list(arguments), exit_on_error=False, print_error=False)
    except CycloptsError as error:
        raise UsageError(str(error)) from None
