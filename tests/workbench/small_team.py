"""A team of three children, and a fourth for whom it owns an enquiry.

As at Wed 26 Sep 2018, the fifth working day after it being Wed 3 Oct:

- C1, C2 (one family) and C3 are allocated in North, C4 in South; an enquiry about C4 is North's.
- C1's child protection plan began Mon 3 Sep: seen by Mon 17 Sep at the latest, 7 working days ago.
- C2's child in need plan began Wed 29 Aug: to be seen today. C3's on Fri 31 Aug: by Fri 28 Sep.
- C4's plan began Mon 17 Sep: to be seen by Mon 1 Oct. The enquiry began Wed 5 Sep: the child to be seen by Thu 6 Sep,
  14 working days ago, the conference to be held today.
"""

from datetime import date

WEDNESDAY = date(2018, 9, 26)
EXTRACTS = {
    "children": [
        {"child_id": "C1", "forename": "Ada", "family_id": "F1"},
        {"child_id": "C2", "forename": "Bel", "family_id": "F1"},
        {"child_id": "C3", "forename": "Cyn", "family_id": "F2"},
        {"child_id": "C4", "forename": "Dot", "family_id": "F3"},
    ],
    "allocations": [
        {"allocation_id": f"A{n}", "child_id": f"C{n}", "team": team, "worker": worker, "start_date": "2018-01-01"}
        for n, (team, worker) in enumerate(
            (("North", "Wren"), ("North", "Wren"), ("North", "Gull"), ("South", "Rook")), 1
        )
    ],
    "teams": [{"team": "North", "service": "Safeguarding"}, {"team": "South", "service": "Safeguarding"}],
    "cp_plans": [
        {"plan_id": "P1", "child_id": "C1", "start_date": "2018-09-03"},
        {"plan_id": "P4", "child_id": "C4", "start_date": "2018-09-17"},
    ],
    "cin_plans": [
        {"plan_id": "K2", "child_id": "C2", "start_date": "2018-08-29"},
        {"plan_id": "K3", "child_id": "C3", "start_date": "2018-08-31"},
    ],
    "visits": [{"visit_id": "", "child_id": "", "visit_date": "", "visit_type": ""}],
    "section47s": [
        {
            "s47_id": "S4",
            "child_id": "C4",
            "start_date": "2018-09-05",
            "icpc_required": "Y",
            "team": "North",
            "worker": "Wren",
        }
    ],
    "initial_conferences": [{"conference_id": "", "child_id": "", "s47_id": "", "held_date": ""}],
}
