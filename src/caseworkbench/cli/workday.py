"""``caseworkbench workday``: the working days of England by themselves, for a person on the telephone."""

import datetime as dt

import click

from caseworkbench.cli import options
from caseworkbench.cli.dates import DATE
from caseworkbench.cli.printing import heading, say, write_object, write_rows
from caseworkbench.output.columns import Column
from caseworkbench.output.words import count_of, long_date
from caseworkbench.workbench.wording import day_words, holiday_words

_NUMBERS = {"ignore_unknown_options": True}  # so that -5 is a number to be refused by name, not an option

_DAYS = [Column("date", "Date", "right"), Column("why", "Why it is not a working day")]


def _reasons(named: list[tuple[dt.date, str]], start: dt.date) -> str:
    """``; Mon 27 Aug is the summer bank holiday``, one for each day passed over that has a name."""
    return "".join(f"; {day_words(day, day.year != start.year)} is {holiday_words(why)}" for day, why in named)


@click.group(short_help="Working days: add, between, list.")
def workday() -> None:
    """Working days: Monday to Friday, less the bank holidays of England and Wales."""


@workday.command(context_settings=_NUMBERS, short_help="The N-th working day after DATE.")
@click.argument("start", metavar="DATE", type=DATE)
@click.argument("count", metavar="N", type=click.IntRange(min=0, max=20_000))
@options.as_format
def add(start: dt.date, count: int, form: str) -> None:
    """The N-th working day after DATE; with 0 that day itself or the next working day."""
    from caseworkbench.calendar.england import england

    calendar = england()
    due = calendar.add(start, count)
    from_day = start if count else start - dt.timedelta(days=1)  # with 0 the start itself may be passed over
    skipped = [{"date": day, "why": why} for day, why in calendar.skipped(from_day, due)]
    if form == "json":
        write_object({"date": due, "skipped": skipped})
        return
    if form != "table":
        rows = [{"date": due, "why": f"working day {count}"}, *skipped]
        write_rows(form, ("date", "why"), [_DAYS[0], Column("why", "What it is")], rows)
        return
    named = calendar.named_between(from_day, due)
    day_0 = calendar.why(start)
    start_words = f" (Day 0, not a working day: {day_0})" if day_0 else ""
    say(
        f"{count_of(count, 'working day')} from {long_date(start)}{start_words}{_reasons(named, start)}; "
        f"due {long_date(due)}."
    )


@workday.command(short_help="The working days after A, up to B.")
@click.argument("earlier", metavar="A", type=DATE)
@click.argument("later", metavar="B", type=DATE)
@options.as_format
def between(earlier: dt.date, later: dt.date, form: str) -> None:
    """How many working days lie after A, up to and with B; negative where B is before A."""
    from caseworkbench.calendar.england import england

    calendar = england()
    found = calendar.between(earlier, later)
    if form == "json":
        write_object({"working_days": found})
        return
    if form != "table":
        row = {"from": earlier, "to": later, "working_days": found}
        write_rows(form, ("from", "to", "working_days"), [Column(f, f.replace("_", " ")) for f in row], [row])
        return
    named = calendar.named_between(min(earlier, later), max(earlier, later))
    plural = "working day" if abs(found) == 1 else "working days"
    say(f"{found:,} {plural} after {long_date(earlier)} up to {long_date(later)}{_reasons(named, earlier)}.")


@workday.command(name="list", short_help="The bank holidays of YEAR.")
@click.argument("year", type=click.IntRange(min=1990, max=2060))
@options.as_format
def list_(year: int, form: str) -> None:
    """The weekdays of YEAR that are not working days, by name."""
    from caseworkbench.calendar.england import england

    calendar = england()
    new_year, new_years_eve = dt.date(year, 1, 1), dt.date(year, 12, 31)
    day_before = new_year - dt.timedelta(days=1)
    named = calendar.named_between(day_before, new_years_eve)
    if form in ("table", "markdown"):
        total = calendar.between(new_year, new_years_eve) + calendar.is_working(new_year)
        heading(f"{year}: {count_of(total, 'working day')}, {count_of(len(named), 'bank holiday')}", form)
    write_rows(form, ("date", "why"), _DAYS, ({"date": day, "why": why} for day, why in named))
