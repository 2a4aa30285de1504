"""Document: a settled car and back, to the last bit."""

import json
from pathlib import Path

import numpy as np
import pytest
from equal_cars import check_equal

from carwright.carfile import garage_ids
from carwright.settle.document import from_document, to_document
from carwright.settle.draws import draws
from carwright.settle.resolve import resolve


@pytest.mark.parametrize("car", garage_ids())
def test_every_car_of_the_garage_comes_back_as_it_was(car: str):
    settled = resolve(car)
    told = json.loads(json.dumps(to_document(settled)))
    check_equal(from_document(told, settled.head.path), settled)


def test_it_draws_the_same():
    settled = resolve("nissan-leaf-40")
    back = from_document(json.loads(json.dumps(to_document(settled))), settled.head.path)
    for mine, theirs in zip(draws(back, 3, 5), draws(settled, 3, 5), strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_where_the_file_lies_is_no_part_of_it():
    settled = resolve("nissan-leaf-40")
    told = to_document(settled)
    assert "path" not in told["file"]
    moved = from_document(told, Path("elsewhere.yaml"))
    assert moved.head.path == moved.car_file.path == Path("elsewhere.yaml")
