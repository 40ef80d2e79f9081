"""What is loaded by mistake is told where it belongs: national statistics, native files under another format's name."""

from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.describe import describe
from caseworkbench.extracts.read import read
from tests.comparators.files import assessments, section_47s

from .making import annex_a_csvs
from .reading import Came

REFERRALS = (
    "referral_id,child_id,referral_date,source,nfa,closed_date,team,worker\nR1,C1,2018-09-03,5A Police,N,,North,Wren\n"
)
HOW = "statistics of the Department for Education, not children"


def refused(*paths: Path, format: str | None = None) -> str:
    with pytest.raises(WorkbenchError) as error:
        read(list(paths), format)
    return str(error.value)


@pytest.mark.parametrize("format", [None, "native"])
def test_a_table_of_statistics_belongs_to_the_comparators(tmp_path: Path, format: str | None) -> None:
    path = assessments(tmp_path, name="c2_assessments.csv")
    said = refused(path, format=format)
    assert said == f"c2_assessments.csv holds {HOW}: bring it in with `caseworkbench comparators import {path}`."


def test_a_folder_of_statistics_gives_one_command_for_all_of_them(tmp_path: Path) -> None:
    places = tmp_path / "two words"
    places.mkdir()
    first, second = assessments(places, name="c2 children.csv"), section_47s(places, [])
    said = refused(places)
    assert said.startswith(f"c2 children.csv, s47.csv hold {HOW}: bring them in with ")
    assert said.endswith(f"`caseworkbench comparators import '{first}' '{second}'`.")


def test_statistics_beside_extracts_are_passed_over_and_the_extracts_are_read(tmp_path: Path) -> None:
    assessments(tmp_path, name="c2_assessments.csv")
    (tmp_path / "referrals.csv").write_text(REFERRALS)
    came = Came([tmp_path])
    assert [row["referral_id"] for row in came["referrals"]] == ["R1"]
    assert [note for note in came.notes if HOW in note]


def test_formats_says_of_statistics_what_they_are_and_gives_no_mapping(tmp_path: Path) -> None:
    found = describe(assessments(tmp_path, name="c2_assessments.csv"))
    assert found.format is None
    assert HOW in str(found.tables[0].note)
    assert found.skeleton == ""


def test_native_referrals_are_not_list_3_of_annex_a_though_two_headings_are_near(tmp_path: Path) -> None:
    (tmp_path / "referrals.csv").write_text(REFERRALS)
    for source in (tmp_path, tmp_path / "referrals.csv"):
        assert refused(source, format="annex_a") == (
            "By its headings referrals.csv is a native table, not Ofsted Annex A: load it without --format."
        )


def test_list_3_may_be_called_referrals(tmp_path: Path) -> None:
    (tmp_path / "referrals.csv").write_text("Child Unique ID,Date of referral,Referral NFA?\nC1,03/09/2018,No\n")
    came = Came([tmp_path / "referrals.csv"], "annex_a")
    assert [(row["child_id"], row["referral_date"], row["nfa"]) for row in came["referrals"]] == [
        ("C1", "2018-09-03", "N")
    ]


def test_native_files_beside_annex_a_are_read_as_native(tmp_path: Path) -> None:
    annex_a_csvs(
        tmp_path, {"List 3": [{"Child Unique ID": "C2", "Date of referral": "03/09/2018", "Referral NFA?": "No"}]}
    )
    (tmp_path / "supervisions.csv").write_text("supervision_id,child_id,supervision_date\nU1,C2,2018-09-10\n")
    came = Came([tmp_path], "annex_a")
    assert [row["child_id"] for row in came["referrals"]] == ["C2"]
    assert [row["supervision_id"] for row in came["supervisions"]] == ["U1"]


def test_an_own_mapping_of_a_file_with_native_names_is_kept_to(tmp_path: Path) -> None:
    (tmp_path / "referrals.csv").write_text(REFERRALS)
    mapping = tmp_path / "own.toml"
    mapping.write_text(
        'name = "own"\ntitle = "Own report"\nmode = "replace"\n[[parts]]\nname = "referrals"\ncalled = ["referrals"]\n'
        '[parts.headings]\nid = { heading = "referral_id", required = true }\n'
        'child = { heading = "child_id", required = true }\n'
        'day = { heading = "referral_date", kind = "date", required = true }\n'
        '[[parts.rows]]\ntable = "referrals"\n'
        '[parts.rows.columns]\nreferral_id = "{id}"\nchild_id = "{child}"\nreferral_date = "{day}"\n'
    )
    came = Came([tmp_path / "referrals.csv"], str(mapping))
    assert [(row["referral_id"], row.get("team")) for row in came["referrals"]] == [("R1", None)]
