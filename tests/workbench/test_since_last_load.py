"""What has become overdue since the load before."""

from datetime import date

from caseworkbench.workbench.since_last_load import newly_overdue
from tests.workbench.stories import assessment, told

SUNDAY, NEXT = date(2018, 9, 23), date(2018, 9, 30)


def test_a_case_that_became_overdue_during_the_week_is_new_and_one_that_was_overdue_before_is_not(tmp_path):
    # 45 working days: from Mon 2 July due Tue 4 Sep (27 Aug is a bank holiday); from Mon 23 July due Tue 25 Sep.
    tables = {"assessments": [assessment(1, "2018-07-02"), assessment(2, "2018-07-23"), assessment(3, "2018-09-03")]}
    workbench = told(tmp_path, (SUNDAY, tables), (NEXT, tables))
    assert newly_overdue(workbench) == {"assessment:A2@2018-07-23"}


def test_a_case_that_a_load_brings_overdue_already_is_new(tmp_path):
    before = {"assessments": [assessment(1, "2018-07-02")]}
    after = {"assessments": [assessment(1, "2018-07-02"), assessment(2, "2018-06-04")]}
    new = newly_overdue(told(tmp_path, (SUNDAY, before), (NEXT, after)))
    # Nobody looked at it early either: the check at day 10 is a case of its own.
    assert new == {"assessment:A2@2018-06-04", "assessment_checkpoint:A2@2018-06-04"}


def test_a_case_overdue_before_whose_start_a_load_corrects_is_not_new(tmp_path):
    before = {"assessments": [assessment(1, "2018-06-11", oversight_date="2018-06-12")]}
    after = {"assessments": [assessment(1, "2018-06-04", oversight_date="2018-06-12")]}
    workbench = told(tmp_path, (SUNDAY, before), (NEXT, after))
    assert workbench.overdue_names() == {"assessment:A1@2018-06-04"}
    assert newly_overdue(workbench) == frozenset()


def test_a_child_seen_too_late_and_not_seen_again_is_new(tmp_path):
    plan = [{"plan_id": "P1", "child_id": "C1", "start_date": "2018-08-01"}]
    visits = [{"visit_id": "V1", "child_id": "C1", "visit_date": "2018-09-03", "visit_type": "cp"}]
    none = [{"visit_id": "V0", "child_id": "C9", "visit_date": "2018-09-03", "visit_type": "cp"}]
    before, after = {"cp_plans": plan, "visits": none}, {"cp_plans": plan, "visits": visits}
    workbench = told(tmp_path, (SUNDAY, before), (NEXT, after))
    assert newly_overdue(workbench) == {"cp_visit:P1@2018-09-03"}


def test_after_the_first_load_nothing_can_be_said_to_be_new(tmp_path):
    assert newly_overdue(told(tmp_path, (SUNDAY, {"assessments": [assessment(1, "2018-07-02")]}))) is None
