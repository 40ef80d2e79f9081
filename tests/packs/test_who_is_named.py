"""By default nobody is named in what leaves the machine, and notes that were written freely stay at home."""

from __future__ import annotations

from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.packs.order import Order
from caseworkbench.packs.words import initials
from caseworkbench.packs.write import write_pack
from tests.workbench.extract import authority

from .conftest import everything, records, sheets
from .hostile import NOTE, hostile

SURNAMES = ("Marlowe", "Quill", "Tallow")


@pytest.fixture(scope="module")
def workbench(tmp_path_factory):
    opened = hostile(tmp_path_factory.mktemp("named"))
    yield opened
    opened.close()


def packed(workbench, place, **asked):
    written = write_pack(workbench, Order(**asked), place, name="who")
    return {one.kind: everything(one.path) for one in written}


def cases_of(place):
    book = sheets(place / "who.xlsx")
    return {case["Case"][5:7]: case for case in records(book[next(name for name in book if name[0] == "1")], "Child")}


def test_by_default_there_are_identifiers_and_neither_names_nor_notes(workbench, tmp_path):
    for kind, text in packed(workbench, tmp_path).items():
        assert not any(name in text for name in SURNAMES), kind
        assert "mother" not in text, kind
        assert "C3" in text, kind
    case = cases_of(tmp_path)["S3"]
    assert (case["Reason"], case["Owner"], case["Action"]) == ("Late notification", "=W9", "@SUM(1)")
    assert "Name" not in case and "Note" not in case


def test_initials_stand_beside_the_identifier(workbench, tmp_path):
    for kind, text in packed(workbench, tmp_path, names="initials").items():
        assert not any(name in text for name in SURNAMES), kind
        assert "mother" not in text, kind
    assert cases_of(tmp_path)["S2"]["Initials"] == "S.Q."


def test_with_names_the_notes_come_too(workbench, tmp_path):
    texts = packed(workbench, tmp_path, names="names")
    assert all("Marlowe" in text and "mother rang" in text for text in texts.values())
    assert cases_of(tmp_path)["S3"]["Note"] == NOTE


def test_notes_can_be_asked_for_without_names(workbench, tmp_path):
    texts = packed(workbench, tmp_path, notes=True)
    assert all("mother rang" in text for text in texts.values())


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ada Mary Quillfeather", "A.M.Q."),
        ("=Hugo 'Quill", "H.Q."),
        ("名前 太郎", "名.太."),
        ("", ""),
        (None, ""),
        ("12", ""),
    ],
)
def test_initials_are_the_first_letters(name, short):
    assert initials(name) == short


def test_an_unknown_team_gets_a_sentence_and_no_file(workbench, tmp_path):
    with pytest.raises(WorkbenchError):
        write_pack(workbench, Order(team="Nowhere"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_no_care_leaver_s_date_of_birth_leaves_the_machine(tmp_path):
    children = [{"child_id": "C1", "date_of_birth": "1998-12-31"}, {"child_id": "C2", "date_of_birth": "1999-02-28"}]
    leavers = [{"child_id": "C1", "activity": "F1"}, {"child_id": "C2", "activity": "G4"}]
    opened = authority(tmp_path, {"children": children, "care_leavers": leavers}, date(2018, 9, 30))
    [figure] = [one for one in opened.figures() if one.measure == "care_leaver_eet"]
    assert (figure.numerator, figure.denominator) == (1, 2)
    for kind, text in packed(opened, tmp_path).items():
        assert "care_leaver_eet" in text, kind
        assert not any(born in text for born in ("1998-12-31", "31 Dec 1998", "1999-02-28", "28 Feb 1999")), kind
    opened.close()
