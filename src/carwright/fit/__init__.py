"""Fits: the population behind what nobody has said of a car."""
