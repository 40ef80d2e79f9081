"""``python -m caseworkbench.sample OUT``: writes a made-up authority."""

from pathlib import Path

import click

from caseworkbench.sample.annex_a import write_annex_a
from caseworkbench.sample.authority import make_authority
from caseworkbench.sample.native import write_native


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--children", default=1500, show_default=True, help="About how many children.")
@click.option("--years", type=int, help="Years of history (default: thirteen months and a lead-in).")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option("--annex-a", type=click.Path(path_type=Path), help="Also writes an Annex A workbook to this file.")
def main(out: Path, children: int, years: int | None, seed: int, annex_a: Path | None) -> None:
    """Writes the native extracts of the made-up authority Northbridge into the folder OUT."""
    world = make_authority(children, years, seed)
    write_native(world.tables, out)
    if annex_a is not None:
        write_annex_a(world, annex_a)


if __name__ == "__main__":
    main()
