"""Mapping files: an authority's own report loads through one, and a mistake in one is named by file and line."""

from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.describe import describe
from caseworkbench.extracts.mapping_lines import line_of
from caseworkbench.extracts.mapping_reader import read_mapping
from caseworkbench.extracts.recognise import known_mappings, named_mapping

from .making import annex_a
from .reading import Came

VISITS = """\
name = "weekly_visits"
title = "Weekly visits"

[codes.kind]
cp = ["child protection visit"]
cin = ["child in need visit"]

[[parts]]
name = "visits"
called = ['weekly']

[parts.headings]
child = { heading = "Person", required = true }
day = { heading = "Seen on", kind = "date", required = true }
kind = { heading = "What", codes = "kind" }

[[parts.rows]]
table = "visits"
[parts.rows.columns]
visit_id = "{child}-{day}"
child_id = "{child}"
visit_date = "{day}"
visit_type = "{kind}"
child_seen = "Y"
"""


@pytest.fixture
def mapping_file(tmp_path: Path) -> Path:
    path = tmp_path / "weekly_visits.toml"
    path.write_text(VISITS)
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "weekly.csv"
    path.write_text("Person,Seen on,What\nC1,03/09/2018,Child protection visit\nC2,04/09/2018,Child in need visit\n")
    return path


def test_an_authoritys_own_report(mapping_file: Path, report: Path) -> None:
    came = Came([report], str(mapping_file))
    assert came.formats == ["weekly_visits"]
    assert [(row["visit_id"], row["visit_type"], row["child_seen"]) for row in came["visits"]] == [
        ("C1-2018-09-03", "cp", "Y"),
        ("C2-2018-09-04", "cin", "Y"),
    ]


def test_a_format_folder_of_its_own(mapping_file: Path, report: Path) -> None:
    from caseworkbench.extracts.read import read

    (extract,) = read([report], None, [mapping_file.parent])
    assert extract.format == "weekly_visits"
    assert named_mapping("weekly_visits", [mapping_file.parent]).title == "Weekly visits"


def test_an_unknown_format_names_those_known() -> None:
    with pytest.raises(
        WorkbenchError, match=r"There is no format 'anex_a': did you mean 'annex_a'\? .*native, annex_a"
    ):
        named_mapping("anex_a")


