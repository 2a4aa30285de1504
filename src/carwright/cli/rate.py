"""carwright rate: a car by the regulators' full tests, with a simulated recharge."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from carwright.cli.load_options import LoadOptions, load_document, load_of, load_text
from carwright.cli.output import print_json, print_text, refuse_to_overwrite
from carwright.cli.telling import progress
from carwright.errors import InputError
from carwright.loads import Carried
from carwright.progress import in_parts

if TYPE_CHECKING:
    from carwright.rate.label import LabelTerms
    from carwright.rate.rating import Rating
    from carwright.settle.settled import Settled

ALL = "all"
"""What stands for every procedure."""
BATTERY = "battery_gross_energy_kwh"
BATTERY_KEYS = (
    (BATTERY,),
    ("battery_usable_energy_kwh",),
    ("battery_energy_kwh",),
    ("battery_nominal_voltage_v", "battery_charge_ah"),
)
"""Figures each of which says what the battery holds."""


def rate(  # noqa: PLR0913 (each is an option of the command)
    car: str,
    /,
    *,
    procedure: str = "wltp",
    method: str | None = None,
    factor: float | None = None,
    out: str | None = None,
    json: bool = False,
    load: LoadOptions | None = None,
) -> None:
    """Rate a car by a regulator's simulated full test: range and consumption of each phase.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    procedure
        epa, wltp, cltc, nedc or all
    method
        mct or sct (epa), stp or ccp (wltp), shortened or conventional (cltc); the regulation's
        rule chooses where it is left out
    factor
        from EPA's unadjusted range to the label's; by default 0.7, and beside it the car's own or
        its maker's
    out
        file for the table, .csv
    json
        print one JSON document
    load
        what the car carries, tows and wears; what it carries replaces the load of the test
    """
    from carwright.rate.mass import PROCEDURES

    asked = PROCEDURES if procedure == ALL else (procedure,)
    _check(asked, method, factor if "epa" in asked else None, out)
    if procedure != "epa" and procedure != ALL and factor is not None:
        raise InputError("only EPA's label has a factor", key="--factor", value=factor)
    from carwright.settle.kept_car import kept_car
    from carwright.settle.label_terms import label_terms
    from carwright.settle.provenance import provenance

    settled = kept_car(car)
    notes = _of_battery(settled)
    own = load_of(load) is None
    terms = label_terms(settled, factor) if own and "epa" in asked else None
    if out is not None:
        refuse_to_overwrite(out, settled.head.path)
    with progress(f"rating {settled.head.id}"):
        taken = load_of(load)
        ratings = [
            _rated(settled, name, method, factor, taken)
            for name in in_parts("rating by each procedure", asked)
        ]
        ratings = [_with_terms(rating, terms) for rating in ratings]
    rests_on = provenance(settled, "float64")
    if out is not None:
        from carwright.rate.table import save_table

        save_table(ratings, out, rests_on | {"car": settled.head.id})
    result = _document(settled, procedure, ratings, notes, own_load=own)
    result |= {"load": load_document(taken), "provenance": rests_on}
    if json:
        print_json(result)
    else:
        _print(result, out, load_text(taken))


def _check(
    asked: tuple[str, ...], method: str | None, factor: float | None, out: str | None
) -> None:
    from carwright.rate.procedures import check

    if len(asked) > 1 and method is not None:
        raise InputError(
            "a method belongs to one procedure",
            key="--method",
            value=method,
            remedy="name the procedure with --procedure",
        )
    for name in asked:
        check(name, method, factor if name == "epa" else None)
    if out is not None and not out.casefold().endswith(".csv"):
        raise InputError("a table of ratings is saved as CSV", file=out, allowed=".csv")


def _of_battery(settled: "Settled") -> list[str]:
    """What a reader must know of the battery; a car of which nothing is said is refused."""
    from carwright.carfile import of_variant

    given = {key for key, origin in settled.origins.items() if origin.how == "given"}
    if any(given.issuperset(keys) for keys in BATTERY_KEYS):
        return []
    file = settled.car_file
    if not of_variant(file.claims.get("range_km", ()), file.variant):
        raise InputError(
            "a car with no battery figure and no range cannot be rated",
            file=file.path,
            key=BATTERY,
            remedy=f"give {BATTERY} or battery_usable_energy_kwh under figures, "
            "or a range_km under claims",
        )
    return ["no source gives the battery: its energy is what is usual of such a car"]


def _rated(
    settled: "Settled",
    procedure: str,
    method: str | None,
    factor: float | None,
    load: Carried | None,
) -> "Rating":
    from carwright.plain.roller import PlainRoller
    from carwright.rate.procedures import full_test, with_other_loads
    from carwright.settle.carried import carried

    make = partial(PlainRoller, settled.arrays(), load)
    payload = None if load is None or load.payload is None else float(load.payload)
    own = carried(settled, procedure) if payload is None else payload
    given = factor if procedure == "epa" else None
    found = full_test(make, procedure, method=method, factor=given, load=own)
    return with_other_loads(make, found) if own is None else found


def _with_terms(rating: "Rating", terms: "LabelTerms | None") -> "Rating":
    return replace(rating, expected=terms) if rating.procedure == "epa" else rating


def _document(
    settled: "Settled",
    procedure: str,
    ratings: "list[Rating]",
    notes: list[str],
    *,
    own_load: bool,
) -> dict[str, Any]:
    """Ratings as plain numbers; no official test has another load than its own."""
    from carwright.cli.official_test import official_document
    from carwright.rate.document import document
    from carwright.settle.expected import expected

    documents = {rating.procedure: document(rating) for rating in ratings}
    for rating in ratings:
        found = documents[rating.procedure]
        tests = expected(settled, rating.procedure) if own_load else None
        found["official_test"] = official_document(rating, tests)
        found["notes"] += notes
    head = {"schema_version": 1, "car": settled.head.id}
    return head | ({"ratings": documents} if procedure == ALL else documents[procedure])


def _print(result: dict[str, Any], out: str | None, load: list[str]) -> None:
    ratings = result.get("ratings", {result.get("procedure"): result})
    lines = [result["car"], *load]
    for found in ratings.values():
        lines += _lines(found)
    rests_on = "as known on {on}, {estimated_figures} of {figures}".format(**result["provenance"])
    lines.append(f"{rests_on} figures are estimates: carwright show {result['car']}")
    lines += [f"the table is in {out}"] if out else []
    print_text("\n".join(lines))


def _lines(found: dict[str, Any]) -> list[str]:
    from carwright.cli.official_test import official_lines

    label, recharge = found["label"], found["recharge"]
    kind = f", class {found['wltp_class']}" if found["wltp_class"] else ""
    name = f"{found['procedure']} ({found['method']})".upper()
    name += f"{kind}, {found['test_mass_kg']:.0f} kg"
    lines = [
        f"{name}{', label' if label else ''}",
        f"  {'':<13} {'km':>6}   Wh/km at the wall, battery",
    ]
    lines += [_phase(phase, numbers) for phase, numbers in found["phases"].items()]
    if label:
        lines += [
            f"    {label['mpge']:.0f} MPGe combined",
            f"  unadjusted; the label is {label['factor_share']:g} of it, {label['factor_from']}",
        ]
        lines += [_phase(phase, numbers) for phase, numbers in found["unadjusted"].items()]
        lines += [*_expected(label["expected"]), *_five_cycle(label["five_cycle"])]
    lines += official_lines(found["official_test"])
    lost = 100.0 * recharge["wall_to_battery_loss_share"]
    usable, rest, gross = (found[f"{name}_energy_kwh"] for name in ("usable", "rest", "gross"))
    lines += [
        f"  {usable:.1f} kWh in the test, {rest:.1f} usable at rest, {gross:.1f} gross",
        f"  {recharge['energy_ac_kwh']:.1f} kWh at the wall to recharge, {lost:.1f} % lost before "
        "the battery",
        *(f"  note: {note}" for note in found["notes"]),
    ]
    from_memory = [one["name"] for one in found["formulas"] if one["tag"] == "M"]
    lines.append(f"  from memory: {', '.join(from_memory)}")
    lines += [
        f"  otherwise ({other['formula']}): {other['instead']}, {other['range_km']:.0f} km"
        for other in found["alternatives"]
    ]
    return lines


def _phase(name: str, numbers: dict[str, float]) -> str:
    wall, battery = numbers["consumption_ac_wh_per_km"], numbers["consumption_dc_wh_per_km"]
    return f"    {name:<11} {numbers['range_km']:6.0f} {wall:8.1f} {battery:8.1f}"


def _expected(found: dict[str, Any]) -> list[str]:
    reach, mpge = f"{found['range_km']:.0f} km", f"{found['mpge']:.0f} MPGe"
    return [
        f"  expected on its label: {reach}, {mpge}, by {found['factor_share']:.3f} of the test",
        f"    {found['factor_from']}",
        f"    and {found['energy_ratio']:.2f} of the energy: {found['energy_from']}",
    ]


def _five_cycle(found: dict[str, Any] | None) -> list[str]:
    if found is None:
        return ["  five cycles were not looked at"]
    return [
        f"  by five cycles {found['factor_at_most_share']:.3f} at most; not more can be said:",
        *(f"    {reason}" for reason in found["not_judged"]),
    ]
