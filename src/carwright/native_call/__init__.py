"""Programs of C as functions of JAX."""
