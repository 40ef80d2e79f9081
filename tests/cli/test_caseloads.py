"""``caseloads``: a row per worker, team or service, and the children of one."""

import pytest

from .conftest import write_extracts

EXTRACTS = {
    "children": "child_id,forename,surname,family_id\nC1,Ada,Quillfeather,F1\nC2,[b]Hugo,Quillfeather,F1\nC3,Bel,,\n",
    "teams": "team,service\nNorth,Safeguarding\n",
    "workers": "worker,name,team,fte\nW1,Wren Ashby,North,0.5\nW2,Otto Penn,North,1\n",
    "allocations": """\
allocation_id,child_id,worker,team,start_date,end_date
A1,C1,W1,North,2018-01-01,
A2,C2,W1,North,2018-09-10,
""",
    "referrals": "referral_id,child_id,referral_date,team\nR3,C3,2018-09-24,North\n",
    "cp_plans": "plan_id,child_id,start_date\nP1,C1,2018-02-01\n",
}
FIELDS = (
    "service team worker worker_name unallocated children workers fte per_fte average_six_months change looked_after "
    "child_protection child_in_need assessment_or_other new_this_month longest_unallocated"
).split()


@pytest.fixture
def store(call, tmp_path):
    extracts = write_extracts(tmp_path / "extracts", EXTRACTS)
    assert call("--store", tmp_path / "store", "load", extracts, "--as-at", "30/09/2018").status == 0
    return tmp_path / "store"


def test_the_unallocated_then_every_worker(call, store):
    waiting, wren, otto = call("--store", store, "caseloads", "--format", "json").json
    assert list(wren) == FIELDS
    assert wren == {
        "service": "Safeguarding",
        "team": "North",
        "worker": "W1",
        "worker_name": "Wren Ashby",
        "unallocated": False,
        "children": 2,
        "workers": 1,
        "fte": 0.5,
        "per_fte": 4.0,
        "average_six_months": 1.0,
        "change": "up",
        "looked_after": None,
        "child_protection": 1,
        "child_in_need": None,
        "assessment_or_other": 1,
        "new_this_month": 1,
        "longest_unallocated": None,
    }
    assert (waiting["unallocated"], waiting["children"], waiting["longest_unallocated"]) == (True, 1, 4)
    assert (otto["worker"], otto["children"], otto["fte"]) == ("W2", 0, 1.0)


def test_a_table_for_people(call, store):
    out = call("--store", store, "caseloads", "--by", "team").out
    assert out.startswith("Caseloads by team; as at Sun 30 Sep 2018\n")
    assert "Unallocated (longest 4 working days)" in out
    [north] = [line for line in out.splitlines() if line.startswith("North")]
    assert north.split() == ["North", "Safeguarding", "2", "0.5", "4.0", "1.0", "▲", "–", "1", "–", "1", "1"]


def test_the_children_of_a_worker(call, store):
    found = call("--store", store, "caseloads", "--worker", "W1", "--children", "--format", "json").json
    assert [(one["child_id"], one["plan"], one["since"]) for one in found] == [
        ("C1", "child_protection", "2018-01-01"),
        ("C2", "assessment_or_other", "2018-09-10"),
    ]
    table = call("--store", store, "caseloads", "--team", "North", "--children").out
    assert "[b]Hugo Quillfeather" in table and "3 children; North" in table


def test_mistakes_are_answered_by_a_sentence(call, store, loaded):
    assert call("--store", store, "caseloads", "--worker", "W1").status == 2
    answer = call("--store", store, "caseloads", "--team", "Nroth")
    assert (answer.status, answer.out) == (1, "") and "did you mean North" in answer.err
    assert "counted from the allocations extract" in call("--store", loaded, "caseloads").err
