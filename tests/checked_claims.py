"""Made-up verdicts on the claims of a car, for what is written of them."""

import numpy as np

from carwright.belief.plausible import Checked, numeric
from carwright.belief.predicted import Predicted
from carwright.carfile.as_of import as_of

SLIP = "mph for km/h"


def checked(car_file, on, *, wild=700.0):
    """Return every claim as plausible, but one number that is doubtful."""
    found = []
    for one in numeric(as_of(car_file, on)):
        middle = sum(one.numbers) / len(one.numbers)
        values = middle * np.array([0.9, 1.0, 1.1])
        share = 0.0 if middle == wild else 0.6
        said = Predicted(values, np.full(3, 1 / 3), (), "")
        found.append(Checked(one, None, said, share, SLIP if middle == 1900.0 else ""))
    return tuple(found)
