"""Whole cars, from files: one, many by changes, a batch of different ones."""
