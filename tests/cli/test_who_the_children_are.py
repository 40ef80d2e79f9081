"""``board --by sex`` and its like: the group is named, and what is published is safe."""

import pytest

from caseworkbench.cli.main import run

from .conftest import write_extracts


def test_a_breakdown_by_a_characteristic_names_the_group(ask):
    rows = ask("board", "--measure", "icpc", "--by", "age", "--format", "json").json
    assert rows
    assert all(row["group"] and row["service"] is None for row in rows)


def test_small_counts_are_left_out_where_it_is_for_publication(ask):
    [row] = ask("board", "--measure", "icpc", "--publish", "--format", "json").json
    assert (row["numerator"], row["denominator"], row["value"]) == (None, None, None)


def test_other_breakdowns_have_the_fields_of_the_contract_alone(ask):
    assert "group" not in ask("board", "--by", "team", "--format", "json").json[0]


@pytest.fixture(scope="module")
def children(tmp_path_factory):
    """Five children on plans, of whom three are WBRI; a population is configured of those alone."""
    place = tmp_path_factory.mktemp("children")
    extracts = write_extracts(
        place / "extracts",
        {
            "children": "child_id,sex,ethnicity,disability,date_of_birth\n"
            "C1,F,WBRI,N,2018-01-15\nC2,M,WBRI,Y,2010-03-01\nC3,M,WBRI,N,2010-04-01\n"
            "C4,M,[b]ABAN,N,2010-05-01\nC5,,,,\n",
            "teams": "team,service\nNorth,Care\nSouth,Care\n",
            "allocations": "allocation_id,child_id,role,team,start_date\n"
            + "".join(f"A{n},C{n},lead,{'North' if n < 3 else 'South'},2018-09-03\n" for n in range(1, 6)),
            "cp_plans": "plan_id,child_id,start_date\n" + "".join(f"P{n},C{n},2018-09-03\n" for n in range(1, 6)),
            "visits": "visit_id,child_id,visit_date,visit_type\nV1,C2,2018-09-20,cp\n",
        },
    )
    assert run(["--store", str(place / "store"), "load", str(extracts), "--as-at", "30/09/2018"]) == 0
    (place / "store" / "caseworkbench.toml").write_text(
        "[authority]\npopulation_0_17 = 10000\n[population.ethnicity]\nWBRI = 6000\n"
    )
    return place / "store"


@pytest.fixture
def of_children(call, children):
    return lambda *arguments: call("--store", children, *arguments)


def listed(answer):
    return sorted(row["child_id"] for row in answer.json)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--ethnicity", "WBRI"), ["C1", "C2", "C3"]),
        (("--ethnicity", "wbri", "--sex", "m"), ["C2", "C3"]),
        (("--ethnicity", "WBRI", "--sex", "Male", "--team", "South"), ["C3"]),
        (("--disability", "Yes"), ["C2"]),
        (("--age-band", "5 to 9"), ["C2", "C3", "C4"]),
        (("--ethnicity", "Not known"), ["C5"]),
    ],
)
def test_the_cases_of_a_group_are_listed(of_children, asked, found):
    assert listed(of_children("cases", "cp_visit", "--counted", "--format", "json", *asked)) == found


def test_a_board_and_a_trend_are_narrowed_to_a_group(of_children):
    [row] = of_children("board", "--measure", "cp_visit", "--ethnicity", "WBRI", "--format", "json").json
    assert (row["numerator"], row["denominator"]) == (1, 3)
    [point] = of_children("trend", "cp_visit", "--sex", "Male", "--months", "1", "--format", "json").json
    assert (point["numerator"], point["denominator"]) == (1, 3)


def test_the_heading_names_the_group_as_the_breakdown_does(of_children):
    answer = of_children("cases", "cp_visit", "--sex", "m", "--age-band", "5 TO 9")
    assert "; sex Male; age 5 to 9; as at" in answer.out.splitlines()[0]


@pytest.mark.parametrize("command", [("cases", "cp_visit"), ("board",), ("trend", "cp_visit")])
def test_a_group_that_there_is_not_is_told_with_those_there_are(of_children, command):
    answer = of_children(*command, "--ethnicity", "MWBC\x1b[31m")
    assert answer.status != 0
    assert answer.out == ""
    assert "There is no ethnicity" in answer.err
    assert "there are WBRI, [b]ABAN, Not known." in answer.err
    assert "\x1b" not in answer.err


def test_a_rate_without_its_population_is_not_known_and_says_why(of_children):
    answer = of_children("board", "--measure", "cp_rate", "--by", "ethnicity", "--format", "json")
    found = {row["group"]: (row["numerator"], row["denominator"], row["value"]) for row in answer.json}
    assert found == {"WBRI": (3, 6000, 5.0), "[b]ABAN": (1, None, None), "Not known": (1, None, None)}
    assert "whose population is not in the configuration, under [population.ethnicity]" in answer.err
    answer = of_children("trend", "cp_rate", "--sex", "M", "--ethnicity", "WBRI", "--months", "1")
    assert "No rate per 10,000 by sex and ethnicity at once" in answer.err


def test_a_rate_with_its_population_says_nothing(of_children):
    for asked in (("--by", "team"), ("--ethnicity", "WBRI"), ("--by", "team", "--ethnicity", "WBRI")):
        assert of_children("board", "--measure", "cp_rate", *asked).err == ""


@pytest.mark.parametrize("asked", [("--ethnicity", "WBRI"), ("--sex", "M", "--by", "team"), ("--age-band", "5 to 9")])
def test_a_group_asked_for_by_itself_is_no_way_round_what_is_left_out(of_children, asked):
    for measure in ("cp_visit", "cp_rate", "cp_open"):
        rows = of_children("board", "--measure", measure, "--publish", "--format", "json", *asked).json
        assert rows
        for row in rows:
            assert (row["numerator"], row["value"], row["overdue"], row["previous"]) == (None, None, None, None)
