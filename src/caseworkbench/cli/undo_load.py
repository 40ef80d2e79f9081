"""``caseworkbench undo-load``: back to the generation before the last load."""

import datetime as dt

import click

from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import tell
from caseworkbench.output.words import long_date


@click.command(name="undo-load", short_help="Go back to the load before.")
@pass_place
def undo_load(place: Place) -> None:
    """Go back to how things stood before the last load; what people wrote stays."""
    from caseworkbench.loading.load import undo_load as undo

    current = undo(place.store)
    as_at = long_date(dt.date.fromisoformat(current.as_at))
    tell(f"Undone: the store is back at load {current.load_id}, as at {as_at}.")
