"""Why a belief differs from the simulated car: its parts, its tests, and who draws it."""

from dataclasses import replace

import numpy as np
import pytest
from made_belief import belief, made_numbers

from carwright.belief import because as module
from carwright.belief.apart import apart
from carwright.belief.because import NAMES
from carwright.belief.headline import headline
from carwright.belief.latent import LATENTS
from carwright.figure_table import INDEX


@pytest.fixture(autouse=True)
def by_mass(monkeypatch):
    """Cars whose range falls as their mass rises, and which nobody simulates."""

    def told(values, choices, loads):
        ranges = {f"range_{name}_km": 1e6 / values[:, INDEX["kerb_mass"]] for name in loads}
        return made_numbers(values, choices, loads) | ranges

    monkeypatch.setattr(module, "tested", told)


def lighter(log):
    """A belief all of whose cars have a mass of their own, and tests without a discrepancy."""
    found = belief()
    vectors = found.scene.prior.vectors(found.normal)
    moved = vectors.copy()
    for name in (one for one in LATENTS if one.startswith("test_")):
        moved[:, LATENTS.index(name)] = 0.0
    has = np.log(found.scene.settled.values["kerb_mass_kg"])
    moved[:, LATENTS.index("kerb_mass_kg")] = has + log
    root = found.scene.prior.root
    normal = np.linalg.lstsq(root, (moved - found.scene.prior.middle).T, rcond=None)[0].T
    return replace(found, normal=normal)


def sentence(found, key, times):
    middle = headline(found)[key][1]
    (one,) = apart(found, {key: middle * times})
    return one.sentence


def test_the_part_that_makes_the_difference_is_named():
    found = lighter(np.log(0.5))
    told = sentence(found, "range_cltc_km", 0.5)
    has = found.scene.settled.values["kerb_mass_kg"]
    assert f"a mass of {0.5 * has:,.0f} instead of {has:,.0f} kg" in told
    assert all(f"a {part} of" not in told for name, part in NAMES.items() if "mass" not in name)
    assert "the simulated car hears no claim of the whole car" in told


def test_a_part_that_works_against_the_difference_is_not_named():
    assert "a mass of" not in sentence(lighter(np.log(0.5)), "range_cltc_km", 2.0)


def test_a_test_that_reads_off_its_simulation_is_named():
    found = lighter(0.0)
    at = LATENTS.index("test_cltc")
    normal = found.normal.copy()
    normal[:, at] = (-0.2 - found.scene.prior.middle[at]) / found.scene.prior.root[at, at]
    told = sentence(replace(found, normal=normal), "range_cltc_km", 0.6)
    assert "CLTC tests that say 22 % more than simulated" in told


def test_a_figure_that_is_given_is_taken_at_the_word_of_its_source():
    told = sentence(belief(), "peak_power_kw", 4.0)
    assert "the simulated car takes Maker at the launch (2023-09-01) at its word" in told


def test_a_figure_that_nobody_gives_is_what_is_usual():
    told = sentence(belief(), "battery_usable_energy_kwh", 4.0)
    assert "the simulated car takes what is usual of such a car, the belief" in told


def test_no_claim_draws_a_belief_from_itself():
    told = sentence(belief(), "kerb_mass_kg", 2.0)
    assert told.count("Blog (2022-05)") == 1
    assert "is drawn by" not in told


def test_the_simulated_car_stands_with_its_own_power_and_sizes():
    about = belief().scene
    standing = module._standing(about, np.zeros(len(LATENTS)))
    car = about.settled
    power = sum(car.values[f"{side}_peak_power_kw"] for side in ("front", "rear"))
    assert np.exp(standing[LATENTS.index("peak_power_kw")]) == pytest.approx(power)
    mass = standing[LATENTS.index("kerb_mass_kg")]
    assert np.exp(mass) == pytest.approx(car.values["kerb_mass_kg"])
