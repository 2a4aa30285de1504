"""The command line: `carwright VERB ...`."""

import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code.

    0 done and the trace followed; 1 done but not as asked; 2 bad input; 130 interrupted.
    """
    # The population's matrices are small: several threads of BLAS only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from carwright.cli.interrupt import watch

    watch()
    from carwright.cli.app import run

    sys.exit(run(sys.argv[1:]))
