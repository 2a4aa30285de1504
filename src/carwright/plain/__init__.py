"""What commands compute without JAX: figures in, numbers by name out, by the native programs."""
