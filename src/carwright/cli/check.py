"""carwright check: whether a car file can be right."""

from carwright.cli.output import print_json, print_text


def check(file: str, /, *, json: bool = False) -> None:
    """Check a car file: keys, numbers, units, sources, and whether they can belong to one car.

    Parameters
    ----------
    file
        path of a car file, or an id of the garage
    json
        print one JSON document
    """
    from carwright.settle.kept_car import kept_car

    settled = kept_car(file)
    how = [origin.how for origin in settled.origins.values()]
    counts = {name: how.count(name) for name in ("given", "rule", "population", "default")}
    if json:
        print_json({"schema_version": 1, "file": file, "car": settled.head.id, "figures": counts})
        return
    name = f"{settled.head.maker} {settled.head.name}"
    how_many = "{given} figures given, {rule} derived by rule, "
    how_many += "{population} learnt from measured cars, {default} usual of such a car"
    print_text(f"{file}: good. {name}: {how_many.format(**counts)}.")
