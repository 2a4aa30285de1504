"""build_car: figures to the numbers of every part. Pure JAX: jit, vmap and grad go through it."""

import jax
import jax.numpy as jnp

from carwright.car import cell
from carwright.car.battery import BUFFERED, LAST_CURRENT, Battery
from carwright.car.body import Body
from carwright.car.build_inlet import build_inlet
from carwright.car.car import Accessories, Axle, Car, ResidualDrag
from carwright.car.charger import Charger
from carwright.car.climate import Climate
from carwright.car.controls import Controls
from carwright.car.drive_unit import DriveUnit
from carwright.car.gear import Gear
from carwright.car.thermal import Thermal
from carwright.car.tyre import Tyre
from carwright.figure_table import SIDES, Disconnect, Machine
from carwright.figure_vector import Figures
from carwright.state import Scalar
from carwright.units import HOUR, to_si

RISE_SPEED = to_si("speed_kmh", 100.0)
"""Speed at which the figures state a rise: 100 km/h [m/s]."""
NEVER = 1e6
"""Copper loss of a unit that is not there: no split gives it torque [W/(Nm)^2]."""


@jax.jit
def build_car(figures: Figures) -> Car:
    """Build a car from its figures.

    Kerb mass belongs to the reference battery and drive units; another battery or unit weighs more
    or less by its specific energy or power, so that no knob is free of charge.

    Args:
        figures: figures of one car; `jax.vmap` builds many.
    """
    mass = kerb_mass(figures)
    weight_ratio = (mass + figures["load"]) / (figures["kerb_mass"] + figures["load"])
    front_turns, rear_turns = (_rotating_mass(figures, side) for side in SIDES)
    battery = _battery(figures)
    return Car(
        body=Body(
            mass=mass + figures["load"],
            towed_mass=jnp.zeros_like(mass),
            kerb_mass=mass,
            greatest_payload=figures["greatest_payload"],
            rotating_mass=front_turns + rear_turns,
            front_rotating_share=front_turns / (front_turns + rear_turns),
            drag_area=figures["drag_coefficient"] * figures["frontal_area"],
            front_share=figures["front_mass_share"],
            load_transfer=figures["centre_of_gravity_height"] / figures["wheelbase"],
        ),
        tyre=Tyre(
            rolling_coefficient=figures["rolling_resistance_coefficient"],
            load_exponent=figures["rolling_load_exponent"],
            speed_rise=figures["rolling_rise_at_100kmh_share"] / RISE_SPEED**2,
            temperature_coefficient=figures["tyre_temperature_coefficient"],
            warm_rise=figures["tyre_warm_rise"],
            still_share=figures["tyre_still_share"],
            heat_capacity=figures["tyre_heat_capacity"],
            grip=figures["grip_coefficient"],
            radius=figures["tyre_radius"],
        ).under(weight_ratio),
        residual=ResidualDrag(
            constant=figures["residual_drag_constant"],
            linear=figures["residual_drag_linear"],
            quadratic=figures["residual_drag_quadratic"],
        ),
        front=_axle(figures, "front"),
        rear=_axle(figures, "rear"),
        battery=battery,
        accessories=Accessories(
            load=figures["auxiliary_power"],
            dcdc_efficiency=figures["dcdc_efficiency"],
            oil_heat_capacity=figures["oil_heat_capacity"],
            oil_conductance=figures["oil_conductance"],
            oil_warm=figures["oil_warm"],
            oil_coefficient=figures["oil_temperature_coefficient"],
        ),
        charger=Charger(
            power=figures["onboard_charger_power"],
            constant_loss=figures["onboard_charger_constant_loss"],
            loss_share=figures["onboard_charger_loss_share"],
            auxiliaries=figures["charging_auxiliary_power"],
        ),
        inlet=build_inlet(figures, battery),
        thermal=_thermal(figures),
        climate=_climate(figures),
        controls=Controls(
            top_speed=figures["top_speed"],
            regeneration_deceleration=figures["regeneration_deceleration"],
            regeneration_blend=figures["regeneration_blend_share"],
            fade_low=figures["regeneration_fade_low"],
            fade_high=figures["regeneration_fade_high"],
            full_charge=figures["regeneration_full_charge_share"] * battery.full_charge,
            cold_none=figures["regeneration_cold_none"],
            cold_whole=figures["regeneration_cold_whole"],
            front_limit=figures["regeneration_front_limit_share"],
            rear_limit=figures["regeneration_rear_limit_share"],
            switching_penalty=figures["axle_switching_penalty"],
            launch_ramp=figures["launch_ramp"],
        ),
        reference_density=figures["reference_air_density"],
    )


