"""One step of a car: limits, demand, achieve, solve, heat."""
