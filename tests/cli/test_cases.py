"""``cases`` and ``child``: the rows behind a figure, with the fields of the contract."""

CASE = (
    "case measure child_id child_name family_id service team worker started due stopped voided limit unit elapsed "
    "days_over hours_over status counted met reason note owner action action_due done_on expired"
).split()
NOTHING_SAID = dict.fromkeys(("reason", "note", "owner", "action", "action_due", "done_on", "expired"))


def _cases(ask, *arguments):
    return {case["case"].split("@")[0]: case for case in ask("cases", *arguments, "--format", "json").json}


def test_a_late_conference_has_exactly_these_fields(ask):
    late = _cases(ask, "icpc", "--counted")["icpc:S2"]
    assert list(late) == CASE
    assert late == {
        "case": "icpc:S2@2018-08-21",
        "measure": "icpc",
        "child_id": "C2",
        "child_name": "=Hugo Quillfeather",
        "family_id": "F1",
        "service": "Front Door",
        "team": "Assessment 1",
        "worker": "Wren Ashby",
        "started": "2018-08-21",
        "due": "2018-09-12",
        "stopped": "2018-09-17",
        "voided": None,
        "limit": 15,
        "unit": "working_days",
        "elapsed": 18,
        "days_over": 3,
        "hours_over": None,
        "status": "late",
        "counted": True,
        "met": False,
        **NOTHING_SAID,
    }


def test_without_a_choice_the_cases_are_those_still_open_the_most_overdue_first(ask):
    cases = ask("cases", "icpc", "--format", "json").json
    assert [(case["case"], case["status"], case["days_over"]) for case in cases] == [
        ("icpc:S4@2018-09-03", "overdue", 4),
        ("icpc:S3@2018-09-10", "due_soon", 0),
    ]


def test_the_counted_cases_are_the_denominator_and_the_met_ones_the_numerator(ask):
    counted = ask("cases", "icpc", "--counted", "--format", "json").json
    assert [case["met"] for case in counted] == [False, True]
    assert all(case["counted"] for case in counted)


def test_a_stop_after_the_as_at_date_is_hidden(ask):
    case = _cases(ask, "icpc", "--as-at", "2018-09-15")["icpc:S2"]
    assert (case["stopped"], case["status"], case["elapsed"], case["days_over"]) == (None, "overdue", 17, 2)


def test_statuses_choose_and_all_means_every_one(ask):
    assert set(_cases(ask, "icpc", "--status", "late,in_time")) == {"icpc:S1", "icpc:S2"}
    assert set(_cases(ask, "icpc", "--status", "all")) == {"icpc:S1", "icpc:S2", "icpc:S3", "icpc:S4"}


def test_limit_is_the_duty_s_limit_and_no_number_of_rows(ask):
    cases = _cases(ask, "icpc", "--limit", "10")
    assert len(cases) == 2
    assert cases["icpc:S3"]["due"] == "2018-09-24"


def test_hours_over_count_from_the_minute_of_the_return(ask):
    case = _cases(ask, "return_interview", "--status", "all")["return_interview:M1"]
    assert (case["due"], case["stopped"], case["status"]) == ("2018-09-07", "2018-09-07", "late")
    assert case["hours_over"] == 2.5
    assert case["days_over"] == 0


def test_a_team_s_cases_are_its_own(ask):
    assert set(_cases(ask, "icpc", "--team", "Assessment 1", "--status", "all")) == {"icpc:S1", "icpc:S2"}
    assert set(_cases(ask, "icpc", "--worker", "Otto Penn")) == {"icpc:S3", "icpc:S4"}


def test_a_table_shows_an_escape_sequence_and_does_not_send_it(ask):
    answer = ask("cases", "icpc")
    assert "\x1b" not in answer.out
    assert "␛[31mRed Marlowe-Stone" in answer.out
    assert "Mon 24 Sep 2018" in answer.out


def test_a_csv_has_an_apostrophe_before_what_a_spreadsheet_would_compute(ask):
    lines = ask("cases", "icpc", "--counted", "--format", "csv").out.splitlines()
    assert lines[0] == ",".join(CASE)
    assert lines[1].split(",")[3] == "'=Hugo Quillfeather"


def test_an_empty_list_is_an_empty_array_and_a_sentence(ask):
    assert ask("cases", "icpc", "--status", "void", "--format", "json").json == []
    answer = ask("cases", "icpc", "--status", "void")
    assert answer.status == 0 and answer.out == "" and "--status all" in answer.err


def test_a_child_has_clocks_with_their_arithmetic_and_events_in_order(ask):
    child = ask("child", "C2", "--format", "json").json
    assert list(child) == "child_id name date_of_birth family_id allocated clocks events".split()
    assert (child["name"], child["date_of_birth"], child["family_id"]) == ("=Hugo Quillfeather", "2012-05-06", "F1")
    assert list(child["allocated"]) == ["team", "worker"]
    clock = next(clock for clock in child["clocks"] if clock["measure"] == "icpc")
    assert list(clock) == [*CASE, "explanation"]
    assert "Mon 27 Aug is the summer bank holiday" in clock["explanation"]
    dates = [event["date"] for event in child["events"]]
    assert dates == sorted(dates) == ["2018-08-21", "2018-09-17"]
    assert list(child["events"][0]) == ["date", "kind", "what"]


def test_an_unborn_child_has_the_date_on_which_it_is_expected(ask):
    assert ask("child", "C4", "--format", "json").json["date_of_birth"] == "2018-12-01"
    assert "Expected Sat 1 Dec 2018" in ask("child", "C4").out


def test_a_child_reads_as_a_page_with_the_worst_first(ask):
    text = ask("child", "C4").out
    assert text.index("Open: 1 clock") < text.index("event")
    assert "4 working days over" in text
    assert ask("child", "C4", "--format", "markdown").out.startswith("## Unborn Tallow")


def test_a_child_s_csv_is_its_clocks_or_its_events(ask):
    assert ask("child", "C2", "--format", "csv").out.splitlines()[0] == ",".join([*CASE, "explanation"])
    assert ask("child", "C2", "--format", "csv", "--events").out.splitlines()[0] == "date,kind,what"


def test_a_measure_without_data_says_which_extracts_it_is_counted_from(ask):
    answer = ask("cases", "cp_visit")
    assert (answer.status, answer.out) == (0, "")
    assert "no data" in answer.err and "counted from cp plans and visits" in answer.err
    assert ask("cases", "cp_visit", "--format", "json").json == []