def kerb_mass(figures: Figures) -> Scalar:
    """Return kerb mass with the battery and units that the figures name [kg].

    Args:
        figures: figures of one car.
    """
    battery = figures["battery_gross_energy"] - figures["reference_battery_gross_energy"]
    units = sum(
        _present(figures, side)
        * (figures[f"{side}_peak_power"] - figures[f"reference_{side}_peak_power"])
        for side in ("front", "rear")
    )
    return (
        figures["kerb_mass"]
        + battery / figures["pack_specific_energy"]
        + units / figures["drive_unit_specific_power"]
    )


def _present(figures: Figures, side: str) -> Scalar:
    return jnp.where(figures.choice(f"{side}_machine") == Machine.NONE, 0.0, 1.0).astype(
        figures.values.dtype
    )


def _rotating_mass(figures: Figures, side: str) -> Scalar:
    """Two wheels, and the rotor where there is one, as mass at the rim [kg]."""
    rotor = _present(figures, side) * figures[f"{side}_rotor_inertia"]
    at_wheel = 2.0 * figures["wheel_inertia"] + rotor * figures[f"{side}_gear_ratio"] ** 2
    return at_wheel / figures["tyre_radius"] ** 2


def _axle(figures: Figures, side: str) -> Axle:
    def figure(name: str) -> Scalar:
        return figures[f"{side}_{name}"]

    present = _present(figures, side)
    power, torque = figure("peak_power"), figure("peak_torque")
    base_speed = power / torque
    disconnects = figures.choice(f"{side}_disconnect") == Disconnect.YES
    magnets = figures.choice(f"{side}_machine") == Machine.PERMANENT_MAGNET
    holds_field = jnp.where(magnets & ~disconnects, 1.0, 0.0)
    radius = figures["tyre_radius"]
    unit = DriveUnit(
        present=present,
        peak_torque=torque,
        peak_power=power,
        delivered_share=figure("delivered_power_ratio"),
        first_gear_step=figure("first_gear_step_ratio"),
        base_speed=base_speed,
        continuous_share=figure("continuous_power_share"),
        copper=jnp.where(present > 0.5, figure("copper_loss_share") * power / torque**2, NEVER),
        load_iron=present * figure("load_iron_loss_share"),
        inverter=present * figure("inverter_loss_share") * base_speed,
        weakened_copper=figure("weakened_copper_ratio"),
        switching=present * figure("switching_loss_share") * power,
        standby=present * figure("standby_power"),
        weakening=present * figure("field_weakening_loss_share") * power,
        onset_speed=figure("field_weakening_onset_ratio") * base_speed,
        holds_field=holds_field.astype(power.dtype),
        drag_linear=present * figure("motor_drag_linear_share") * torque / base_speed,
        drag_quadratic=present * figure("motor_drag_quadratic_share") * torque / base_speed**2,
        derate_start=figures["derate_start"],
        derate_end=figures["derate_end"],
        heat_capacity=figures["drive_unit_specific_heat"]
        * power
        / figures["drive_unit_specific_power"],
        conductance=figures["drive_unit_conductance"],
    )
    gear = Gear(
        turns_per_metre=figure("gear_ratio") / radius,
        tooth_loss=present * figure("gear_loss_share"),
        spin_force=present * figure("gear_spin_torque") / radius,
    )
    return Axle(unit=unit, gear=gear, disconnects=disconnects.astype(power.dtype))


