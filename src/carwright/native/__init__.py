"""Programs of C that were emitted from carwright's own jaxprs, and what loads and runs them."""
