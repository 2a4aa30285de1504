"""The one table of figure names: what a car is, as named numbers in a fixed order.

A figure is one number of a car. Its key carries the unit at every edge (`kerb_mass_kg`); its name, without the unit,
is SI (`kerb_mass`). Bounds are what any road car can be; a number outside them is refused. The transform is the scale
on which the figure is near normal among cars: log for sizes, logit for shares, identity where the sign is free.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType

from carwright.units import bare, to_si


class Transform(StrEnum):
    """The scale on which a figure is spread among cars."""

    LOG = "log"
    LOGIT = "logit"
    IDENTITY = "identity"


class Chemistry(IntEnum):
    """What the cells are made of; the number is the block of the cell table."""

    NMC = 0
    NCA = 1
    LFP = 2
    LMO = 3


class Machine(IntEnum):
    """What drives an axle."""

    NONE = 0
    PERMANENT_MAGNET = 1
    INDUCTION = 2
    WOUND_ROTOR = 3


class Disconnect(IntEnum):
    """Whether an axle that is switched off is also uncoupled."""

    NO = 0
    YES = 1


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: key with unit, bounds in that unit, transform and meaning."""

    key: str
    low: float
    high: float
    transform: Transform
    meaning: str

    @property
    def name(self) -> str:
        """The SI name: the key without its unit."""
        return bare(self.key)

    @property
    def low_si(self) -> float:
        """The lower bound in SI."""
        return to_si(self.key, self.low)

    @property
    def high_si(self) -> float:
        """The upper bound in SI."""
        return to_si(self.key, self.high)


_LOG, _LOGIT, _FREE = Transform.LOG, Transform.LOGIT, Transform.IDENTITY
_row = FigureRow

_BODY = (
    _row("kerb_mass_kg", 300, 6000, _LOG, "mass ready to drive, without driver, with the reference battery and units"),
    _row("load_kg", 0, 2000, _FREE, "what is carried beyond kerb mass on a drive: driver, bags, or test mass less kerb mass"),
    _row("reference_battery_gross_energy_kwh", 3, 300, _LOG, "gross energy of the battery that kerb mass includes"),
    _row("reference_front_peak_power_kw", 2, 1500, _LOG, "peak power of the front unit that kerb mass includes"),
    _row("reference_rear_peak_power_kw", 2, 1500, _LOG, "peak power of the rear unit that kerb mass includes"),
    _row("pack_specific_energy_wh_per_kg", 40, 400, _LOG, "gross energy a kilogram of battery pack"),
    _row("drive_unit_specific_power_w_per_kg", 200, 10000, _LOG, "peak power a kilogram of drive unit"),
    _row("drag_coefficient", 0.1, 1.0, _LOG, "aerodynamic drag coefficient"),
    _row("frontal_area_m2", 1.0, 6.0, _LOG, "projected frontal area"),
    _row("wheelbase_m", 1.5, 4.5, _LOG, "distance between the axles"),
    _row("centre_of_gravity_height_m", 0.2, 1.2, _LOG, "height of the centre of gravity above the road"),
    _row("front_mass_share", 0.2, 0.8, _LOGIT, "share of the weight on the front axle at rest"),
)
_TYRE = (
    _row("rolling_resistance_coefficient", 0.003, 0.03, _LOG, "rolling force over load, warm tyre at 20 C ambient, at rest speed"),
    _row("rolling_rise_at_100kmh_share", 0, 1.0, _FREE, "growth of rolling resistance from rest to 100 km/h, with the square of speed"),
    _row("rolling_load_exponent", 0.6, 1.3, _FREE, "rolling force grows with load to this power"),
    _row("tyre_radius_m", 0.2, 0.5, _LOG, "rolling radius of the driven wheels"),
    _row("tyre_temperature_coefficient_per_k", 0, 0.03, _FREE, "rise of rolling resistance for each kelvin that the tyre is colder"),
    _row("tyre_warm_rise_k", 1, 60, _LOG, "how much warmer than the air a warm tyre runs"),
    _row("tyre_heat_capacity_j_per_k", 5e3, 1e6, _LOG, "heat capacity of the four tyres"),
    _row("grip_coefficient", 0.1, 2.0, _LOG, "greatest tyre force over load, dry road"),
    _row("wheel_inertia_kg_m2", 0.1, 10, _LOG, "moment of inertia of one wheel with tyre and disc"),
)
_RESIDUAL = (
    _row("residual_drag_constant_n", -1000, 2000, _FREE, "coast-down force that air, tyres and spin do not explain, at rest"),
    _row("residual_drag_linear_n_per_kmh", -30, 30, _FREE, "its growth with speed"),
    _row("residual_drag_quadratic_n_per_kmh2", -0.3, 0.3, _FREE, "its growth with the square of speed"),
    _row("reference_air_density_kg_per_m3", 0.9, 1.4, _LOG, "density of the air that the road load refers to"),
)


