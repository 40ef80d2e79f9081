"""``caseworkbench undo-load``: back to the generation before the last load."""

import click

from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import tell


@click.command(name="undo-load")
@pass_place
def undo_load(place: Place) -> None:
    """Go back to how things stood before the last load; what people wrote stays."""
    from caseworkbench.store.generations import undo_load as undo

    tell(undo(place.store))
