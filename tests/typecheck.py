"""The type checker that runs behind every function of carwright while it is tested."""

from beartype import BeartypeConf, beartype

# A whole number may stand where a float is asked for, as type checkers have it.
check = beartype(conf=BeartypeConf(is_pep484_tower=True))
