"""What a mapping can make from several columns, rows and lists: a national extract needs no code of its own."""

from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.mapping_reader import read_mapping

from .reading import Came, Weeks

MAPPING = """\
name = "extract"
mode = "replace"

[codes.flag]
Y = ["yes", "y", "true", "1"]
N = ["no", "n", "false", "0"]
[codes.yes_is_no]
N = ["yes", "y", "true", "1"]
drop_others = true

[[parts]]
name = "persons"
called = ['person']
[parts.headings]
person = { heading = "pers_person_id", required = true }
[parts.values]
family = { lookup = "families", match = { person = "person" }, take = "family" }
[[parts.rows]]
table = "children"
[parts.rows.columns]
child_id = "{person}"
family_id = "{family}"

[[parts]]
name = "families"
called = ['family']
[parts.headings]
family = { heading = "fami_family_id", required = true }
person = { heading = "fami_person_id", required = true }

[[parts]]
name = "enquiries"
called = ['s47']
[parts.headings]
id = { heading = "s47e_id", required = true }
person = { heading = "s47e_person_id", required = true }
start = { heading = "s47e_start_date", kind = "date", required = true }
nfa = "s47e_nfa"
outcome = "s47e_outcome_json"
[parts.values]
by_nfa = { from = "nfa", codes = "yes_is_no" }
required = { from = "outcome", keys = ["OUTCOME_FLAG", "CP_FLAG"], codes = "flag", other = "by_nfa" }
[[parts.rows]]
table = "section47s"
[parts.rows.columns]
s47_id = "{id}"
child_id = "{person}"
start_date = "{start}"
icpc_required = "{required}"

[[parts]]
name = "episodes"
called = ['episodes']
[parts.headings]
care = { heading = "clae_cla_id", required = true }
person = { heading = "clae_person_id", required = true }
start = { heading = "clae_start_date", kind = "date", required = true }
end = { heading = "clae_end_date", kind = "date" }
reason = "clae_end_reason"
[parts.values]
status = { lookup = "statuses", match = { person = "person" }, take = "status", order = "start", day = "start", since = "start", until = "end" }
[[parts.rows]]
table = "care_episodes"
group = { by = ["care"], order = "start", last = ["end_date", "end_reason"] }
[parts.rows.columns]
care_id = "{care}"
child_id = "{person}"
start_date = "{start}"
end_date = "{end}"
end_reason = "{reason}"
legal_status = "{status}"

[[parts]]
name = "statuses"
called = ['legal']
[parts.headings]
person = { heading = "lega_person_id", required = true }
status = { heading = "lega_status", required = true }
start = { heading = "lega_start_date", kind = "date" }
end = { heading = "lega_end_date", kind = "date" }
"""  # noqa: E501

FILES = {
    "x_person": "pers_person_id\nC1\nC2\nC3\n",
    "x_family": "fami_family_id,fami_person_id\nF1,C1\nF1,C2\n",
    "x_s47": (
        "s47e_id,s47e_person_id,s47e_start_date,s47e_nfa,s47e_outcome_json\n"
        'S1,C1,2018-09-03,N,"{""OUTCOME_FLAG"": ""Y""}"\n'
        'S2,C1,2018-09-04,Y,"{""CP_FLAG"": ""N""}"\n'
        "S3,C1,2018-09-05,Y,not JSON\n"
        "S4,C1,2018-09-06,N,[1]\n"
        'S5,C1,2018-09-07,,"{""OTHER"": 1}"\n'
        'S6,C1,2018-09-08,,"{""OUTCOME_FLAG"": null, ""CP_FLAG"": true}"\n'
    ),
    "x_episodes": (
        "clae_cla_id,clae_person_id,clae_start_date,clae_end_date,clae_end_reason\n"
        "L1,C1,01/06/2018,,\n"
        "L1,C1,01/03/2018,01/06/2018,X1\n"
        "L2,C2,01/01/2018,01/02/2018,E4\n"
    ),
    "x_legal": (
        "lega_person_id,lega_status,lega_start_date,lega_end_date\n"
        "C1,C2,01/07/2018,\n"
        "C1,V2,01/03/2018,01/07/2018\n"
        "C1,E1,01/01/2018,01/03/2018\n"
    ),
}


@pytest.fixture
def mapping_file(tmp_path: Path) -> Path:
    path = tmp_path / "extract.toml"
    path.write_text(MAPPING)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    for name, content in FILES.items():
        (made / f"{name}.csv").write_text(content)
    return made


def test_a_value_out_of_another_list(mapping_file: Path, folder: Path) -> None:
    came = Came([folder], str(mapping_file))
    assert [(row["child_id"], row["family_id"]) for row in came["children"]] == [
        ("C1", "F1"),
        ("C2", "F1"),
        ("C3", None),
    ]


def test_a_flag_out_of_json_else_by_another_column(mapping_file: Path, folder: Path) -> None:
    came = Came([folder], str(mapping_file))
    assert {row["s47_id"]: row["icpc_required"] for row in came["section47s"]} == {
        "S1": "Y",
        "S2": "N",
        "S3": "N",
        "S4": None,
        "S5": None,
        "S6": "Y",
    }


def test_several_rows_make_one_period_with_the_status_at_its_start(mapping_file: Path, folder: Path) -> None:
    came = Came([folder], str(mapping_file))
    columns = ("care_id", "start_date", "end_date", "end_reason", "legal_status")
    assert sorted(tuple(row[name] for name in columns) for row in came["care_episodes"]) == [
        ("L1", "2018-03-01", None, None, "V2"),
        ("L2", "2018-01-01", "2018-02-01", "E4", None),
    ]


def test_a_list_that_is_missing_leaves_its_values_empty(mapping_file: Path, folder: Path) -> None:
    (folder / "x_family.csv").unlink()
    came = Came([folder], str(mapping_file))
    assert [row["family_id"] for row in came["children"]] == [None, None, None]


def test_a_full_extract_replaces_and_has_no_origin(mapping_file: Path, folder: Path, weeks: Weeks) -> None:
    from datetime import date

    weeks.load(folder, date(2018, 9, 30), format=str(mapping_file))
    record = weeks.load(folder, date(2018, 9, 30), format=str(mapping_file))
    assert record.mode == "replace"
    assert {row["origin"] for row in weeks.rows("section47s")} == {None}
    assert len(weeks.rows("section47s")) == 6


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('lookup = "families"', 'lookup = "famlies"', "there is no part 'famlies': did you mean 'families'?"),
        ('take = "family"', 'take = "famly"', "'famly' is none of this part's headings"),
        ('match = { person = "person" }, take = "family"', 'take = "family"', "'match' is missing"),
        ('from = "nfa"', 'from = "nfaa"', "'nfaa' is none of this part's headings"),
        ('by = ["care"]', 'by = ["car"]', "'car' is none of this part's headings"),
        ('last = ["end_date"', 'last = ["ended"', "'ended' is none of the columns of this rule"),
    ],
)
def test_a_mistake_in_a_made_value_is_named(mapping_file: Path, right: str, wrong: str, sentence: str) -> None:
    mapping_file.write_text(MAPPING.replace(right, wrong, 1))
    line = next(number for number, text in enumerate(MAPPING.splitlines(), start=1) if right in text)
    with pytest.raises(WorkbenchError) as fault:
        read_mapping(mapping_file)
    assert str(fault.value).startswith(f"extract.toml, line {line}: ")
    assert sentence in str(fault.value)
