"""Where the format that brought a table cannot say what a measure asks, the load tells: the figure reads as nought."""

from datetime import date

from caseworkbench.loading.load import load
from caseworkbench.settings import Settings
from caseworkbench.workbench.open import open_workbench
from tests.workbench.extract import figure, write_tables

SEPTEMBER = date(2018, 9, 30)
LIST_1 = (
    "Child Unique ID,Gender,Ethnicity,Date of Birth,Date of Contact,Contact Source\nC1,b) Female,WBRI,,03/09/2018,2A\n"
)
DECIDED = [{"contact_id": "K1", "child_id": "C1", "received_at": "2018-09-03", "decision_at": "2018-09-04"}]


def loaded(tmp_path, source):
    return load([source], tmp_path / "store", settings=Settings(), as_at=SEPTEMBER)


def test_annex_a_has_no_decisions_on_contacts_and_the_load_says_so(tmp_path):
    (tmp_path / "List 1.csv").write_text(LIST_1)
    told = loaded(tmp_path, tmp_path / "List 1.csv").messages
    assert any(
        "Contacts decided in time: what was loaded cannot say decision at" in one and "load contacts.csv" in one
        for one in told
    )
    workbench = open_workbench(tmp_path / "store", Settings())
    assert figure(workbench, "contact_decision").denominator == 1
    assert workbench.cases("contact_decision").row(0)["status"] == "overdue"


def test_a_native_extract_that_leaves_the_column_out_speaks_of_it_all_the_same(tmp_path):
    undecided = [{"contact_id": "K1", "child_id": "C1", "received_at": "2018-09-03"}]
    told = loaded(tmp_path, write_tables(tmp_path / "native", {"contacts": undecided})).messages
    assert not any("cannot say" in one for one in told)


def test_decisions_that_come_later_from_a_native_extract_are_counted(tmp_path):
    (tmp_path / "List 1.csv").write_text(LIST_1)
    loaded(tmp_path, tmp_path / "List 1.csv")
    told = loaded(tmp_path, write_tables(tmp_path / "native", {"contacts": DECIDED})).messages
    assert not any("cannot say" in one for one in told)
    assert figure(open_workbench(tmp_path / "store", Settings()), "contact_decision").value == 100.0
