"""The clock for carwright and its peers alike; standard library only, as peers import it too."""

import multiprocessing
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence


def median_ms(call: Callable[[], object], seconds: float = 4.0) -> float:
    """Return the median time of one call [ms], after three that do not count.

    Args:
        call: what to time; it must wait for its own result.
        seconds: how long to go on [s]; at least seven calls are made.
    """
    for _ in range(3):
        call()
    times: list[float] = []
    end = time.perf_counter() + seconds
    while len(times) < 7 or time.perf_counter() < end:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return 1e3 * statistics.median(times)


def runs_per_second(
    make: Callable[[], Callable[[int], object]], processes: int, seconds: float = 6.0
) -> float:
    """Return how many runs a second that many processes do together, each with its own set-up.

    Args:
        make: sets up one process and returns its run, which is called with 0, 1, 2, ...; it stands
            at top level of a module.
        processes: how many.
        seconds: how long to go on [s].
    """
    context = multiprocessing.get_context("spawn")
    ready, answers = context.Barrier(processes), context.Queue()
    workers = [
        context.Process(target=_work, args=(make, seconds, ready, answers))
        for _ in range(processes)
    ]
    for worker in workers:
        worker.start()
    counts, starts, ends = zip(*[answers.get(timeout=600) for _ in workers], strict=True)
    for worker in workers:
        worker.join()
    return sum(counts) / (max(ends) - min(starts))


def _work(make, seconds, ready, answers) -> None:
    run = make()
    run(0)
    ready.wait(timeout=600)
    count, start = 0, time.time()
    while time.time() < start + seconds:
        run(count)
        count += 1
    answers.put((count, start, time.time()))


def process_seconds(command: Sequence[str], repeats: int = 7) -> float:
    """Return the median time of a whole process [s], after one that does not count.

    Args:
        command: program and arguments.
        repeats: how often to run it.
    """
    times = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])
