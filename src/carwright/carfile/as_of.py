"""as_of: which car is meant, and what was said of it by a day: the one rule of all commands.

Without a day it is today, and all that a file says counts: nobody can have written down what was
not yet said. Of a dossier the variant is meant that most figures speak of by then.
"""

import datetime
from collections.abc import Mapping

from carwright.carfile.best import main_variant
from carwright.carfile.origins import known
from carwright.carfile.said_class import said_class
from carwright.carfile.sale import model_year
from carwright.carfile.schema import CarFile, Claim


def as_of(car_file: CarFile, on: datetime.date, variant: str | None = None) -> CarFile:
    """Return a car as it was known on a day: what was said by then, its variant, kind and year.

    Args:
        car_file: the car file.
        on: the day, itself included.
        variant: the variant that is meant; None is the main one by then.
    """
    parts = {
        part: _sooner(getattr(car_file, part), on) for part in ("figures", "claims", "programme")
    }
    then = car_file.model_copy(update={**parts, "said": known(car_file.said, on)})
    kind = said_class(car_file, on)
    head = {"variant": variant or main_variant(then), "body": kind.body, "size": kind.size}
    return then.model_copy(update={**head, "year": model_year(then, on)})


def _sooner(
    claims: Mapping[str, tuple[Claim, ...]], on: datetime.date
) -> dict[str, tuple[Claim, ...]]:
    found = {key: known(of_key, on) for key, of_key in claims.items()}
    return {key: of_key for key, of_key in found.items() if of_key}
