"""From a car file to every figure of the car, each with its origin. No JAX."""
