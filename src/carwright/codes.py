"""Codes: numbers that stand for words in a state, an ask or a result. No JAX."""

from enum import IntEnum


class Outcome(IntEnum):
    """How a drive ended; the greater one wins."""

    FOLLOWED = 0
    FELL_SHORT = 1
    EMPTY = 2


class Mode(IntEnum):
    """What the driver, or the plug, asks for."""

    FOLLOW_SPEED = 0
    PEDALS = 1
    PLUGGED = 2


class Climate(IntEnum):
    """Who decides what climate draws."""

    OFF = 0
    GIVEN = 1
    AUTO = 2


class Given(IntEnum):
    """What a replay takes from the log, beside ambient air, elevation and the start."""

    TORQUE = 0
    CLIMATE = 1
    NOTHING = 2


class Axles(IntEnum):
    """Which axles give torque."""

    BOTH = 0
    FRONT = 1
    REAR = 2
