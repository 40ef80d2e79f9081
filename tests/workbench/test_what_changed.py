"""What changed between two loads: stories of two Sundays, with answers worked out by hand."""

from contextlib import contextmanager
from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.workbench.boards import BoardLine
from caseworkbench.workbench.changes import Asked, MeasureChanges, two_points
from caseworkbench.workbench.changes_words import period_words
from tests.workbench.stories import assessment, told

SUNDAY, NEXT = date(2018, 9, 23), date(2018, 9, 30)


@contextmanager
def changed(workbench, measure, start=None, end=None, as_at=None, **who):
    """What changed in one measure."""
    with two_points(workbench, start, end, as_at) as (first, last):
        [(line, choice)] = workbench.asked([BoardLine(measure)], **who)
        yield MeasureChanges(Asked(line, choice), first, last)


def assessments(*rows):
    return {"assessments": list(rows)}


def week(tmp_path, before, after):
    """The one case that changed in the assessment measure from one Sunday to the next."""
    workbench = told(tmp_path, (SUNDAY, assessments(*before)), (NEXT, assessments(*after)))
    with changed(workbench, "assessment") as found:
        [case] = found.cases()
    return case


OTHER = assessment(9, "2018-09-17")
"""An assessment with nothing to say, so that there is data."""


def test_an_assessment_authorised_during_the_week_was_done_in_time(tmp_path):
    case = week(tmp_path, [assessment(1, "2018-09-03")], [assessment(1, "2018-09-03", "2018-09-26")])
    assert (case["kind"], case["field"], case["was"], case["now"]) == (
        "done_in_time",
        "stopped",
        None,
        date(2018, 9, 26),
    )
    assert (case["status_before"], case["status_after"]) == ("running", "in_time")
    assert (case["counted_before"], case["counted_after"], case["met_after"]) == (False, True, True)
    assert case["days_late"] is None


def test_an_overdue_assessment_authorised_during_the_week_was_done_late(tmp_path):
    case = week(tmp_path, [assessment(1, "2018-07-02")], [assessment(1, "2018-07-02", "2018-09-26")])
    assert (case["kind"], case["status_before"], case["status_after"]) == ("done_late", "overdue", "late")
    assert (case["counted_after"], case["met_after"]) == (True, False)


def test_an_assessment_whose_45th_day_went_by_became_overdue(tmp_path):
    # From Mon 23 July, 45 working days with the bank holiday on 27 August: due Tue 25 September.
    case = week(tmp_path, [assessment(1, "2018-07-23")], [assessment(1, "2018-07-23")])
    assert (case["kind"], case["was"], case["now"]) == ("became_overdue", "due_soon", "overdue")
    assert case["due"] == date(2018, 9, 25)


def test_an_assessment_begun_during_the_week_is_new(tmp_path):
    case = week(tmp_path, [OTHER], [OTHER, assessment(1, "2018-09-25")])
    assert (case["kind"], case["case"], case["case_before"]) == ("new", "assessment:A1@2018-09-25", None)


def test_an_assessment_of_last_month_that_only_this_load_has_was_entered_late(tmp_path):
    case = week(tmp_path, [OTHER], [OTHER, assessment(1, "2018-09-10")])
    assert (case["kind"], case["field"], case["happened"]) == ("entered_late", "started", date(2018, 9, 10))
    # Begun on the 10th, first seen in the extract of the 30th.
    assert (case["first_seen_load"], case["first_seen_on"], case["days_late"]) == (2, NEXT, 20)


def test_an_authorisation_of_before_the_last_load_that_it_did_not_have_was_entered_late(tmp_path):
    case = week(tmp_path, [assessment(1, "2018-09-03")], [assessment(1, "2018-09-03", "2018-09-21")])
    assert (case["kind"], case["field"], case["days_late"]) == ("entered_late", "stopped", 9)


def test_a_start_that_was_corrected_is_the_same_case_with_other_dates(tmp_path):
    case = week(tmp_path, [assessment(1, "2018-09-03")], [assessment(1, "2018-09-05")])
    assert (case["kind"], case["field"], case["was"], case["now"]) == (
        "changed_dates",
        "started",
        date(2018, 9, 3),
        date(2018, 9, 5),
    )
    assert (case["case_before"], case["case"]) == ("assessment:A1@2018-09-03", "assessment:A1@2018-09-05")


