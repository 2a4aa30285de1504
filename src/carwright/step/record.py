"""The record of a step: step-mean powers with fixed names, from what the beats found."""

import jax.numpy as jnp

from carwright.codes import Mode
from carwright.state import Record
from carwright.step.achieve import Achieved
from carwright.step.heat import Sources, flows
from carwright.step.limits import Limits
from carwright.step.moment import Moment
from carwright.step.solve import Solved, low_voltage


def record_of(now: Moment, limits: Limits, achieved: Achieved, solved: Solved) -> Record:
    """Return the step-mean powers of a step.

    Args:
        now: what the step starts from.
        limits: what this step may use.
        achieved: what the car really does.
        solved: how the axles share the force and what that draws.
    """
    car, climate = now.car, limits.conditioning
    shared, pack = solved.share, solved.electric
    speed = achieved.mean_speed
    parts = limits.resistance
    front_teeth = car.front.gear.tooth_loss * shared.front * limits.speed
    rear_teeth = car.rear.gear.tooth_loss * shared.rear * limits.speed
    rotation = (car.body.rotating_mass / now.dt) * (achieved.speed - now.state.speed)
    roller = (achieved.sign * achieved.motors - achieved.brakes - parts.slope - rotation) * speed
    tyres = parts.tyres.at(achieved.drag_speed) * speed
    front_drag = parts.front_motor.at(achieved.drag_speed) * speed
    rear_drag = parts.rear_motor.at(achieved.drag_speed) * speed
    front_gear = front_teeth + parts.front_spin * speed
    rear_gear = rear_teeth + parts.rear_spin * speed
    front_unit, rear_unit = shared.front_loss - front_teeth, shared.rear_loss - rear_teeth
    heat = Sources(
        cells=pack.ohmic_loss + pack.polarisation_loss,
        front_unit=front_unit + front_drag,
        rear_unit=rear_unit + rear_drag,
        oil=front_gear + rear_gear,
        tyres=tyres,
    )
    flow = flows(now, limits, climate, speed, heat)
    load = low_voltage(now)
    through = load / car.accessories.dcdc_efficiency
    charging, plugged = solved.plug, now.ask.mode == Mode.PLUGGED
    nothing = jnp.zeros_like(pack.power)
    return Record(
        chemical=pack.chemical,
        terminal_out=jnp.maximum(pack.power, 0.0),
        terminal_in=jnp.maximum(-pack.power, 0.0),
        grid=jnp.where(plugged, charging.grid, nothing),
        charger=jnp.where(plugged, charging.loss, nothing),
        cable=jnp.where(plugged, charging.cable, nothing),
        wheel_drive=jnp.maximum(roller, 0.0),
        wheel_brake=jnp.maximum(-roller, 0.0),
        air=parts.air.at(achieved.drag_speed) * speed,
        tyres=tyres,
        residual_drag=parts.residual.at(achieved.drag_speed) * speed,
        friction_brakes=achieved.brakes * speed,
        front_motor_drag=front_drag,
        rear_motor_drag=rear_drag,
        front_gear=front_gear,
        rear_gear=rear_gear,
        front_drive_unit=front_unit,
        rear_drive_unit=rear_unit,
        auxiliaries=jnp.where(plugged, charging.auxiliaries, load),
        dcdc=jnp.where(plugged, charging.dcdc, through - load),
        climate=climate.power,
        cabin_heating=climate.cabin.heating,
        cabin_cooling=climate.cabin.cooling,
        battery_heating=climate.coolant.heating,
        battery_cooling=climate.coolant.cooling,
        cell_ohmic=pack.ohmic_loss,
        cell_polarisation=pack.polarisation_loss,
        cell_cooling=flow.cells,
        front_unit_cooling=flow.front_unit,
        rear_unit_cooling=flow.rear_unit,
        oil_cooling=flow.oil,
        tyre_cooling=flow.tyres,
        cell_to_coolant=flow.cells_to_coolant,
        front_unit_to_coolant=flow.front_to_coolant,
        rear_unit_to_coolant=flow.rear_to_coolant,
        coolant_cooling=flow.coolant,
        coolant_drawn=flow.drawn,
        cabin_sun=climate.cabin.sun,
        cabin_people=climate.cabin.people,
        cabin_delivered=climate.cabin.delivered,
        cabin_to_mass=flow.cabin_to_mass,
        cabin_to_air=flow.cabin,
    )
