"""What to believe of a car: what past claims teach about the claims of today. No JAX here."""
