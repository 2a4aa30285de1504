"""Names: one spelling of makers and model families, so that rows of many lists meet."""

import re

_MAKERS = {
    "mercedes": "mercedes-benz",
    "mg-motors-uk": "mg",
    "m-g": "mg",
    "smart-uk-automotive-ltd": "smart",
    "smart-eq": "smart",
    "ssangyong": "kgm",
    "vw": "volkswagen",
    "ds": "ds-automobiles",
}
_FILLERS = ("mustang", "new", "classe", "class", "audi", "nissan", "polestar", "the", "all")
_VANS = re.compile(
    r"\be?(berlingo|boxer|caddy|citan|combo|crafter|deliver|dispatch|doblo|ducato|eqt|eqv|expert|"
    r"id\.? ?buzz|interstar|jumper|jumpy|kangoo|master|movano|nv200|partner|proace|relay|rifter|"
    r"scudo|spacetourer|sprinter|tourneo|townstar|transit|transporter|traveller|trafic|ulysse|vito|"
    r"vivaro|zafira)\b"
)
"""Models that are vans by name, with windows or without."""
_TRIM = re.compile(r"^(i3|i4|ix|e-tron|taycan|bolt|leaf|ioniq|soul|niro|kona)")


def maker_id(maker: str) -> str:
    """Return a maker in one spelling.

    Args:
        maker: as a list or a car file writes it.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", maker.strip().lower()).strip("-")
    return _MAKERS.get(plain, plain)


def family_id(maker: str, model: str) -> str:
    """Return a model family in one spelling: maker and first telling word of the model.

    Args:
        maker: as a list or a car file writes it.
        model: name of the model, with or without its variant.
    """
    words = re.sub(r"[^a-z0-9.\-]+", " ", model.strip().lower()).split()
    telling = [word for word in words if word not in _FILLERS and word != maker.strip().lower()]
    first = telling[0] if telling else "?"
    if first == "model" and len(telling) > 1:
        first = f"model {telling[1]}"
    stem = _TRIM.match(first)
    return f"{maker_id(maker)} {stem[1] if stem else first}"


def is_van(model: str) -> bool:
    """Return whether a model is a van by its name.

    Args:
        model: name of the model.
    """
    return bool(_VANS.search(model.strip().lower().replace("-", " ")))


def plain_name(maker: str, model: str) -> tuple[str, str]:
    """Return maker and model without what lists add: an owner in brackets, the maker's name.

    Args:
        maker: as a list writes it.
        model: name of the model, with or without its maker.
    """
    brand = re.sub(r"\s*\(.*?\)", "", maker).strip() or maker.strip()
    name = model.strip()
    if name.casefold().startswith(f"{brand.casefold()} "):
        name = name[len(brand) :].strip()
    return brand, name
