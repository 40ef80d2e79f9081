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
