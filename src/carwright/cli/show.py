"""carwright show: every figure of a car and where it comes from."""

from carwright.cli.output import print_json


def show(car: str, /, *, json: bool = False) -> None:
    """Show every figure of a car with its source, and what is said of it.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    json
        print one JSON document
    """
    from carwright.build.settle import settle
    from carwright.carfile import load

    settled = settle(load(car))
    file = settled.car_file
    if json:
        print_json(
            {
                "schema_version": 1,
                "car": file.id,
                "name": file.name,
                "maker": file.maker,
                "year": file.year,
                "figures": {
                    key: {
                        "value": origin.value,
                        "how": origin.how,
                        "kind": origin.kind,
                        "source": origin.source,
                        "date": origin.date,
                        "note": origin.note,
                    }
                    for key, origin in settled.origins.items()
                },
                "claims": {
                    key: [claim.model_dump(mode="json", exclude_none=True) for claim in claims]
                    for key, claims in file.claims.items()
                },
            }
        )
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(
        title=escape(f"{file.maker} {file.name}"), title_justify="left", box=None, pad_edge=False
    )
    table.add_column("figure", no_wrap=True)
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("kind", no_wrap=True)
    table.add_column("from")
    for key, origin in settled.origins.items():
        value = origin.value if isinstance(origin.value, str) else f"{origin.value:.5g}"
        table.add_row(
            key,
            escape(value),
            origin.kind,
            escape(origin.source),
            style=None if origin.how == "given" else "dim",
        )
    Console().print(table)