@pytest.mark.parametrize(
    ("wrong", "right", "line", "sentence"),
    [
        ('kind = "dates"', 'kind = "date"', 14, "'day' is of kind 'dates'"),
        ('table = "visit"', 'table = "visits"', 18, "there is no native table 'visit': did you mean 'visits'?"),
        ('visit_day = "{day}"', 'visit_date = "{day}"', 22, "visits has no column 'visit_day'"),
        ('"{chld}"', '"{child}"', 21, "'chld' is none of this part's headings: did you mean 'child'?"),
        ('codes = "kinds"', 'codes = "kind"', 15, "'kinds' is none of the [codes]: did you mean 'kind'?"),
        ('"weekly', '"weekly_visits"', 1, ""),
        (
            'cp = "child protection visit"',
            'cp = ["child protection visit"]',
            5,
            "'cp' must be a list of texts in quotes",
        ),
        ("called = ['(']", "called = ['weekly']", 10, "the pattern '(' is not a regular expression"),
        ('colour = "red"', 'title = "Weekly visits"', 2, "'colour' means nothing here"),
        ('mode = "append"', 'title = "Weekly visits"', 2, "mode is 'append', but it must be 'replace' or 'merge'"),
        ('merge = "sometimes"\n[parts.rows.columns]', "[parts.rows.columns]", 19, "merge is 'sometimes'"),
        (
            'cp2 = ["child protection visit"]\nempty = "no"',
            'cp = ["child protection visit"]',
            6,
            "'empty' must be a list",
        ),
        ('codes = ["kind"]', 'codes = "kind"', 15, "an entry here is of the wrong kind"),
        ("limits = 3", 'title = "Weekly visits"', 2, "limits are written as [[limits]]"),
        ('required = "false" }', "required = true }", 13, "'required' must be true or false, without quotes"),
        ('child_id = ""', 'child_id = "{child}"', 21, "'child_id' is required and empty"),
        ('child_id = "child"', 'child_id = "{child}"', 21, "for the heading write {child}"),
        ('visit_date = "{day"', 'visit_date = "{day}"', 22, "a brace is left over"),
        ('child_seen = "{kind}"', 'child_seen = "Y"', 5, "'cp' is no value of 'child_seen': it can be Y, N"),
        ('given = ["who"]\n[parts.rows.columns]', "[parts.rows.columns]", 19, "'who' is none of this part's headings"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(
    mapping_file: Path, wrong: str, right: str, line: int, sentence: str
) -> None:
    mapping_file.write_text(VISITS.replace(right, wrong, 1))
    with pytest.raises(WorkbenchError) as fault:
        read_mapping(mapping_file)
    assert str(fault.value).startswith(f"weekly_visits.toml, line {line}: ")
    assert sentence in str(fault.value)
    assert "?." not in str(fault.value)


def test_rows_that_lack_a_required_column_are_named(mapping_file: Path) -> None:
    mapping_file.write_text(VISITS.replace('visit_date = "{day}"\n', ""))
    with pytest.raises(
        WorkbenchError, match=r"weekly_visits.toml, line 17: rows of visits need the column 'visit_date'"
    ):
        read_mapping(mapping_file)


def test_a_format_with_a_mistake_is_left_out_and_the_rest_works(mapping_file: Path) -> None:
    mapping_file.write_text("name = ")
    mappings, faults = known_mappings([mapping_file.parent])
    assert "annex_a" in {mapping.name for mapping in mappings}
    (fault,) = faults
    assert fault.startswith("weekly_visits.toml, line 1: ")


def test_two_formats_of_ones_own_with_one_name_are_told_apart_to_the_person(mapping_file: Path) -> None:
    (mapping_file.parent / "zz_copy.toml").write_text(VISITS)
    mappings, faults = known_mappings([mapping_file.parent])
    assert [mapping.path.name for mapping in mappings if mapping.name == "weekly_visits"] == ["zz_copy.toml"]
    (fault,) = faults
    assert fault.startswith(
        "zz_copy.toml: its name 'weekly_visits' is also that of weekly_visits.toml, which is left out"
    )


def test_lines_of_entries_in_arrays_of_tables() -> None:
    text = "a = 1\n[[parts]]\nname = 'x'\n[parts.headings]\nh = 2\n[[parts.rows]]\ntable = 'y'\n[[parts]]\nname = 'z'\n"
    assert line_of(text, ("parts", 0, "headings", "h")) == 5
    assert line_of(text, ("parts", 0, "rows", 0, "table")) == 7
    assert line_of(text, ("parts", 1, "name")) == 9
    assert line_of(text, ("parts", 1, "missing")) == 8


def test_what_a_file_is(tmp_path: Path) -> None:
    known = describe(
        annex_a(tmp_path / "Annex A.xlsx", {"List 1": [{"Child Unique ID": "C1", "Date of Contact": "1/9/2018"}]})
    )
    assert (known.format, known.tables[0].what, known.skeleton) == ("annex_a", "list 1 (contacts)", "")
    assert ("Date of Contact", "Date of Contact") in known.tables[0].columns


def test_a_skeleton_for_what_nobody_knows_loads_once_it_is_filled_in(tmp_path: Path) -> None:
    report = tmp_path / "visits list.csv"
    report.write_text("Ref,Child ID,Visit Date,Visit Type\n7,C1,03/09/2018,CP\n")
    unknown = describe(report)
    assert unknown.format is None
    assert unknown.tables[0].unknown == ("Ref", "Child ID", "Visit Date", "Visit Type")
    mapping = tmp_path / "own.toml"
    mapping.write_text(unknown.skeleton.replace('visit_id = ""', 'visit_id = "{ref}"'))
    assert Came([report], str(mapping)).one("visits")["visit_id"] == "7"
