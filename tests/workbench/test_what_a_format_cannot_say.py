"""A measure has no data where the format that brought its table cannot say what it asks."""

from datetime import date

from caseworkbench.loading.load import load
from caseworkbench.settings import Settings
from caseworkbench.workbench.open import open_workbench
from tests.workbench.extract import authority, figure, write_tables

SEPTEMBER = date(2018, 9, 30)
LIST_1 = (
    "Child Unique ID,Gender,Ethnicity,Date of Birth,Date of Contact,Contact Source\nC1,b) Female,WBRI,,03/09/2018,2A\n"
)


def test_annex_a_has_no_decisions_on_contacts_so_they_are_no_data_not_nought(tmp_path):
    (tmp_path / "List 1.csv").write_text(LIST_1)
    load([tmp_path / "List 1.csv"], tmp_path / "store", settings=Settings(), as_at=SEPTEMBER)
    workbench = open_workbench(tmp_path / "store", Settings())
    found = figure(workbench, "contact_decision")
    assert (found.source, found.denominator, found.overdue) == ("none", None, None)
    assert len(workbench.cases("contact_decision")) == 0
    assert figure(workbench, "contacts").value == 1


def test_a_native_extract_that_leaves_the_column_out_has_undecided_contacts(tmp_path):
    tables = {"contacts": [{"contact_id": "K1", "child_id": "C1", "received_at": "2018-09-03"}]}
    assert figure(authority(tmp_path, tables, SEPTEMBER), "contact_decision").denominator == 1


def test_decisions_that_come_later_from_a_native_extract_are_counted(tmp_path):
    (tmp_path / "List 1.csv").write_text(LIST_1)
    load([tmp_path / "List 1.csv"], tmp_path / "store", settings=Settings(), as_at=SEPTEMBER)
    rows = [{"contact_id": "K1", "child_id": "C1", "received_at": "2018-09-03", "decision_at": "2018-09-04"}]
    load(
        [write_tables(tmp_path / "native", {"contacts": rows})],
        tmp_path / "store",
        settings=Settings(),
        as_at=SEPTEMBER,
    )
    assert figure(open_workbench(tmp_path / "store", Settings()), "contact_decision").value == 100.0
