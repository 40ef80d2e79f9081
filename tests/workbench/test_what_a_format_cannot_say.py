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
        "Contacts decided in time: what was loaded cannot say decision at" in one
        and "load contacts.csv in its place." in one
        for one in told
    )
    workbench = open_workbench(tmp_path / "store", Settings())
    assert figure(workbench, "contact_decision").denominator == 1
    assert workbench.cases("contact_decision").row(0)["status"] == "overdue"


PLANS = "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date\nP1,C1,2018-03-01\n"
REVIEWS = (
    "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_due,cppr_cp_review_date\nR1,C1,P9,,2018-02-01\n"
)
HELD = [{"review_id": "R2", "child_id": "C1", "review_type": "cin", "subject_id": "P1", "held_date": "2018-05-01"}]
NO_REVIEWS = (
    "Standard Safeguarding Dataset holds no reviews of children in need, so none counts as held; "
    "that touches Children in need plans reviewed."
)


def dataset(tmp_path):
    folder = tmp_path / "ssd"
    folder.mkdir()
    (folder / "ssd_cin_plans.csv").write_text(PLANS)
    (folder / "ssd_cp_reviews.csv").write_text(REVIEWS)
    return folder


def test_a_dataset_without_reviews_of_children_in_need_tells_so_and_of_nothing_that_was_not_loaded(tmp_path):
    told = [one for one in loaded(tmp_path, dataset(tmp_path)).messages if " holds " in one]
    assert told == [NO_REVIEWS]


def test_a_dataset_has_keys_so_native_rows_complete_it_beside_it(tmp_path):
    folder = tmp_path / "ssd"
    folder.mkdir()
    (folder / "ssd_contacts.csv").write_text("cont_contact_id,cont_person_id,cont_contact_date\nK1,C1,2018-09-03\n")
    told = loaded(tmp_path, folder).messages
    assert any("cannot say decision at" in one and "load contacts.csv beside it." in one for one in told)
    write_tables(folder, {"contacts": DECIDED})
    assert not any("cannot say" in one for one in loaded(tmp_path, folder).messages)
    assert figure(open_workbench(tmp_path / "store", Settings()), "contact_decision").value == 100.0


def test_native_reviews_beside_the_dataset_say_what_it_cannot(tmp_path):
    folder = dataset(tmp_path)
    write_tables(folder, {"reviews": HELD})
    assert NO_REVIEWS not in loaded(tmp_path, folder).messages
    workbench = open_workbench(tmp_path / "store", Settings())
    assert figure(workbench, "cin_review").denominator == 1
    assert workbench.cases("cin_review").row(0)["started"] == date(2018, 5, 1)


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
