"""carwright garage: the cars that come with the program."""

from carwright.cli.output import print_json, print_text


def garage(*, json: bool = False) -> None:
    """List the cars that come with the program.

    Parameters
    ----------
    json
        print one JSON document
    """
    from carwright.carfile import garage_heads

    cars = [
        {"id": car.id, "name": car.name, "maker": car.maker, "year": car.year}
        for car in garage_heads()
    ]
    if json:
        print_json({"schema_version": 1, "cars": cars})
        return
    width = max(len(car["id"]) for car in cars)
    for car in cars:
        year = f", {car['year']}" if car["year"] else ""
        print_text(f"{car['id']:<{width}}  {car['maker']} {car['name']}{year}")