def test_an_authorisation_that_was_moved_to_another_day_has_changed_its_dates(tmp_path):
    case = week(tmp_path, [assessment(1, "2018-09-03", "2018-09-20")], [assessment(1, "2018-09-03", "2018-09-18")])
    assert (case["kind"], case["field"], case["was"], case["now"]) == (
        "changed_dates",
        "stopped",
        date(2018, 9, 20),
        date(2018, 9, 18),
    )


def test_an_authorisation_that_was_taken_back_has_changed_its_dates_and_runs_again(tmp_path):
    case = week(tmp_path, [assessment(1, "2018-09-03", "2018-09-20")], [assessment(1, "2018-09-03")])
    assert (case["kind"], case["field"], case["now"]) == ("changed_dates", "stopped", None)
    assert (case["status_before"], case["status_after"]) == ("in_time", "running")


def test_an_assessment_that_the_later_extract_lacks_is_no_longer_there(tmp_path):
    case = week(tmp_path, [OTHER, assessment(1, "2018-09-03")], [OTHER])
    assert (case["kind"], case["status_before"], case["status_after"]) == ("gone", "running", None)
    assert case["child_id"] == "C1"


def test_an_assessment_whose_referral_was_closed_ceased_to_matter(tmp_path):
    row = assessment(1, "2018-09-03", referral_id="R1")
    referral = {"referral_id": "R1", "child_id": "C1", "referral_date": "2018-09-03", "closed_date": ""}
    before = {"assessments": [row], "referrals": [referral]}
    after = {"assessments": [row], "referrals": [{**referral, "closed_date": "2018-09-27"}]}
    with changed(told(tmp_path, (SUNDAY, before), (NEXT, after)), "assessment") as found:
        [case] = found.cases()
    assert (case["kind"], case["field"], case["now"]) == ("void", "voided", date(2018, 9, 27))


def test_a_visit_entered_late_stops_the_clock_it_belongs_to_and_starts_the_next(tmp_path):
    plan = {"cp_plans": [{"plan_id": "P1", "child_id": "C1", "start_date": "2018-09-03"}]}

    def visits(*days):
        rows = [
            {"visit_id": f"V{day}", "child_id": "C1", "visit_date": day, "visit_type": "cp", "child_seen": "Y"}
            for day in days
        ]
        return {**plan, "visits": rows}

    before = visits("2018-09-10")
    after = visits("2018-09-10", "2018-09-19")
    with changed(told(tmp_path, (SUNDAY, before), (NEXT, after)), "cp_visit") as found:
        cases = {case["case"]: (case["kind"], case["field"], case["days_late"]) for case in found.cases()}
    assert cases == {
        "cp_visit:P1@2018-09-10": ("entered_late", "stopped", 11),
        "cp_visit:P1@2018-09-19": ("entered_late", "started", 11),
    }


def test_a_backdated_visit_gives_the_clock_before_it_another_end(tmp_path):
    plan = {"cp_plans": [{"plan_id": "P1", "child_id": "C1", "start_date": "2018-09-03"}]}

    def visits(day):
        row = {"visit_id": "V1", "child_id": "C1", "visit_date": day, "visit_type": "cp", "child_seen": "Y"}
        return {**plan, "visits": [row]}

    workbench = told(tmp_path, (SUNDAY, visits("2018-09-19")), (NEXT, visits("2018-09-12")))
    with changed(workbench, "cp_visit") as found:
        cases = {case["case"]: case for case in found.cases()}
    first, second = cases["cp_visit:P1@2018-09-03"], cases["cp_visit:P1@2018-09-12"]
    assert (first["kind"], first["field"], first["was"], first["now"]) == (
        "changed_dates",
        "stopped",
        date(2018, 9, 19),
        date(2018, 9, 12),
    )
    assert (second["kind"], second["field"], second["was"]) == ("changed_dates", "started", date(2018, 9, 19))


