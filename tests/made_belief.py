"""A made-up car of which numbers are said, and believable cars of it that nobody simulated."""

import datetime
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from carwright.belief.belief import Belief
from carwright.belief.latent import LATENTS
from carwright.belief.scene import Asking, Scene, scene
from carwright.belief.temper import Climb
from carwright.carfile.schema import CarFile
from carwright.cars.batch import SPRINTS

COUNT = 40
SOURCES = {
    "leak": ("Paper", "press", "2021-02-19", ()),
    "copy": ("Copyist", "press", "2021-02-25", ("leak",)),
    "maker": ("Maker", "maker", "2021-03-30", ()),
    "blog": ("Blog", "press", "2022-05", ()),
    "launch": ("Maker at the launch", "maker", "2023-09-01", ()),
    "test": ("Outlet", "measured", "2023-11", ()),
}
SAID = (
    ("programme", "builds_own_car", "leak", {"value": "true"}),
    ("programme", "builds_own_car", "maker", {"value": "true"}),
    ("programme", "on_sale_date", "maker", {"value": "2023"}),
    ("programme", "on_sale_date", "launch", {"value": "2023-09-01"}),
    ("claims", "range_km", "leak", {"value": 700.0, "procedure": "cltc"}),
    ("claims", "range_km", "copy", {"value": 700.0, "procedure": "cltc"}),
    ("claims", "range_km", "blog", {"low": 550.0, "high": 650.0, "procedure": "cltc"}),
    ("claims", "range_km", "launch", {"value": 600.0, "procedure": "cltc"}),
    ("claims", "price", "blog", {"value": 250000.0, "currency": "CNY"}),
    ("claims", "zero_to_100_s", "launch", {"value": 4.0}),
    ("claims", "zero_to_100_s", "test", {"value": 4.2}),
    ("figures", "kerb_mass_kg", "blog", {"value": 1900.0, "variant": "Plus"}),
    ("figures", "peak_power_kw", "launch", {"value": 300.0}),
)


def car(until: str = "2100-01-01", name: str = "car") -> CarFile:
    """Return a car file with what was said by a day."""
    sources, parts = {}, {"figures": {}, "claims": {}, "programme": {}}
    for source, (by, kind, date, citing) in SOURCES.items():
        head = {"id": source, "by": by, "title": "said so"}
        sources[source] = head | {"date": date, "kind": kind, "citing": citing}
    for part, key, source, value in SAID:
        _, kind, date, _ = SOURCES[source]
        if date <= until:
            claim = {"from": source, "kind": kind, "date": date} | value
            parts[part].setdefault(key, []).append(claim)
    sections = {
        part: {key: tuple(claims) for key, claims in found.items()} for part, found in parts.items()
    }
    head = {"format_version": 1, "id": f"maker-{name}", "name": name, "maker": "Maker"}
    file = {"path": Path(f"{name}.yaml"), "digest": "0" * 64}
    return CarFile.model_validate({**head, **file, **sections, "sources": sources})


def made(about: Scene, better: float = 0.0) -> Belief:
    """Return a belief whose simulated quantities are made up; `better` moves ranges."""
    rng = np.random.default_rng(1)
    normal = rng.standard_normal((COUNT, len(LATENTS)))
    middles = [
        np.log(500.0) + better if "range" in name else np.log(5.0) for name in about.simulates
    ]
    values = np.array(middles) + 0.1 * normal[:, : len(middles)]
    vars(about).setdefault("pilots", (normal, values))
    arrays = about.prior.arrays(about.prior.vectors(normal))
    quantities = about.quantities(normal, values)
    quantities[1::4, -1] = np.nan
    weights = rng.dirichlet(np.ones(COUNT))
    surrogate = about.fitted(normal, values)
    climb = Climb(normal, 1.0, 3, 1.0)
    return Belief(about, normal, weights, quantities, arrays, surrogate, climb)


def made_numbers(
    values: np.ndarray, choices: np.ndarray, loads: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Return made-up numbers of cars that nobody simulates: each range 500 km, all else 5."""
    count = len(values)
    assert len(choices) == count
    ranges = {f"range_{test}_km": np.full(count, 500.0) for test in loads}
    used = {f"consumption_ac_{test}_wh_per_km": np.full(count, 50.0) for test in loads}
    return ranges | used | {key: np.full(count, 5.0) for key in SPRINTS}


def unsimulated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the simulated car beside a belief be made up too."""
    for module in ("apart", "because"):
        monkeypatch.setattr(f"carwright.belief.{module}.tested", made_numbers)


def belief(on: str = "2024-01-01", better: float = 0.0, name: str = "car") -> Belief:
    """Return a made-up belief in the made-up car."""
    day = datetime.date.fromisoformat(on)
    return made(scene(car(name=name), Asking(day, count=COUNT)), better)
