"""Dates as people type them on the command line: ISO, day first, ``today`` or ``yesterday``."""

import datetime as dt
import re

import click

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


class DateType(click.ParamType):  # type: ignore[type-arg]  # generic in later versions only
    """A date option or argument; anything else is a wrong command line (status 2) with a sentence."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The date that ``value`` names."""
        if isinstance(value, dt.date):
            return value
        text = str(value).strip()
        if text.casefold() == "today":
            return dt.date.today()
        if text.casefold() == "yesterday":
            return dt.date.today() - dt.timedelta(days=1)
        if match := _ISO.fullmatch(text):
            year, month, day = (int(part) for part in match.groups())
        elif match := _DAY_FIRST.fullmatch(text):
            day, month, year = int(match[1]), int(match[3]), int(match[4])
        else:
            self.fail(f"{text!r} is not a date: write 2018-09-30, 30/09/2018, today or yesterday.", param, ctx)
        try:
            return dt.date(year, month, day)
        except ValueError:
            self.fail(f"{text!r} is not a day of the calendar: check the day and the month.", param, ctx)


DATE = DateType()


class DateOrNoneType(click.ParamType):  # type: ignore[type-arg]  # generic in later versions only
    """A date, or an empty text, which takes away the date that stood."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The ISO date that ``value`` names, or an empty text."""
        if isinstance(value, str) and not value.strip():
            return ""
        return DATE.convert(value, param, ctx).isoformat()


DATE_OR_NONE = DateOrNoneType()


class LoadType(click.ParamType):  # type: ignore[type-arg]  # generic in later versions only
    """A load: by its number, or by a date, which is returned as such."""

    name = "load"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | dt.date:
        """The number or the date that ``value`` names."""
        if isinstance(value, int):
            return value
        text = str(value).strip()
        if text.isascii() and text.isdecimal():
            return int(text)
        try:
            return DATE.convert(value, param, ctx)
        except click.BadParameter as error:
            if "is not a date" not in error.message:
                raise
        self.fail(f"{text!r} is neither a load's number nor a date: write 3, 2018-09-30 or 30/09/2018.", param, ctx)


LOAD = LoadType()
