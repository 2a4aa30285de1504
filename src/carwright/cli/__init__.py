"""The command line: `carwright VERB ...`."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code.

    0 done and the trace followed; 1 done but not as asked; 2 bad input; 130 interrupted.
    """
    try:
        from carwright.cli.app import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # before or after a verb runs
        sys.exit(130)
