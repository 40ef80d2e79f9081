"""The page of data questions names every rule with its title, as the files have them."""

import re

from caseworkbench.measures.header import read_query
from caseworkbench.resources import PACKAGE, folder

OF_THE_CLOCKS = {"stop_before_start", "outside_the_calendar"}


def test_the_page_names_every_rule_with_its_title():
    page = (PACKAGE.parents[1] / "docs" / "data-questions.md").read_text(encoding="utf-8")
    on_the_page = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", page, flags=re.MULTILINE))
    rules = {path.stem: read_query(path)[0]["title"] for path in (folder("queries") / "questions").glob("*.sql")}
    assert {rule: title for rule, title in on_the_page.items() if rule not in OF_THE_CLOCKS} == rules
    assert set(on_the_page) >= OF_THE_CLOCKS
