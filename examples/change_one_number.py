"""Change one number of a car, see the range, and see how much every other number matters."""

# %% A car from the garage, as named numbers with sources.
import carwright

figures = carwright.figures("xiaomi-su7-max")
print(f"drag coefficient {float(figures['drag_coefficient']):.3f}")

# %% Built and driven: WLTC range from usable energy over consumption at the battery.
car = carwright.build_car(figures)
run = carwright.drive(car, "wltc-3b")
print(f"{float(run.consumption_dc) / 3.6:.1f} Wh/km, {float(run.range_dc) / 1000:.0f} km")

# %% One number changed: eleven cars from a slippery one to a brick, each built anew.
drag = [0.19 + 0.01 * step for step in range(11)]
runs = carwright.drive(carwright.vary(figures, {"drag_coefficient": drag}), "wltc-3b")
for coefficient, distance in zip(drag, runs.range_dc, strict=True):
    print(f"  {coefficient:.2f}  {float(distance) / 1000:.0f} km")

# %% A larger battery also weighs more: its gain is less than its share.
energies = [80.0, 101.0, 130.0]
cars = carwright.vary(figures, {"battery_gross_energy_kwh": energies})
for energy, mass in zip(energies, cars.body.kerb_mass, strict=True):
    print(f"  {energy:.0f} kWh  {float(mass):.0f} kg")

# %% The gradient: what one unit of every figure is worth, in metres of range.
slopes = carwright.gradient(figures, lambda car: carwright.drive(car, "wltc-3b").range_dc)
for key, unit in (("kerb_mass_kg", 10.0), ("drag_coefficient", 0.01), ("auxiliary_power_w", 100.0)):
    print(f"  {key} +{unit:g}: {float(slopes[key]) * unit / 1000:+.2f} km")