def test_the_minute_of_an_interview_can_move_too(tmp_path):
    def interview(at):
        return {
            "missing_episodes": [
                {
                    "episode_id": "M1",
                    "child_id": "C1",
                    "episode_type": "missing",
                    "started_at": "2018-09-10 20:00",
                    "ended_at": "2018-09-11 10:00",
                }
            ],
            "return_interviews": [
                {"interview_id": "R1", "episode_id": "M1", "child_id": "C1", "accepted": "Y", "interviewed_at": at}
            ],
        }

    workbench = told(tmp_path, (SUNDAY, interview("2018-09-14 12:30")), (NEXT, interview("2018-09-14 09:15")))
    with changed(workbench, "return_interview") as found:
        [case] = found.cases()
    assert (case["kind"], case["field"], case["was"], case["now"]) == ("changed_dates", "stop_time", "12:30", "09:15")
    assert (case["status_before"], case["status_after"]) == ("late", "in_time")


def test_a_case_that_another_team_took_over_went_out_of_one_and_came_into_the_other(tmp_path):
    def with_team(*spans):
        rows = [
            {"allocation_id": f"L{n}", "child_id": "C1", "team": team, "worker": "Wren", "start_date": day}
            for n, (team, day) in enumerate(spans)
        ]
        return {"assessments": [assessment(1, "2018-09-03")], "allocations": rows}

    before = with_team(("North", "2018-09-03"))
    after = with_team(("North", "2018-09-03"), ("South", "2018-09-27"))
    workbench = told(tmp_path, (SUNDAY, before), (NEXT, after))
    kinds = {}
    for team in ("North", "South"):
        with changed(workbench, "assessment", team=team) as found:
            [case] = found.cases()
            kinds[team] = (case["kind"], case["was"], case["now"])
    assert kinds == {"North": ("went_out", "North", "South"), "South": ("came_in", "North", "South")}
    with changed(workbench, "assessment") as found:
        assert found.cases() == []


def test_an_overdue_case_that_comes_from_another_team_did_not_become_overdue_here(tmp_path):
    def with_team(*spans):
        rows = [
            {"allocation_id": f"L{n}", "child_id": "C1", "team": team, "worker": "Wren", "start_date": day}
            for n, (team, day) in enumerate(spans)
        ]
        return {"assessments": [assessment(1, "2018-07-02")], "allocations": rows}

    before = with_team(("North", "2018-07-02"))
    after = with_team(("North", "2018-07-02"), ("South", "2018-09-27"))
    workbench = told(tmp_path, (SUNDAY, before), (NEXT, after))
    with changed(workbench, "assessment", team="South") as found:
        assert found.overdue_sentence() == "1 came overdue from elsewhere, 1 is overdue now."
        assert found.summary()["became_overdue"] == 0
    with changed(workbench, "assessment", team="North") as found:
        assert found.overdue_sentence() == (
            "The one overdue assessment has not been completed, 1 went to another team, none remains."
        )


def test_what_was_done_last_month_falls_out_of_the_figure_as_the_month_moves_on(tmp_path):
    rows = [assessment(1, "2018-09-03", "2018-09-20")]
    with changed(
        told(tmp_path, (NEXT, assessments(*rows)), (date(2018, 10, 7), assessments(*rows))), "assessment"
    ) as found:
        [case] = found.cases()
    assert (case["kind"], case["counted_before"], case["counted_after"]) == ("period", True, False)


def test_75_of_141_overdue_assessments_have_been_completed_66_remain(tmp_path):
    # All began on Mon 2 July and were due on Tue 4 September.
    then = [assessment(n, "2018-07-02") for n in range(141)]
    now = [assessment(n, "2018-07-02", "2018-09-27" if n < 75 else None) for n in range(141)]
    with changed(told(tmp_path, (SUNDAY, assessments(*then)), (NEXT, assessments(*now))), "assessment") as found:
        said = found.overdue_sentence()
        assert said == "75 of 141 overdue assessments have been completed, 66 remain."
        assert found.summary()["overdue_remain"] == 66


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (1, 1, "1 of 1 overdue assessment has been completed, none remains."),
        (2, 0, "None of 2 overdue assessments has been completed, 2 remain."),
        (1, 0, "The one overdue assessment has not been completed."),
        (0, 0, "No assessment was overdue, and none is now."),
    ],
)
def test_the_sentence_is_english_for_one_for_none_and_for_many(tmp_path, then, now, said):
    before = [OTHER, *(assessment(n, "2018-07-02") for n in range(then))]
    after = [OTHER, *(assessment(n, "2018-07-02", "2018-09-27" if n < now else None) for n in range(then))]
    with changed(told(tmp_path, (SUNDAY, assessments(*before)), (NEXT, assessments(*after))), "assessment") as found:
        assert found.overdue_sentence() == said


