"""Logs: measured drives, read from files, cleaned with every fault named, on even steps. No JAX."""
