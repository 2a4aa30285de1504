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
    from carwright.build.settle import settle
    from carwright.carfile import load

    settled = settle(load(file))
    how = [origin.how for origin in settled.origins.values()]
    counts = {name: how.count(name) for name in ("given", "rule", "default")}
    if json:
        print_json({"schema_version": 1, "file": file, "car": settled.car_file.id, "figures": counts})
        return
    print_text(
        f"{file}: good. {settled.car_file.maker} {settled.car_file.name}: {counts['given']} figures given, "
        f"{counts['rule']} derived by rule, {counts['default']} usual of such a car."
    )