def test_the_overdue_that_were_not_completed_are_told_one_by_one(tmp_path):
    # Of four overdue one is authorised, one is gone from the data, one's start was corrected, one remains;
    # from Mon 23 July a fifth became overdue.
    before = [*(assessment(n, "2018-07-02") for n in range(4)), assessment(5, "2018-07-23")]
    after = [
        assessment(0, "2018-07-02", "2018-09-27"),
        assessment(2, "2018-09-03"),
        assessment(3, "2018-07-02"),
        assessment(5, "2018-07-23"),
    ]
    with changed(told(tmp_path, (SUNDAY, assessments(*before)), (NEXT, assessments(*after))), "assessment") as found:
        assert found.overdue_sentence() == (
            "1 of 4 overdue assessments has been completed, 1 is no longer in the data, "
            "1 is no longer overdue as its dates changed, 1 remains. 1 became overdue since, 2 are overdue now."
        )


def conferences(held):
    """Enquiries that all began on Mon 3 September (due Mon 24 September), with the conferences held by number."""
    return {
        "section47s": [
            {"s47_id": f"S{n}", "child_id": f"C{n}", "start_date": "2018-09-03", "icpc_required": "Y"}
            for n in range(60)
        ],
        "initial_conferences": [
            {"conference_id": f"I{n}", "child_id": f"C{n}", "s47_id": f"S{n}", "held_date": day}
            for n, day in held.items()
        ],
    }


MICHAELMAS, MONDAY = date(2018, 9, 30), date(2018, 10, 1)
REPORTED = {n: "2018-09-20" if n < 31 else "2018-09-26" for n in range(52)}
"""31 of 52 conferences in time: 59.6."""
LATE = {52: "2018-09-20", 53: "2018-09-21", 54: "2018-09-24", 55: "2018-09-28"}
"""Three more in time and one late, entered after the month was reported: 34 of 56, 60.7."""


def test_september_was_reported_and_is_now_another_figure_since_four_conferences_were_entered_late(tmp_path):
    workbench = told(tmp_path, (MICHAELMAS, conferences(REPORTED)), (MONDAY, conferences(REPORTED | LATE)))
    with changed(workbench, "icpc", as_at=MICHAELMAS) as found:
        assert found.figure_sentence() == (
            "September was reported as 59.6; it is now 60.7: "
            "these four conferences were entered 3 to 11 days after they were held."
        )
        assert found.counts() == {"entered_late": 4}
        assert sorted(case["days_late"] for case in found.cases()) == [3, 7, 10, 11]
        effects = found.effects()
        assert effects["entered_late"] == pytest.approx(100 * (34 / 56 - 31 / 52))


def test_what_was_entered_on_the_day_it_was_held_but_after_the_load_was_entered_that_day(tmp_path):
    """Load 1 of Sunday's first hours does not know the conference of the day that load 2 of that Sunday has."""
    after = REPORTED | {52: "2018-09-30"}
    workbench = told(tmp_path, (MICHAELMAS, conferences(REPORTED)), (MICHAELMAS, conferences(after)))
    with changed(workbench, "icpc") as found:
        assert found.figure_sentence() == (
            "September was reported as 59.6; it is now 58.5: "
            "this conference was entered on the day on which it was held."
        )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {0: "2018-09-20"}, "September had no figure; it is now 100.0: "),
        ({0: "2018-09-20"}, {0: "2018-10-20"}, "September was reported as 100.0; it has none now: "),
        ({}, {0: "2018-10-20"}, "September had no figure and it has none still."),
    ],
)
def test_a_month_without_a_figure_is_not_reported_as_one(tmp_path, before, after, said):
    known = {59: "2018-01-05"}  # before its enquiry began: no conference at all would be no data
    workbench = told(tmp_path, (MICHAELMAS, conferences(known | before)), (MONDAY, conferences(known | after)))
    with changed(workbench, "icpc", as_at=MICHAELMAS) as found:
        assert found.figure_sentence().startswith(said)


