"""What the cases of a measure are called in a sentence."""

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.measures.catalogue import Noun, read_catalogue, read_measure
from caseworkbench.resources import folder

HEADER = """\
-- title = "Plans signed"
-- question = "Plans signed within {limit}"
-- rule = "Starts with the plan."
-- source = "Our own"
-- standing = "local"
-- basis = "completed"
-- period = "month"
-- limit = "5 working days"
-- done = "signed"
-- who = "own"
"""
SELECT = "SELECT plan_id AS subject, child_id, start_date FROM cp_plans\n"


def own(tmp_path, noun=""):
    path = tmp_path / "plans_signed.sql"
    path.write_text(HEADER + noun + SELECT)
    return path


def test_a_conference_is_held_and_conferences_are_many():
    assert read_catalogue(folder("queries")).get("icpc").noun == Noun("conference", "conferences", "held")


def test_every_measure_that_is_shipped_names_its_cases():
    unnamed = [one.id for one in read_catalogue(folder("queries")).measures.values() if one.noun.one == "case"]
    assert unnamed == []


def test_an_own_measure_without_a_noun_has_cases(tmp_path):
    assert read_measure(own(tmp_path)).noun == Noun("case", "cases", "signed")


def test_what_is_done_to_them_is_the_header_s_word_where_the_noun_leaves_it_out(tmp_path):
    assert read_measure(own(tmp_path, '-- noun = "plan/plans"\n')).noun == Noun("plan", "plans", "signed")


@pytest.mark.parametrize("noun", ['"plan"', '"plan//signed"', '"a/b/c/d"', "3"])
def test_a_noun_that_is_none_is_told_with_file_and_line(tmp_path, noun):
    with pytest.raises(WorkbenchError, match=r"plans_signed\.sql, line 11: noun is one and many"):
        read_measure(own(tmp_path, f"-- noun = {noun}\n"))