def _battery(figures: Figures) -> Battery:
    chemistry = figures.choice("chemistry")
    dtype = figures.values.dtype

    def of_chemistry(values: object) -> Scalar:
        return jnp.asarray(values, dtype)[chemistry]

    cells, health = figures["cells_in_series_count"], figures["battery_health_share"]
    tilt = figures["rest_voltage_tilt"]
    shift = cell.Shift(figures["rest_voltage_offset"] - 0.5 * tilt, tilt)
    cell_energy = of_chemistry(cell.ENERGY[:, -1]) + figures["rest_voltage_offset"]
    new_capacity = figures["battery_gross_energy"] / (cells * cell_energy)
    resistance = cells * figures["resistance_drop"] * HOUR / new_capacity
    full = 1.0 - figures["battery_top_buffer_share"]
    usable = figures["battery_usable_energy"] / figures["battery_gross_energy"] * cell_energy
    at_full = cell.rest_energy(chemistry, full, shift)
    empty = cell.charge_at_energy(chemistry, jnp.maximum(at_full - usable, 0.0), shift)
    capacity = new_capacity * health
    ohmic, fast, slow = map(of_chemistry, (cell.OHMIC_SHARE, cell.FAST_SHARE, cell.SLOW_SHARE))
    lost = LAST_CURRENT * capacity / HOUR * resistance * (ohmic + fast + slow)
    highest = cells * of_chemistry(cell.HIGHEST_VOLTAGE)
    at_rest = cells * cell.rest_voltage(chemistry, full, shift) + lost
    buffered = jnp.minimum(figures["battery_top_buffer_share"] * (1.0 / BUFFERED), 1.0)
    return Battery(
        chemistry=chemistry,
        cells_in_series=cells,
        shift=shift,
        capacity=capacity,
        resistance=resistance,
        activation=figures["resistance_activation_temperature"],
        ohmic_share=ohmic,
        fast_share=fast,
        slow_share=slow,
        fast_capacitance=of_chemistry(cell.FAST_TIME) / (fast * resistance),
        slow_capacitance=of_chemistry(cell.SLOW_TIME) / (slow * resistance),
        empty_charge=empty,
        full_charge=full,
        nominal_voltage=cells * cell_energy,
        lowest_voltage=cells * of_chemistry(cell.LOWEST_VOLTAGE),
        highest_voltage=highest,
        full_voltage=at_rest,
        held_voltage=highest + buffered * (at_rest - highest),
        discharge_power=figures["discharge_peak_power"],
        charge_power=figures["charge_peak_power"],
        usable_energy=cells * capacity * (at_full - cell.rest_energy(chemistry, empty, shift)),
        derate_start=figures["battery_derate_start"],
        derate_end=figures["battery_derate_end"],
        heat_capacity=figures["cell_specific_heat"]
        * figures["battery_gross_energy"]
        / figures["pack_specific_energy"],
        conductance=figures["pack_conductance"],
    )


def _thermal(figures: Figures) -> Thermal:
    radiator, unit = figures["radiator_conductance"], figures["drive_unit_coolant_conductance"]
    still = figures["radiator_still_share"] * radiator
    return Thermal(
        heat_capacity=figures["coolant_heat_capacity"],
        pack_conductance=figures["pack_coolant_conductance"],
        front_conductance=_present(figures, "front") * unit,
        rear_conductance=_present(figures, "rear") * unit,
        radiator_still=still,
        radiator_rise=(radiator - still) / RISE_SPEED,
        chiller_power=figures["chiller_power"],
        heater_power=figures["battery_heater_power"],
        warm_below=figures["battery_heating_below"],
        cool_above=figures["battery_cooling_above"],
        precondition=figures["preconditioning"],
        recovery=figures["heat_recovery_share"],
    )


def _climate(figures: Figures) -> Climate:
    shell = figures["cabin_shell_conductance"]
    return Climate(
        air_heat_capacity=figures["cabin_air_heat_capacity"],
        mass_heat_capacity=figures["cabin_mass_heat_capacity"],
        mass_conductance=figures["cabin_mass_conductance"],
        shell_conductance=shell,
        shell_rise=shell * figures["cabin_shell_rise_at_100kmh_ratio"] / RISE_SPEED,
        ventilation=figures["cabin_ventilation"],
        recirculation=figures["recirculation_share"],
        defrost_fresh=figures["defrost_fresh_air_share"],
        sun_area=figures["cabin_sun_area"],
        cooling_power=figures["air_conditioning_power"],
        heat_pump_power=figures["heat_pump_power"],
        carnot_share=figures["carnot_share"],
        heater_power=figures["cabin_heater_power"],
        heater_efficiency=figures["cabin_heater_efficiency"],
        blower_power=figures["blower_power"],
        parked_power=figures["parked_power"],
        guarding_power=figures["guarding_power"],
    )
