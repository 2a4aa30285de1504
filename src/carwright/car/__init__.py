"""The parts of a car: SI numbers and the physics of each part; no files, no units."""