def _axle(side: str) -> tuple[FigureRow, ...]:
    return (
        _row(f"{side}_peak_power_kw", 2, 1500, _LOG, f"short-time mechanical power of the {side} unit"),
        _row(f"{side}_continuous_power_share", 0.1, 1, _LOGIT, f"lasting over peak power of the {side} unit"),
        _row(f"{side}_peak_torque_nm", 10, 3000, _LOG, f"greatest torque of the {side} motor at its shaft"),
        _row(f"{side}_gear_ratio", 1, 25, _LOG, f"motor turns for one turn of the {side} wheels"),
        _row(f"{side}_gear_loss_share", 0, 0.2, _FREE, f"share of the {side} gear's power lost in its teeth"),
        _row(f"{side}_gear_spin_torque_nm", 0, 60, _FREE, f"drag of the turning {side} gear, at the wheels, warm oil"),
        _row(f"{side}_rotor_inertia_kg_m2", 1e-3, 1, _LOG, f"moment of inertia of the {side} rotor"),
        _row(f"{side}_copper_loss_share", 0, 0.5, _FREE, f"copper loss of the {side} unit at peak torque over peak power"),
        _row(f"{side}_load_iron_loss_share", 0, 0.5, _FREE, f"load-dependent iron loss of the {side} unit at base speed and peak torque over peak power"),
        _row(f"{side}_inverter_loss_share", 0, 0.5, _FREE, f"conduction and switching loss of the {side} unit at peak torque over peak power"),
        _row(f"{side}_weakened_copper_ratio", 0, 5, _FREE, f"growth of the {side} copper loss where flux falls with speed; 1 for induction, 0 for magnets"),
        _row(f"{side}_switching_loss_share", 0, 0.1, _FREE, f"constant loss of the {side} unit over peak power while it gives torque"),
        _row(f"{side}_standby_power_w", 0, 2000, _FREE, f"what the {side} inverter draws when it is awake without torque"),
        _row(f"{side}_field_weakening_loss_share", 0, 0.5, _FREE, f"loss of full field weakening in the {side} unit over peak power"),
        _row(f"{side}_field_weakening_onset_ratio", 0.5, 5, _LOG, f"speed at which field weakening begins in the {side} unit over base speed"),
        _row(f"{side}_motor_drag_linear_share", 0, 0.2, _FREE, f"eddy-current drag of the turning {side} motor at base speed over peak torque"),
        _row(f"{side}_motor_drag_quadratic_share", 0, 0.2, _FREE, f"windage drag of the turning {side} motor at base speed over peak torque"),
    )


