"""From a car file to figures, and from figures to a car."""
