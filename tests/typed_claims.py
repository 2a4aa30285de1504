"""Claims for tests, said by nobody in particular."""

from carwright.belief.heard import Heard
from carwright.carfile.schema import Claim, Source


def heard(key, value, **more):
    """Return a claim of a key."""
    who = {"id": "s", "by": "Somebody", "title": "t", "date": "2024-01-01", "kind": "maker"}
    said = {"value": value, "from": "s", "kind": "maker", "date": "2024-01-01", **more}
    return Heard(f"{key}/s", key, Claim.model_validate(said), Source.model_validate(who))
