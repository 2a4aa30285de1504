"""called: what to call a car in words."""


def called(maker: str, name: str, variant: str | None) -> str:
    """Return maker and name of a car, and its variant where its name does not say it.

    Args:
        maker: who makes it.
        name: what it is called, without its maker.
        variant: which variant is meant; None where there is one.
    """
    whole = f"{maker} {name}"
    return f"{whole} {variant}" if variant and not whole.endswith(variant) else whole
