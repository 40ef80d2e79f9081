"""``python -m caseworkbench.sample OUT``: writes a made-up authority."""

from pathlib import Path

import click

from caseworkbench.sample.annex_a import write_annex_a
from caseworkbench.sample.authority import make_authority
from caseworkbench.sample.cin_census import write_cin_census
from caseworkbench.sample.native import write_native
from caseworkbench.sample.ssd import write_ssd


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--children", default=1500, show_default=True, help="About how many children.")
@click.option("--years", type=int, help="Years of history (default: thirteen months and a lead-in).")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option("--annex-a", type=click.Path(path_type=Path), help="Also writes an Annex A workbook to this file.")
@click.option("--ssd", type=click.Path(path_type=Path), help="Also writes a Standard Safeguarding Dataset, a folder.")
@click.option("--cin-census", type=click.Path(path_type=Path), help="Also writes a children in need census, as XML.")
def main(
    out: Path,
    children: int,
    years: int | None,
    seed: int,
    annex_a: Path | None,
    ssd: Path | None,
    cin_census: Path | None,
) -> None:
    """Writes the native extracts of the made-up authority Northbridge into the folder OUT."""
    world = make_authority(children, years, seed)
    write_native(world.tables, out)
    if annex_a is not None:
        write_annex_a(world, annex_a)
    if ssd is not None:
        write_ssd(world, ssd)
    if cin_census is not None:
        write_cin_census(world, cin_census)


if __name__ == "__main__":
    main()