def test_a_quarter_in_its_first_month_is_called_by_that_month(tmp_path):
    april, may = date(2018, 4, 30), date(2018, 5, 31)
    workbench = told(tmp_path, (april, conferences(REPORTED)), (may, conferences(REPORTED)))
    with two_points(workbench, None, None, None) as (first, last):
        [(line, choice)] = last.workbench.asked([BoardLine("icpc")], period="quarter")
        named = [period_words(Asked(line, choice), point) for point in (first, last)]
    assert named == ["April", "April to May"]


def test_a_child_is_neither_begun_nor_ended(tmp_path):
    """C1's second referral, of Mon 3 September, is seen on Sun 30 September only."""
    known = {"referrals": [{"referral_id": "R1", "child_id": "C1", "referral_date": "2018-08-06"}]}
    late = {"referrals": [*known["referrals"], {"referral_id": "R2", "child_id": "C2", "referral_date": "2018-09-03"}]}
    with changed(told(tmp_path, (SUNDAY, known), (NEXT, late)), "cin_cases", as_at=SUNDAY) as found:
        assert found.figure_sentence() == (
            "Sun 23 Sep 2018 was reported as 1; it is now 2: this child in need was entered 27 days late."
        )


def test_the_next_load_by_itself_tells_what_the_month_before_has_become(tmp_path):
    workbench = told(tmp_path, (MICHAELMAS, conferences(REPORTED)), (MONDAY, conferences(REPORTED | LATE)))
    with changed(workbench, "icpc") as found:
        assert found.sentences()[1:] == [
            "The figure was 59.6 as at Sun 30 Sep 2018; there is none as at Mon 1 Oct 2018.",
            "September was reported as 59.6; it is now 60.7: "
            "these four conferences were entered 3 to 11 days after they were held.",
        ]
        assert found.summary()["restated_value"] == pytest.approx(100 * 34 / 56)


def test_what_was_entered_late_was_first_seen_in_the_load_that_first_had_it(tmp_path):
    tuesday = date(2018, 10, 2)
    workbench = told(
        tmp_path,
        (MICHAELMAS, conferences(REPORTED)),
        (MONDAY, conferences(REPORTED | {52: "2018-09-20"})),
        (tuesday, conferences(REPORTED | LATE)),
    )
    with changed(workbench, "icpc", start=1, as_at=MICHAELMAS) as found:
        seen = {case["case"]: (case["first_seen_load"], case["days_late"]) for case in found.cases()}
    assert seen == {
        "icpc:S52@2018-09-03": (2, 11),
        "icpc:S53@2018-09-03": (3, 11),
        "icpc:S54@2018-09-03": (3, 8),
        "icpc:S55@2018-09-03": (3, 4),
    }


def test_each_case_s_effect_is_how_far_it_lies_from_the_mean_of_the_two_figures(tmp_path):
    # From 1 of 2 (50) to 2 of 4 (50): the one in time adds what the late one takes.
    rows = {1: "2018-09-20", 2: "2018-09-26"}
    later = rows | {3: "2018-09-20", 4: "2018-09-26"}
    workbench = told(tmp_path, (MICHAELMAS, conferences(rows)), (MONDAY, conferences(later)))
    with changed(workbench, "icpc", as_at=MICHAELMAS) as found:
        effects = {case["case"]: case["effect"] for case in found.cases()}
        assert effects == pytest.approx({"icpc:S3@2018-09-03": 100 / 6, "icpc:S4@2018-09-03": -100 / 6})
        assert found.figure_sentence().startswith("September was reported as 50.0 and it is still, though these two")


