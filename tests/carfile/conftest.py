"""A good car file to spoil, and what every refusal must look like."""

from collections.abc import Callable
from pathlib import Path

import pytest

from carwright import carfile
from carwright.carfile.dossier import read_dossier
from carwright.errors import InputError

GOOD = """\
format_version: 1
id: some-car-2024
name: Some Car
maker: Someone
year: 2024
variant: Max
body: sedan
size: mid
source: sheet
sources:
  sheet: {by: Someone, title: data sheet, date: 2024-03, kind: maker, citing: []}
  register: {by: Ministry, title: catalogue, date: "2023-11-15", kind: regulator, citing: []}
  talk: {by: A paper, title: it will fly, date: 2023, kind: press, citing: [leaker, an insider]}
  leaker: {by: A leaker, title: photo, date: 2022-12, kind: leak, citing: []}
figures:
  drive: all
  front_machine: induction
  rear_machine: permanent-magnet
  rear_disconnect: no
  chemistry: {value: lfp, from: register}
  kerb_mass_kg: 1980
  gross_mass_kg: {value: 2450, from: register}
  drag_coefficient: [{high: 0.21, bound: at_most, from: talk}, {value: 0.195, from: sheet}]
  battery_gross_energy_kwh:
    - {low: 90, high: 101, from: leaker}
    - value: 101
      from: register
      note: on the label
  battery_usable_energy_kwh: 98
  front_peak_power_kw: 220
  rear_peak_power_kw: 275
  tyre_size: 245/45 R19
  regeneration_fade_low_kmh: 5
  regeneration_fade_high_kmh: 15
  regeneration_cold_none_c: -10
claims:
  range_km: [{value: 800, procedure: cltc, from: talk}, {value: 790, procedure: cltc}]
  zero_to_100_s: {value: 2.78, rollout: no, from: sheet}
  price: {value: 299900, currency: CNY, from: sheet}
programme:
  builds_own_car: [{value: not_confirmed, from: talk}, true]
  on_sale_date: 2024-H1
  leads: {value: A. Founder, from: talk}
said:
  - {what: cup holders, value: 4, from: talk}
  - {what: mood, value: bright, note: at the launch}
notes:
  - A free sentence.
"""


def refused(path: Path) -> InputError:
    """Load a file that must be refused and return the error, checked for its form."""
    with pytest.raises(InputError) as caught:
        carfile.load(path)
    text = str(caught.value)
    assert len(text.splitlines()) <= 5
    assert str(path) in text or caught.value.file is not None
    return caught.value


@pytest.fixture(scope="session")
def good() -> str:
    return GOOD


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cars")


@pytest.fixture(scope="session")
def write(folder: Path) -> Callable[..., Path]:
    """Write a car file and return its path."""

    def written(content: str | bytes, name: str = "car.yaml") -> Path:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture(scope="session")
def load_text(write: Callable[..., Path]) -> Callable[[str], carfile.CarFile]:
    """Load the text of a car file."""
    return lambda text: carfile.load(write(text))


@pytest.fixture(scope="session")
def refuse(write: Callable[..., Path]) -> Callable[[str | bytes], InputError]:
    """Load the text or bytes of a car file that must be refused; return the error."""
    return lambda content: refused(write(content))


@pytest.fixture(scope="session")
def spoil(refuse: Callable[[str], InputError]) -> Callable[[str, str], InputError]:
    """Replace one passage of the good file and return the error, which must name that very line."""

    def spoilt(old: str, new: str) -> InputError:
        assert GOOD.count(old) == 1
        error = refuse(GOOD.replace(old, new))
        first = GOOD[: GOOD.index(old)].count("\n") + 1
        assert error.line is not None
        assert first <= error.line <= first + new.count("\n")
        return error

    return spoilt


DOSSIER = """\
car: someone-some-car
about: a car that came, and all of it was true
outcome: it came
sources:
- id: sheet
  by: Someone (data sheet)
  title: figures of the Some CAR
  date: 2024-03
  kind: maker
  citing: []
  url: https://example.com/sheet
  stored: true
  date_note: month inferred
- id: paper
  by: A paper
  title: it will fly
  date: '2023'
  kind: press
  citing: unnamed persons, two of them
- id: copy
  by: Another paper
  title: a paper says it will fly
  date: '2024-03-31'
  kind: press
  citing:
  - paper
claims:
- field: battery_kwh
  variant: Max
  procedure: gross
  value: 101
  unit: kWh
  from: sheet
- field: length
  value: 4997
  unit: mm
  from: sheet
  note: without mirrors
- field: wheelbase
  value: 3000
  unit: mm
  from: sheet
- field: chemistry
  value: LFP
  from: sheet
- field: drive
  value: RWD
  from: sheet
- field: range_km
  procedure: cltc
  low: 600
  high: 650
  unit: km
  from: paper
  bound: about
  conditions: on a good day
- field: price
  value: 299900
  unit: CNY
  from: copy
  as_said: 300 thousand less a hundred
- field: kerb_mass_kg
  value: 1980
  unit: kg
  from: sheet
  memory: true
- field: builds_own_car
  value: true
  from: paper
- field: on_sale_date
  value: 2024-H1
  from: paper
- field: body
  value: sedan
  from: paper
- field: cup_holders
  value: 4
  unit: pieces
  from: copy
  mood: bright
"""


@pytest.fixture(scope="session")
def dossier() -> str:
    return DOSSIER


@pytest.fixture(scope="session")
def take(write: Callable[..., Path]) -> Callable[[str], carfile.CarFile]:
    """Read the text of a dossier."""
    return lambda text: read_dossier(write(text, "dossier.yaml"))


@pytest.fixture(scope="session")
def reject(take: Callable[[str], carfile.CarFile]) -> Callable[[str, str], InputError]:
    """Replace one passage of the dossier and return the error, which must name its place."""

    def rejected(old: str, new: str) -> InputError:
        assert DOSSIER.count(old) == 1
        with pytest.raises(InputError) as caught:
            take(DOSSIER.replace(old, new))
        error, first = caught.value, DOSSIER[: DOSSIER.index(old)].count("\n") + 1
        assert len(str(error).splitlines()) <= 5
        assert str(error.file).endswith("dossier.yaml")
        assert error.line is not None
        assert error.remedy is not None
        # What is missing has no line: the error names that of its claim, a few lines above.
        assert first - 4 <= error.line <= first + new.count("\n") + 1
        return error

    return rejected
