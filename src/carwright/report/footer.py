"""Footer: what the page rests on, so that it can be made again."""

import datetime
import platform
from importlib.metadata import version

from carwright.report.markup import Html, paragraph, tag
from carwright.report.study import Study
from carwright.report.tables import Row, cards
from carwright.report.words import day
from carwright.settle.provenance import provenance


def footer(study: Study) -> Html:
    """Return the foot of the page.

    Args:
        study: what the page rests on.
    """
    precision = str(study.main.car.body.mass.dtype)
    proofs = [(car, provenance(car.settled, precision)) for car in study.cars]
    main = proofs[0][1]
    read = [(car.name, proof["car_file"], proof["car_file_sha256"]) for car, proof in proofs]
    read.append(("Class defaults", "class_defaults.toml", main["class_defaults_sha256"]))
    rows = [
        Row(what, (tag("code", file), tag("code", digest, class_="hash")))
        for what, file, digest in read
    ]
    made = day(datetime.datetime.now(tz=datetime.UTC).date().isoformat())
    told = (
        f"Made by carwright {main['carwright']} on {made} with Python {platform.python_version()}, "
        f"JAX {version('jax')} and numbers in {precision}. The same files and versions give "
        "the same numbers. Every drive on this page is a simulation."
    )
    return tag(
        "footer",
        tag("h2", "What this page rests on", id="footer-title"),
        paragraph(told),
        cards("Hashes (SHA-256) of what was read", ("What", "File", "Hash"), rows),
        id="footer",
    )
