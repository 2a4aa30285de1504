"""kept_answer: what a command said, kept on disk, so that asked again it says it at once."""

import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from carwright.belief.kept_belief import FOLDER, MOST, source
from carwright.kept import cache_folder, keep, read

if TYPE_CHECKING:
    from carwright.settle.settled import Settled


def kept_answer(
    verb: str, car: "Settled", asked: tuple[object, ...], make: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """Return what a command has to say, as it said it before where it was asked the same.

    Args:
        verb: the command.
        car: the car as of the day: its file's name and bytes count.
        asked: all else that is asked.
        make: finds the answer: plain data.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    head = car.head
    parts = repr((source(), verb, str(head.path), head.digest, car.on, asked))
    name = hashlib.sha256(parts.encode(errors="surrogatepass")).hexdigest()
    path = folder / FOLDER / f"{name}.json"
    data = read(path)
    if data is not None:
        return json.loads(data)
    found = make()
    keep(path, json.dumps(found, ensure_ascii=False).encode(errors="surrogatepass"), MOST)
    return found