_BATTERY = (
    _row("battery_gross_energy_kwh", 3, 300, _LOG, "energy of the cells from full to empty at rest voltage"),
    _row("battery_usable_energy_kwh", 2, 300, _LOG, "energy of the cells between 100 and 0 % of the display at rest voltage"),
    _row("battery_top_buffer_share", 0, 0.3, _FREE, "charge kept free above 100 % of the display"),
    _row("battery_health_share", 0.3, 1, _LOGIT, "capacity now over capacity when new"),
    _row("cells_in_series_count", 10, 500, _LOG, "cells in series; sets the voltage of the pack"),
    _row("resistance_drop_v", 0.01, 1.0, _LOG, "voltage that one cell loses at 1C after ten seconds, half full, at 25 C"),
    _row("resistance_activation_temperature_k", 100, 10000, _LOG, "activation energy of the resistance over the gas constant"),
    _row("discharge_peak_power_kw", 5, 3000, _LOG, "greatest power that the pack gives, warm and full"),
    _row("charge_peak_power_kw", 2, 3000, _LOG, "greatest power that the pack takes from regeneration, warm and half full"),
    _row("cell_specific_heat_j_per_kg_k", 300, 2000, _LOG, "heat capacity a kilogram of pack"),
    _row("pack_conductance_w_per_k", 0.1, 200, _LOG, "heat flow from the pack to the air around it"),
)
_UNITS = (
    _row("drive_unit_specific_heat_j_per_kg_k", 200, 1500, _LOG, "heat capacity a kilogram of drive unit"),
    _row("drive_unit_conductance_w_per_k", 1, 1000, _LOG, "heat flow from one drive unit to its surroundings"),
    _row("derate_start_c", 50, 200, _FREE, "unit temperature at which peak power begins to fade"),
    _row("derate_end_c", 60, 250, _FREE, "unit temperature at which only lasting power is left"),
    _row("oil_heat_capacity_j_per_k", 500, 1e5, _LOG, "heat capacity of the gear oil and its housings"),
    _row("oil_conductance_w_per_k", 1, 500, _LOG, "heat flow from the gear oil to the air"),
    _row("oil_warm_c", 20, 120, _FREE, "oil temperature to which the gear's spin drag refers"),
    _row("oil_temperature_coefficient_per_k", 0, 0.05, _FREE, "rise of spin drag for each kelvin that the oil is colder"),
    _row("auxiliary_power_w", 0, 5000, _FREE, "12 V loads that are on while the car drives"),
    _row("dcdc_efficiency", 0.5, 1.0, _LOGIT, "of the converter that feeds the 12 V loads"),
)
_CONTROLS = (
    _row("top_speed_kmh", 30, 500, _LOG, "speed at which the car holds itself back"),
    _row("regeneration_deceleration_m_per_s2", 0.1, 10, _LOG, "deceleration that regeneration alone may give when the pedal is lifted"),
    _row("regeneration_blend_share", 0, 1, _FREE, "share of braking beyond that which is still regenerated"),
    _row("regeneration_fade_low_kmh", 0, 40, _FREE, "speed below which there is no regeneration"),
    _row("regeneration_fade_high_kmh", 1, 80, _FREE, "speed above which regeneration is whole"),
    _row("regeneration_full_charge_share", 0.3, 1, _LOGIT, "charge above which regeneration fades, to nothing when full"),
    _row("regeneration_cold_none_c", -60, 20, _FREE, "cell temperature below which there is no regeneration"),
    _row("regeneration_cold_whole_c", -40, 40, _FREE, "cell temperature above which regeneration is whole"),
    _row("regeneration_front_limit_share", 0, 1, _FREE, "greatest share of the regenerated force on the front axle"),
    _row("regeneration_rear_limit_share", 0, 1, _FREE, "greatest share of the regenerated force on the rear axle"),
    _row("axle_switching_penalty_w", 0, 5000, _FREE, "loss that another choice of axles must save before it is taken"),
)

FIGURES: tuple[FigureRow, ...] = (
    *_BODY,
    *_TYRE,
    *_RESIDUAL,
    *_axle("front"),
    *_axle("rear"),
    *_BATTERY,
    *_UNITS,
    *_CONTROLS,
)
"""Every figure, in the order of the vector."""

INDEX = MappingProxyType({row.name: place for place, row in enumerate(FIGURES)})
"""Place of each figure in the vector, by SI name."""

BY_KEY = MappingProxyType({row.key: row for row in FIGURES})
"""Row of each figure, by key with unit."""

CHOICES = MappingProxyType(
    {
        "chemistry": Chemistry,
        "front_machine": Machine,
        "rear_machine": Machine,
        "front_disconnect": Disconnect,
        "rear_disconnect": Disconnect,
    }
)
"""What a car is that is no number: a kind out of a short list, in the order of the choice vector."""

CHOICE_INDEX = MappingProxyType({name: place for place, name in enumerate(CHOICES)})
"""Place of each choice in the choice vector."""
