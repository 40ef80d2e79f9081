"""The Standard Safeguarding Dataset: each object's rows, worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.loading.load import load
from caseworkbench.workbench.open import open_workbench

from .making import write_workbook
from .reading import Came, Row, Weeks


def write(folder: Path, **objects: str) -> Path:
    """A folder of objects, each a text of lines."""
    folder.mkdir(exist_ok=True)
    for name, text in objects.items():
        lines = [line.strip() for line in text.strip().splitlines()]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def values(rows: list[Row], *columns: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row.get(name) for name in columns) for row in rows), key=str)


ENQUIRIES = '''
s47e_s47_enquiry_id,s47e_referral_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date,s47e_s47_nfa,s47e_s47_outcome_json
S1,R1,C1,2018-08-21 00:00:00,,N,"{""OUTCOME_CP_CONFERENCE_FLAG"": ""Y""}"
S2,R1,C1,22/08/2018,30/08/2018,Y,"{""CP_CONFERENCE_FLAG"": ""N""}"
S3,R1,C1,2018-08-23,,N,not JSON
S4,R1,C1,2018-08-24,,Y,not JSON
S5,R1,C1,2018-08-25,,,"{""OUTCOME_CP_CONFERENCE_FLAG"": """"}"
S6,R1,C1,2018-08-26,,Y,
S7,R1,C1,2018-08-27,,,"{""OUTCOME_CP_CONFERENCE_FLAG"": ""perhaps""}"
'''


def test_whether_a_conference_is_required_is_in_the_outcomes_else_in_no_further_action(tmp_path: Path) -> None:
    came = Came([write(tmp_path / "ssd", ssd_s47_enquiry=ENQUIRIES)])
    assert came.formats == ["ssd"]
    assert {row["s47_id"]: row["icpc_required"] for row in came["section47s"]} == {
        "S1": "Y",
        "S2": "N",
        "S3": None,
        "S4": "N",
        "S5": None,
        "S6": "N",
        "S7": None,
    }
    assert (came["section47s"][1]["start_date"], came["section47s"][1]["end_date"]) == ("2018-08-22", "2018-08-30")


EPISODES = """
clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,clae_entered_care_date
E3,C1,L1,2018-06-01,,,
E1,C1,L1,2018-01-10,2018-03-01,X1,2018-01-08
E2,C1,L1,2018-03-01,2018-06-01,X1,2018-01-08
E4,C2,L2,2018-02-01,2018-04-01,X1,
E5,C2,L2,2018-04-01,2018-05-05,E4,
E6,C2,L3,2018-07-01,2018-07-01,X1,
E7,C2,L3,2018-07-01,,,
E8,C3,,2018-07-01,,,
"""
STATUSES = """
lega_person_id,lega_legal_status,lega_legal_status_start_date,lega_legal_status_end_date
C1,V2,2017-12-01,2018-01-08
C1,C2,2018-01-08,
C1,E1,2018-02-01,
C2,v4,2018-01-31,2018-06-30
C2,C1,2018-07-01,
"""


def test_episodes_make_periods_of_care_with_the_status_at_their_start(tmp_path: Path) -> None:
    came = Came([write(tmp_path / "ssd", ssd_cla_episodes=EPISODES, ssd_legal_status=STATUSES)])
    assert values(
        came["care_episodes"], "care_id", "child_id", "start_date", "end_date", "end_reason", "legal_status"
    ) == [
        ("L1", "C1", "2018-01-08", None, None, "C2"),  # entered care two days before the first episode
        ("L2", "C2", "2018-02-01", "2018-05-05", "E4", "V4"),
        ("L3", "C2", "2018-07-01", None, None, "C1"),  # the episode without an end is the last of that day
    ]
    (reject,) = came.rejects
    assert (reject.line, reject.column) == (9, "clae_cla_id")


LEGAL = """
lega_person_id,lega_legal_status,lega_legal_status_start_date,lega_legal_status_end_date
C1,C2 Care order,2018-01-01,
"""


@pytest.mark.parametrize("shape", ["without the prefix", "in capitals", "a workbook", "a workbook without the prefix"])
def test_objects_are_known_whatever_holds_them(tmp_path: Path, shape: str) -> None:
    objects = {"ssd_cla_episodes": EPISODES, "ssd_legal_status": LEGAL}
    known = Came([write(tmp_path / "known", **objects)])
    if "without the prefix" in shape:
        objects = {name.removeprefix("ssd_"): text for name, text in objects.items()}
    if shape == "in capitals":
        objects = {
            name.upper(): text.strip().partition("\n")[0].upper() + "\n" + text.strip().partition("\n")[2]
            for name, text in objects.items()
        }
    if "workbook" in shape:
        sheets = {name: [line.split(",") for line in text.strip().splitlines()] for name, text in objects.items()}
        came = Came([write_workbook(tmp_path / "dataset.xlsx", sheets)])
    else:
        came = Came([write(tmp_path / "ssd", **objects)])
    assert came.formats == ["ssd"]
    columns = ("care_id", "child_id", "start_date", "end_date", "legal_status", "end_reason")
    assert values(came["care_episodes"], *columns) == values(known["care_episodes"], *columns)
    assert ("L1", "C2") in values(came["care_episodes"], "care_id", "legal_status")


def test_reviews_and_visits_of_care_find_the_child_by_the_period(tmp_path: Path) -> None:
    came = Came(
        [
            write(
                tmp_path / "ssd",
                ssd_cla_episodes=EPISODES,
                ssd_cla_reviews="""
                clar_cla_review_id,clar_cla_id,clar_cla_review_due_date,clar_cla_review_date,clar_cla_review_cancelled
                1,L1,2018-02-05,2018-02-01,N
                2,L2,2018-03-01,2018-02-28,Y""",
                ssd_cla_visits="""
                clav_cla_visit_id,clav_cla_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen,clav_cla_visit_seen_alone
                1,L1,,2018-01-12,Y,N
                2,L2,C2,2018-02-05,N,N""",
                ssd_cla_placement="""
                clap_cla_placement_id,clap_person_id,clap_cla_id,clap_cla_placement_start_date,clap_cla_placement_end_date,clap_cla_placement_type
                P1,C1,L1,2018-01-08,,U1""",
                ssd_cp_visits="""
                cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen,cppv_cp_visit_seen_alone
                1,C1,K1,2018-01-02,Y,Y""",
            )
        ]
    )
    assert values(came["reviews"], "child_id", "review_type", "subject_id", "held_date", "cancelled") == [
        ("C1", "lac", "L1", "2018-02-01", "N"),
        ("C2", "lac", "L2", "2018-02-28", "Y"),
    ]
    # Each object counts its visits from 1: they stay apart.
    assert values(came["visits"], "visit_id", "child_id", "visit_type", "child_seen") == [
        ("cp-1", "C1", "cp", "Y"),
        ("lac-1", "C1", "lac", "Y"),
        ("lac-2", "C2", "lac", "N"),
    ]
    assert values(came["placements"], "placement_id", "care_id", "child_id") == [("P1", "L1", "C1")]


def test_the_role_of_the_allocated_worker_leads_whatever_it_is_called(tmp_path: Path) -> None:
    text = """
    invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_role_id,invo_professional_team,invo_involvement_start_date,invo_involvement_end_date
    1,C1,W1,ALLOCATED CASE WORKER,T1,2018-01-01,
    2,C1,W2,,T1,2018-01-01,
    3,C1,W3,CW,T1,2018-01-01,
    4,C1,W4,Independent Reviewing Officer,T1,2018-01-01,
    5,C1,W5,Allocated Case Worker Assistant,T1,2018-01-01,"""
    came = Came([write(tmp_path / "ssd", ssd_involvements=text)])
    assert [row["role"] for row in came["allocations"]] == [
        "lead",
        None,
        "lead",
        "independent reviewing officer",
        "allocated case worker assistant",
    ]


@pytest.mark.parametrize(("called", "teams"), [("T1", [("T1", "East")]), ("Team One", [("Team One", "East")])])
def test_a_team_is_called_what_the_other_objects_call_it(
    tmp_path: Path, called: str, teams: list[tuple[str, str]]
) -> None:
    came = Came(
        [
            write(
                tmp_path / "ssd",
                ssd_department="dept_team_id,dept_team_name,dept_team_parent_name\nT1,Team One,East",
                ssd_cin_episodes="cine_referral_id,cine_person_id,cine_referral_date,cine_referral_team\n"
                f"R1,C1,2018-01-01,{called}",
            )
        ]
    )
    assert values(came["teams"], "team", "service") == teams


def test_contacts_say_what_came_of_them(tmp_path: Path) -> None:
    text = """
    cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_outcome_json
    1,C1,2018-09-01 14:05:00,5A,"{""NEW_REFERRAL_FLAG"": ""Y"", ""NFA_FLAG"": ""N""}"
    2,C1,2018-09-02,5A,"{""OUTCOME_NFA_FLAG"": ""Y""}"
    3,C1,2018-09-03,5A,gone"""
    came = Came([write(tmp_path / "ssd", ssd_contacts=text)])
    assert values(came["contacts"], "received_at", "received_at_time", "outcome") == [
        ("2018-09-01", "14:05:00", "referral"),
        ("2018-09-02", None, "nfa"),
        ("2018-09-03", None, None),
    ]


MISSING = """
miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted
M1,C1,2018-09-01,Missing,2018-09-03,Y,N
M2,C1,2018-09-05,Missing from care,2018-09-06,Y,Y
M3,C1,2018-09-08,M,2018-09-09,N,N
M4,C1,2018-09-10,Absent,2018-09-11,NA,
"""


def test_an_interview_that_was_declined_is_known_and_one_that_was_never_offered_is_none(tmp_path: Path) -> None:
    came = Came([write(tmp_path / "ssd", ssd_missing=MISSING)])
    assert [row["episode_type"] for row in came["missing_episodes"]] == ["missing", "missing", "missing", "absent"]
    assert values(came["return_interviews"], "episode_id", "accepted") == [("M1", "N"), ("M2", "Y")]


@pytest.mark.parametrize("named", [None, "ssd"])
def test_native_files_beside_it_know_more_of_interviews(tmp_path: Path, named: str | None) -> None:
    folder = write(
        tmp_path / "ssd",
        ssd_missing=MISSING,
        ssd_person="pers_person_id,pers_dob\nC1,2005-01-01",
        return_interviews="interview_id,episode_id,child_id,offered_at,accepted,interviewed_at\n"
        "I2,M2,C1,2018-09-06,Y,2018-09-07\nI1,M1,C1,2018-09-20,N,",
        supervisions="supervision_id,child_id,supervision_date,kind,supervisor,worker\nV1,C1,2018-09-01,,W9,W1",
    )
    record = load([folder], tmp_path / "store", as_at=date(2018, 9, 30), format=named)
    assert (record.format, record.mode) == ("ssd and native", "replace")
    opened = open_workbench(tmp_path / "store")
    (figure,) = [one for one in opened.figures() if one.measure == "return_interview"]
    # M1: the offer of the 20th was late. M2: in time. M3: never offered, so it runs and is overdue.
    assert (figure.numerator, figure.denominator) == (1, 3)
    opened.close()


def test_without_native_interviews_only_the_declined_are_settled_and_the_load_says_why(tmp_path: Path) -> None:
    record = load([write(tmp_path / "ssd", ssd_missing=MISSING)], tmp_path / "store", as_at=date(2018, 9, 30))
    assert any("cannot say interviewed at" in message for message in record.messages)
    opened = open_workbench(tmp_path / "store")
    statuses = {
        case["case"].split("@")[0]: case["status"] for case in opened.cases("return_interview", statuses=["all"]).rows()
    }
    assert statuses == {
        "return_interview:M1": "void",
        "return_interview:M2": "overdue",
        "return_interview:M3": "overdue",
    }
    opened.close()


def test_it_replaces_what_it_provides_and_leaves_the_rest(tmp_path: Path, weeks: Weeks) -> None:
    weeks.load(write(tmp_path / "one", ssd_s47_enquiry=ENQUIRIES, ssd_person="pers_person_id\nC1"), date(2018, 9, 1))
    lines = ENQUIRIES.strip().splitlines()
    weeks.load(write(tmp_path / "two", ssd_s47_enquiry="\n".join(lines[:2])), date(2018, 9, 8))
    assert [row["s47_id"] for row in weeks.rows("section47s")] == ["S1"]
    assert [row["child_id"] for row in weeks.rows("children")] == ["C1"]


def test_an_object_without_its_key_is_refused_with_the_nearest_headings(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "ssd", ssd_cp_plans="cppl_plan_id,cppl_person_id,cppl_cp_plan_start_date\nK1,C1,2018-01-01"
    )
    with pytest.raises(WorkbenchError, match=r"lacks the heading 'cppl_cp_plan_id' .* 'cppl_plan_id'"):
        Came([folder])
