"""Many versions of a car settled at once are those settled one by one."""

import numpy as np
import pytest

from carwright.carfile import garage_ids, load
from carwright.carfile.schema import CarFile
from carwright.errors import InputError
from carwright.many import Crowd
from carwright.population.gaussian import Gaussian
from carwright.settle import versions as module
from carwright.settle.desk import Chance
from carwright.settle.known_car import known_car
from carwright.settle.settle import version
from carwright.settle.usual import Usual
from carwright.settle.versions import versions

COUNT = 24
# a coast-down, two axles or one, a limit table, a dossier of which little is known
SOME = ("bmw-i3-60ah", "tesla-model-3", "mg-4-64", "apple-car")


def stacked(crowd: Crowd, drawn: list[Usual]) -> Usual:
    def whole(many: list[Gaussian]) -> Gaussian:
        columns = np.stack([one.mean for one in many]).T
        means = np.array([crowd.number(column) for column in columns], object)
        return Gaussian(many[0].names, means, many[0].covariance)

    return Usual(whole([one.sizes for one in drawn]), whole([one.qualities for one in drawn]))


def drawn(car: str) -> tuple[CarFile, list[Usual], np.ndarray]:
    settled = known_car(load(car), None)
    grips = np.random.default_rng(1).standard_normal(COUNT)
    return settled.car_file, settled.usual.draws(COUNT, 0), grips


def at_once(car_file: CarFile, found: list[Usual], grips: np.ndarray):
    def told(places: np.ndarray, crowd: Crowd) -> tuple[Usual, Chance]:
        return (
            stacked(crowd, [found[place] for place in places]),
            Chance(grip=crowd.number(grips[places])),
        )

    return versions(car_file, len(found), told)


def check_versions(car: str) -> None:
    car_file, found, grips = drawn(car)
    values, words = at_once(car_file, found, grips)
    alone = [
        version(car_file, one, Chance(grip=float(grip))).arrays()
        for one, grip in zip(found, grips, strict=True)
    ]
    np.testing.assert_allclose(values, [numbers for numbers, _ in alone], rtol=1e-12)
    np.testing.assert_array_equal(words, [choices for _, choices in alone])


@pytest.mark.parametrize("car", SOME)
def test_versions_at_once_are_those_one_by_one(car: str):
    check_versions(car)


@pytest.mark.slow
@pytest.mark.parametrize("car", sorted(set(garage_ids()) - set(SOME)))
def test_so_are_those_of_every_other_car(car: str):
    check_versions(car)


def test_versions_that_take_the_same_turns_are_settled_together(monkeypatch: pytest.MonkeyPatch):
    settled, whole = [], module.finished
    monkeypatch.setattr(module, "finished", lambda *parts: settled.append(1) or whole(*parts))
    check_versions("bmw-i3-60ah")
    assert len(settled) < 6


def test_one_impossible_version_is_refused_in_the_words_of_one():
    car_file, found, grips = drawn("apple-car")
    sizes = found[7].sizes
    huge = [4.0 if name in ("width_mm", "height_mm") else 0.0 for name in sizes.names]
    found[7] = Usual(Gaussian(sizes.names, sizes.mean + huge, sizes.covariance), found[7].qualities)
    with pytest.raises(InputError) as alone:
        version(car_file, found[7], Chance(grip=float(grips[7])))
    with pytest.raises(InputError) as together:
        at_once(car_file, found, grips)
    assert str(together.value) == str(alone.value)
