"""Cars as others measured them beside the same cars in simulation."""
