"""What people and systems write in cells, and what it comes to (specification of the data, section 1)."""

from datetime import date, datetime

import pytest

from caseworkbench.extracts.checking import check
from caseworkbench.extracts.clean import as_text, text_column
from caseworkbench.extracts.native_tables import BY_NAME
from caseworkbench.extracts.rows import CheckedRows, RawRows


def checked(table: str, **columns: object) -> CheckedRows:
    """Check rows given as columns; a single value stands for a column of one."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in columns.items()}
    count = len(next(iter(lists.values())))
    headings = {name: name.replace("_", " ").title() for name in lists}
    return check(RawRows(table, f"{table}.csv", lists, range(2, count + 2), headings=headings))


def contact(received_at: object, **others: object) -> CheckedRows:
    return checked("contacts", contact_id="k1", child_id="c1", received_at=received_at, **others)


@pytest.mark.parametrize(
    ("written", "day", "clock"),
    [
        ("2018-09-21", "2018-09-21", None),
        ("21/09/2018", "2018-09-21", None),
        ("03/04/2018", "2018-04-03", None),
        ("3/4/2018", "2018-04-03", None),
        ("2018-09-21 14:05", "2018-09-21", "14:05:00"),
        ("2018-09-21T14:05:30", "2018-09-21", "14:05:30"),
        ("21/09/2018 14:05", "2018-09-21", "14:05:00"),
        ("21/09/2018T9:05", "2018-09-21", "09:05:00"),
        ("2018-09-21 00:00:00", "2018-09-21", "00:00:00"),
        ("2018-09-21 14:05:30.000", "2018-09-21", "14:05:30"),
        ("\u00a0 21/09/2018  14:05\u00a0", "2018-09-21", "14:05:00"),
        ("29/02/2016", "2016-02-29", None),
        (datetime(2018, 9, 21, 14, 5), "2018-09-21", "14:05:00"),
        (datetime(2018, 9, 21), "2018-09-21", None),
        (date(2018, 9, 21), "2018-09-21", None),
    ],
)
def test_dates_are_read_day_first_and_keep_their_time_apart(written: object, day: str, clock: str | None) -> None:
    rows = contact(written)
    assert list(rows.columns["received_at"]) == [day]
    assert list(rows.columns["received_at_time"]) == [clock]


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2018",
        "29/02/2018",
        "09/21/2018",
        "2018-13-01",
        "2018-00-10",
        "0000-01-01",
        "soon",
        "21/09/18",
        "2018-09-21 25:00",
        "2018-09-21 14:60",
        "2018-09-21x",
        "20180921",
        "٢٠١٨-٠٩-٢١",
    ],
)
def test_a_date_that_is_none_is_rejected_with_its_place_and_a_way_out(written: str) -> None:
    rows = contact(written)
    assert rows.count == 0
    (reject,) = rows.rejects
    assert reject[:5] == ("contacts", "contacts.csv", 2, "Received At", written)
    assert "not a date" in reject.message and "day first" in reject.message


def test_a_time_of_day_in_a_date_column_is_left_out() -> None:
    rows = checked("cp_plans", plan_id="p", child_id="c", start_date="2018-09-21 00:00:00")
    assert rows.columns["start_date"] == ["2018-09-21"]


@pytest.mark.parametrize("written", ["Y", "y", "Yes", " YES ", "true", "True", "1", "a) Yes", "a)Yes", True, 1.0])
def test_a_flag_says_yes_in_many_ways(written: object) -> None:
    assert checked("referrals", **_referral, nfa=written).columns["nfa"] == ["Y"]


@pytest.mark.parametrize("written", ["N", "n", "No", "FALSE", "0", "b) No", "b)\u00a0No", False, 0.0])
def test_a_flag_says_no_in_many_ways(written: object) -> None:
    assert checked("referrals", **_referral, nfa=written).columns["nfa"] == ["N"]


@pytest.mark.parametrize("written", ["", " ", None, "\u00a0"])
def test_an_empty_flag_is_not_known(written: object) -> None:
    assert checked("referrals", **_referral, nfa=written).columns["nfa"] == [None]


def test_an_unknown_flag_is_rejected_only_where_it_decides_a_figure() -> None:
    assert checked("referrals", **_referral, nfa="perhaps").rejects[0].value == "perhaps"
    seen = checked("assessments", assessment_id="a", child_id="c", start_date="2018-09-21", child_seen="not yet")
    assert seen.columns["child_seen"] == ["not yet"]


def test_codes_are_read_whatever_their_case() -> None:
    assert contact("2018-09-21", outcome="Early Help").columns["outcome"] == ["early_help"]
    assert contact("2018-09-21", outcome="EARLY-HELP").columns["outcome"] == ["early_help"]
    assert contact("2018-09-21", outcome="").columns["outcome"] == [None]
    visit = checked("visits", visit_id="v", child_id="c", visit_date="2018-09-21", visit_type="CP")
    assert visit.columns["visit_type"] == ["cp"]
    care = checked("care_episodes", care_id="e", child_id="c", start_date="2018-09-21", legal_status="c2")
    assert care.columns["legal_status"] == ["C2"]


def test_an_unknown_code_that_decides_a_figure_is_rejected_with_the_known_ones() -> None:
    (reject,) = contact("2018-09-21", outcome="passed on").rejects
    assert reject.column == "Outcome" and reject.value == "passed on"
    assert "referral, early_help, advice or nfa" in reject.message


def test_a_post_is_no_less_than_nothing() -> None:
    """Two posts of 1 and -1 FTE would make a vacancy rate of more than a hundred per cent."""
    rows = checked("posts", post_id=["p1", "p2", "p3"], holder=["vacant"] * 3, fte=["-1", "0", "0.5"])
    assert list(rows.columns["fte"]) == [0, 0.5]
    [reject] = rows.rejects
    assert (reject.value, reject.message) == ("-1", "The fte must be a plain number such as 0.6, not below 0.")


def test_numbers_are_plain() -> None:
    def value(written: object) -> CheckedRows:
        return checked("published_figures", measure="m", period_end="2018-03-31", area="England", value=written)

    assert value("59.6").columns["value"] == [59.6]
    assert value(59.6).columns["value"] == [59.6]
    for wrong in ("59.6%", "1,000", "nan", "inf", "1_000", "1e3", "x"):
        assert value(wrong).rejects[0].value == wrong
    plans = checked("cp_plans", plan_id="p", child_id="c", start_date="2018-01-01", previous_plans="2.0")
    assert plans.columns["previous_plans"] == [2]


def test_texts_are_trimmed_and_otherwise_kept() -> None:
    assert as_text("  O\u2019Neil \u00a0\u00a0 Smith\t") == "O\u2019Neil Smith"
    assert as_text("[b]Ali \x1b[31m") == "[b]Ali \x1b[31m"
    assert as_text(12345.0) == "12345"
    texts, some_empty = text_column(["0012", " a  b ", "", "x\ny", "\u2003", "ß"])
    assert list(texts) == ["0012", "a b", None, "x y", None, "ß"] and some_empty


@pytest.mark.parametrize(
    "odd", ["a b", "a\u00a0b", "é", "", "a ", " a", "a\tb", "a\r\nb", "a\u2009b", "\u3000", "a\x1fb"]
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_untidy_value_anywhere_in_a_column_is_tidied(odd: str, place: int) -> None:
    values = ["plain", "simple"]
    values.insert(place, odd)
    texts, some_empty = text_column(values)
    assert list(texts) == [as_text(value) for value in values]
    assert some_empty == (None in list(texts))


def test_a_row_without_a_required_value_is_rejected_and_the_rest_load() -> None:
    rows = checked(
        "visits",
        visit_id=["v1", "v2", "", "v4"],
        child_id=["c1", " ", "c3", "c4"],
        visit_date=["2018-09-21"] * 3 + ["01/09/2018"],
        visit_type=["cp"] * 4,
    )
    assert rows.columns["visit_id"] == ["v1", "v4"]
    assert rows.columns["visit_date"] == ["2018-09-21", "2018-09-01"]
    assert [(reject.line, reject.column, reject.value) for reject in rows.rejects] == [
        (3, "Child Id", None),
        (4, "Visit Id", None),
    ]
    assert (rows.read, rows.count) == (4, 2)


def test_a_row_is_rejected_once_for_its_first_problem() -> None:
    (reject,) = checked("visits", visit_id="v", child_id="", visit_date="never", visit_type="cp").rejects
    assert reject.column == "Child Id"


def test_rows_without_any_value_are_passed_over() -> None:
    rows = checked("children", child_id=["c1", "", " "], forename=["A", "", "\u00a0"])
    assert (rows.read, rows.count, rows.rejects) == (1, 1, [])


def test_every_table_takes_a_row_with_nothing_but_what_it_requires() -> None:
    for table in BY_NAME.values():
        values = {c.name: _plain[c.kind] if not c.codes else c.codes[0] for c in table.columns if c.required}
        rows = checked(table.name, **values)
        assert (rows.count, rows.rejects) == (1, []), table.name
        assert rows.columns.keys() <= dict(table.stored).keys()


_referral = {"referral_id": "r1", "child_id": "c1", "referral_date": "2018-09-21"}
_plain = {"text": "x", "date": "2018-09-21", "moment": "2018-09-21", "code": "cp", "number": "1", "whole": "1"}
