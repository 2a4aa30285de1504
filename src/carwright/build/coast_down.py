r"""Coast-down: the regulation's polynomial taken apart into air, tyres, spin and a residual.

$$F_0 + F_1 v + F_2 v^2 = \tfrac12 \rho C_d A v^2 + \mu_r m g (1 + \kappa v^2)
    + \text{spin} + \text{residual}$$

The polynomial holds the drag of the de-energised motor and of the turning gear. It is taken apart
once, at its own air density and test mass; afterwards each part stands by itself, so that a changed
part changes its part only.
Source: 40 CFR 86.129-00 and UN GTR 15 Annex 4 (20 C); the decomposition is ours.
"""

from carwright.build.defaults import rule
from carwright.build.desk import Desk
from carwright.units import GRAVITY, from_si, to_si

HUNDRED_KMH = to_si("speed_kmh", 100.0)
"""100 km/h [m/s]."""
_FORMS = {
    "lbf": ("coast_down_a_lbf", "coast_down_b_lbf_per_mph", "coast_down_c_lbf_per_mph2"),
    "n": ("coast_down_f0_n", "coast_down_f1_n_per_kmh", "coast_down_f2_n_per_kmh2"),
}
_RESIDUAL = (
    "residual_drag_constant_n",
    "residual_drag_linear_n_per_kmh",
    "residual_drag_quadratic_n_per_kmh2",
)


def decompose(desk: Desk) -> None:
    """Settle the residual drag of a car whose coast-down is known.

    Args:
        desk: what is settled so far.
    """
    for unit, keys in _FORMS.items():
        if desk.has(*keys):
            density = rule("coast_down_air_density")["value_by_unit"][unit]
            desk.derive("reference_air_density_kg_per_m3", density, "coast_down_air_density")
            measured = [to_si(key, desk.number(key)) for key in keys]
            explained = _explained(desk)
            for key, whole, part in zip(_RESIDUAL, measured, explained, strict=True):
                desk.derive(key, from_si(key, whole - part), "residual_drag")


def _explained(desk: Desk) -> tuple[float, float, float]:
    def si(key: str) -> float:
        desk.fall_back(key)
        return to_si(key, desk.number(key))

    mass = si("test_mass_kg") if desk.has("test_mass_kg") else si("kerb_mass_kg") + si("load_kg")
    rolling = si("rolling_resistance_coefficient") * mass * GRAVITY
    rise = rolling * si("rolling_rise_at_100kmh_share") / HUNDRED_KMH**2
    air = (
        0.5 * si("reference_air_density_kg_per_m3") * si("drag_coefficient") * si("frontal_area_m2")
    )
    constant, linear, quadratic = rolling, 0.0, air + rise
    radius = si("tyre_radius_m")
    for side in ("front", "rear"):
        if desk.word(f"{side}_machine") == "none":
            continue
        torque, turns = si(f"{side}_peak_torque_nm"), si(f"{side}_gear_ratio") / radius
        base_speed = si(f"{side}_peak_power_kw") / torque
        constant += si(f"{side}_gear_spin_torque_nm") / radius
        linear += si(f"{side}_motor_drag_linear_share") * torque * turns**2 / base_speed
        quadratic += si(f"{side}_motor_drag_quadratic_share") * torque * turns**3 / base_speed**2
    return constant, linear, quadratic
