"""What is usual of battery cars: a joint distribution over their transformed figures. No JAX."""
