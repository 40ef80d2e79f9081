"""Values of real reports: dates in every guise, codes with a lettered prefix or none."""

from datetime import date, datetime
from typing import Any

import pytest

from caseworkbench.extracts.mapping import Codes
from caseworkbench.extracts.mapping_reader import read_mapping
from caseworkbench.extracts.mapping_values import read_code, read_column, read_date
from caseworkbench.extracts.wording import without_prefix
from caseworkbench.resources import formats_folder

MAPPING = read_mapping(formats_folder() / "annex_a.toml")


def codes(list_name: str, heading: str) -> Codes:
    part = next(part for part in MAPPING.parts if part.name == list_name)
    found = part.headings[heading].codes
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2018, 9, 21), "2018-09-21"),
        (datetime(2018, 9, 21), "2018-09-21"),
        (datetime(2018, 9, 21, 14, 5), "2018-09-21 14:05:00"),
        ("21/09/2018", "2018-09-21"),
        (" 21/09/2018\u00a0", "2018-09-21"),
        ("2018-09-21", "2018-09-21"),
        ("2018-09-21 00:00:00", "2018-09-21"),
        ("21/09/2018 00:00", "2018-09-21"),
        ("21/09/2018 14:05", "2018-09-21 14:05:00"),
        ("21.09.2018", "2018-09-21"),
        ("21-09-2018", "2018-09-21"),
        ("21-Sep-2018", "2018-09-21"),
        ("21-Sep-18", "2018-09-21"),
        ("21 September 2018", "2018-09-21"),
        ("Friday, 21st September 2018", "2018-09-21"),
        (43364, "2018-09-21"),
        (43364.0, "2018-09-21"),
        ("43364", "2018-09-21"),
        (43364.5, "2018-09-21 12:00:00"),
        (43160.0, "2018-03-01"),
        ("03/04/2018", "2018-04-03"),
    ],
)
def test_a_date_is_read_however_it_is_written(cell: Any, day: str) -> None:
    assert read_date(cell) == day


@pytest.mark.parametrize("cell", ["31/02/2018", "2018-02-31", "soon", "21/13/2018", "9", 12.0, True, "31 Feb 2018"])
def test_what_is_no_date_is_not_made_one(cell: Any) -> None:
    assert read_date(cell) is None


@pytest.mark.parametrize("text", ["a) Yes", "Yes", "yes", "Y", "a)Yes", "(a) Yes", "A) YES", "a)", "Yes - plan agreed"])
def test_yes_is_yes(text: str) -> None:
    assert read_code(codes("list 3", "nfa"), text) == "Y"


@pytest.mark.parametrize("text", ["b) No", "No", "n", "b)", "No further action"])
def test_no_is_no(text: str) -> None:
    assert read_code(codes("list 3", "nfa"), text) == "N"


@pytest.mark.parametrize("text", ["Not known", "c) Not recorded", "Not stated"])
def test_what_is_not_known_is_empty(text: str) -> None:
    assert read_code(codes("list 3", "nfa"), text) is None


def test_a_conference_deemed_unnecessary_is_not_required() -> None:
    unnecessary = codes("list 5", "unnecessary")
    assert [read_code(unnecessary, text) for text in ("a) Yes", "b) No", "Not known")] == ["N", "Y", None]


def test_an_unknown_code_is_kept_as_written() -> None:
    assert read_code(codes("list 3", "nfa"), "perhaps") == "perhaps"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("a) Looked after child", "lac"),
        ("b) Child Protection plan", "cp"),
        ("c) Child in need plan", "cin"),
        ("Child in Need Plan", "cin"),
        ("CIN", "cin"),
        ("c)", "cin"),
        ("d) Open assessment", "assessment"),
        ("e) Closed episode", "closed"),
    ],
)
def test_the_case_status_is_read_by_words_or_letter(text: str, status: str) -> None:
    assert read_code(codes("list 6", "status"), text) == status


def test_prefixes_are_taken_off_and_codes_are_not() -> None:
    assert without_prefix("b) Female") == "Female"
    assert without_prefix("1A) Family member") == "Family member"
    assert without_prefix("N1 - Abuse") == "N1 - Abuse"
    assert without_prefix("C2") == "C2"


@pytest.mark.parametrize("text", ["C2", "a) C2: Full care order", "c2 - full care order", " C2 "])
def test_the_legal_status_is_its_code(text: str) -> None:
    part = next(part for part in MAPPING.parts if part.name == "list 8")
    assert str(read_column(part.headings["legal"], [text]).values[0]).upper() == "C2"


def test_words_for_nothing_are_nothing() -> None:
    part = next(part for part in MAPPING.parts if part.name == "list 1")
    column = read_column(part.headings["date"], ["NULL", "N/A", "-", "", None, "\u00a0"])
    assert list(column.values) == [None] * 6
    assert not column.unreadable
