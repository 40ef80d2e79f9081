"""Care leavers in education, employment or training, whatever their activity is written as."""

from datetime import date

import pytest

from tests.workbench.extract import authority, figure

SEPTEMBER = date(2018, 9, 30)


@pytest.mark.parametrize(
    ("activity", "met"),
    [
        ("F1", 1),
        ("p", 1),
        ("F2 - full time education", 1),
        ("P/T", 1),
        ("Part-time training", 1),
        ("G6", 0),
        ("Pregnancy or parenting", 0),
        ("Prison", 0),
        ("", 0),
    ],
)
def test_a_word_that_only_begins_like_a_code_is_not_one(tmp_path, activity, met):
    """Pregnancy or parenting is what code G6 stands for: not in education, employment or training."""
    tables = {
        "children": [{"child_id": "C1", "date_of_birth": "1998-05-01"}],
        "care_leavers": [{"child_id": "C1", "activity": activity}],
    }
    found = figure(authority(tmp_path, tables, SEPTEMBER), "care_leaver_eet")
    assert (found.numerator, found.denominator) == (met, 1)


@pytest.mark.parametrize("born", ["0001-01-01", "9999-12-31"])
def test_a_date_that_stands_for_no_birth_is_of_no_age_and_stops_no_load(tmp_path, born):
    tables = {
        "children": [{"child_id": "C1", "date_of_birth": born}, {"child_id": "C2", "date_of_birth": "1998-05-01"}],
        "care_leavers": [{"child_id": "C1", "activity": "F1"}, {"child_id": "C2", "activity": "F1"}],
    }
    found = figure(authority(tmp_path, tables, SEPTEMBER), "care_leaver_eet")
    assert (found.numerator, found.denominator) == (1, 1)