def test_between_two_dates_one_load_is_compared_with_itself(tmp_path):
    workbench = told(tmp_path, (MICHAELMAS, conferences(REPORTED)))
    with changed(workbench, "icpc", start=date(2018, 9, 22), end=date(2018, 9, 29)) as found:
        assert found.counts() == {"done_late": 21, "became_overdue": 8}
        assert found.overdue_sentence() == "8 became overdue since, 8 are overdue now."


def test_a_referral_that_came_back_is_a_change_of_the_share_of_those_referred_again(tmp_path):
    def referrals(*days):
        return {
            "referrals": [
                {"referral_id": f"R{n}", "child_id": "C1", "referral_date": day, "nfa": "N"}
                for n, day in enumerate(days)
            ]
        }

    workbench = told(
        tmp_path,
        (SUNDAY, referrals("2018-03-01")),
        (NEXT, referrals("2018-03-01", "2018-09-20", "2018-09-26")),
    )
    with changed(workbench, "re_referral") as found:
        cases = {case["case"]: (case["kind"], case["met_after"], case["days_late"]) for case in found.cases()}
        assert cases == {
            "re_referral:R1@2018-09-20": ("entered_late", True, 10),
            "re_referral:R2@2018-09-26": ("new", True, None),
        }
        assert sum(found.effects().values()) == pytest.approx(100 * 2 / 3)


def test_a_plan_that_ended_is_no_longer_open_and_one_that_was_never_there_is_gone(tmp_path):
    def plans(*rows):
        names = ("plan_id", "child_id", "start_date", "end_date")
        return {"cp_plans": [dict(zip(names, row, strict=True)) for row in rows]}

    before = plans(("P1", "C1", "2018-06-01", ""), ("P2", "C2", "2018-06-01", ""), ("P3", "C3", "2018-06-01", ""))
    after = plans(("P1", "C1", "2018-06-01", "2018-09-25"), ("P2", "C2", "2018-06-01", "2018-09-10"))
    with changed(told(tmp_path, (SUNDAY, before), (NEXT, after)), "cp_open") as found:
        kinds = {case["child_id"]: (case["kind"], case["happened"]) for case in found.cases()}
        assert kinds == {
            "C1": ("ended", date(2018, 9, 25)),
            "C2": ("entered_late", date(2018, 9, 10)),
            "C3": ("gone", None),
        }
        assert found.effects() == {"entered_late": -1.0, "ended": -1.0, "gone": -1.0}


def test_a_measure_without_data_at_one_of_the_points_says_so(tmp_path):
    before = assessments(OTHER)
    after = {**before, "referrals": [{"referral_id": "R1", "child_id": "C1", "referral_date": "2018-09-20"}]}
    with changed(told(tmp_path, (SUNDAY, before), (NEXT, after)), "referrals") as found:
        assert found.cases() == []
        assert found.sentences() == [
            "Referrals received has no data as at Sun 23 Sep 2018 in load 1, so there is nothing to compare."
        ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"start": 2, "end": 1}, "Load 2 came after load 1: turn --from and --to round."),
        ({"start": 2, "end": 2}, "Both ends are load 2 as at Sun 30 Sep 2018: name another load or date with --from."),
        ({"start": 9}, "Load 9 is not kept in this store: the loads that are kept are 1, 2."),
        ({"start": SUNDAY, "as_at": NEXT}, "--as-at holds the date still between two loads: name loads with --from"),
        ({"start": NEXT, "end": SUNDAY}, "Sun 30 Sep 2018 is later than Sun 23 Sep 2018: turn --from and --to round."),
    ],
)
def test_points_that_cannot_be_compared_are_told_in_one_sentence(tmp_path, asked, said):
    workbench = told(tmp_path, (SUNDAY, assessments(OTHER)), (NEXT, assessments(OTHER)))
    with pytest.raises(WorkbenchError, match=said.replace("(", r"\(")), changed(workbench, "assessment", **asked):
        pass


def test_after_a_first_load_there_is_nothing_to_compare_with(tmp_path):
    workbench = told(tmp_path, (SUNDAY, assessments(OTHER)))
    with pytest.raises(WorkbenchError, match="No load before load 1 is kept"), changed(workbench, "assessment"):
        pass
