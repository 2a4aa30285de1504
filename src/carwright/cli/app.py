"""The verbs and how they end: one clear error, one exit code, never a traceback for bad input."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from carwright import __version__
from carwright.cli.output import print_text, take_any_text
from carwright.cli.verbs import VERBS, UsageError, overview
from carwright.errors import LONGEST_TEXT, InputError, one_line

NOT_AS_ASKED, BAD_INPUT = 1, 2
"""Exit codes beside 0."""


def run(arguments: Sequence[str]) -> int:
    """Run one verb and return the exit code.

    Args:
        arguments: what stands after `carwright`.
    """
    take_any_text()
    try:
        code = _called(list(arguments))
        sys.stdout.flush()
    except InputError as error:
        return _failed(str(error))
    except UsageError as error:
        return _failed(_in_short(str(error)))
    except (BrokenPipeError, SystemExit):  # Rich exits when nobody reads on
        _drop_what_is_left()
        return 0
    except OSError as error:
        _drop_what_is_left()
        return _failed(f"the result cannot be written: {error.strerror or error}")
    return code if isinstance(code, int) else 0


def _called(words: list[str]) -> object:
    """Run a verb; but words and flags need no parser, which takes longer to load than they do."""
    if words in ([], ["-h"], ["--help"]):
        return print_text(overview())
    if words == ["--version"]:
        return print_text(__version__)
    for verb in VERBS:
        flags = {f"--{name}": name for name in verb.flags}
        given = [word for word in words[1:] if not word.startswith("-")]
        asked = [word for word in words[1:] if word.startswith("-")]
        fits = len(given) == verb.words and flags.keys() >= {*asked}
        if flags and words[0] == verb.name and fits:
            module, function = verb.home.split(":")
            call = getattr(import_module(module), function)
            return call(*given, **{flags[word]: True for word in asked})
    from carwright.cli.parser import parsed

    return parsed(words)


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
