"""Whatever a name, a note or a board's title holds, it is characters in a pack: nothing computes, runs or fetches."""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree

import pytest

from caseworkbench.packs.order import Order
from caseworkbench.packs.write import write_pack

from .conftest import Page, everything, records, sheets
from .hostile import COMMENT, FORMULA, MARKUP, SCRIPT, hostile


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    place = tmp_path_factory.mktemp("hostile")
    workbench = hostile(place)
    written = write_pack(workbench, Order(names="names"), place, name="bad")
    workbench.close()
    return {one.kind: one.path for one in written}


def test_a_workbook_computes_nothing_but_its_own_counts(files):
    with zipfile.ZipFile(files["xlsx"]) as parts:
        names = [name for name in parts.namelist() if "worksheets/sheet" in name]
        formulas = [found for name in names for found in re.findall(r"<f>(.*?)</f>", parts.read(name).decode())]
        assert formulas and all(re.match(r"COUNTIFS?\([A-Z]+\d", formula) for formula in formulas)
        targets = [parts.read(name).decode() for name in parts.namelist() if "_rels/sheet" in name]
        assert not any("http" in text.replace("http://schemas.openxmlformats.org", "") for text in targets)
        assert not any("externalLink" in name or "vbaProject" in name for name in parts.namelist())


def test_hostile_text_stands_in_cells_as_it_was_written(files):
    book = sheets(files["xlsx"])
    row = records(book["Board"], "No")[0]
    assert row["Measure"] == "=cmd|' /C calc'!A0 (15 working days)"
    assert row["Service area"] == "<u>Section</u>"
    assert row["Comment"] == COMMENT.replace("\x1b", "\u241b").replace("\x07", "\u2407")
    assert row["Action"] == FORMULA
    cases = records(next(rows for name, rows in book.items() if name.startswith("1 ")), "Child")
    by_child = {case["Child"]: case for case in cases}
    assert by_child["=C1"]["Name"] == f"{FORMULA} Marlowe"
    assert by_child["=C1"]["Family"] == "<b>F1</b>" and by_child["=C1"]["Worker"] == "=W1"
    assert by_child["C3"]["Name"].startswith("\u241b[31mred\u2407")
    assert "\u202e" not in by_child["C3"]["Name"]
    assert by_child["C3"]["Owner"] == "=W9" and by_child["C3"]["Action"] == "@SUM(1)"


def test_every_part_of_the_workbook_is_well_formed(files):
    with zipfile.ZipFile(files["xlsx"]) as parts:
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))


def test_a_page_runs_nothing_and_fetches_nothing(files):
    page = Page(files["html"])
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "i", "b", "u", "audio"}
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") or name in ("src", "srcset", "background") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#"), (tag, attributes)
    text = files["html"].read_text(encoding="utf-8")
    assert "url(" not in text and "@import" not in text
    assert "default-src 'none'" in text


def test_hostile_text_is_read_on_the_page_as_it_was_written(files):
    page = Page(files["html"])
    for words in (SCRIPT, MARKUP, FORMULA, "<u>Section</u>", "=Northbridge & <Sons>", "+Team <i>1</i>"):
        assert " ".join(words.split()) in page.text, words
    assert "\u241b[31mred\u2407" in page.text
    assert "\x1b" not in page.text and "\u202e" not in page.text


def test_markdown_shows_marks_and_obeys_none(files):
    text = everything(files["md"])
    assert "\x1b" not in text and "\u202e" not in text
    outside_code = re.sub(r"`[^`\n]*`", "", text)
    assert not re.search(r"(?<!\\)<(?!\d)", outside_code), "an element would be obeyed"
    assert not re.search(r"(?<!\\)\]\(", outside_code), "a link would be one"
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        columns = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(columns) == 1, "a bar in a name must not begin a column"


def test_a_chart_says_in_words_what_it_draws(files):
    page = Page(files["html"])
    charts = [attributes for tag, attributes in page.elements if tag == "svg" and attributes.get("role") == "img"]
    assert charts and all("Sep 2018" in (chart["aria-label"] or "") for chart in charts)
    assert charts[0]["aria-label"].startswith("=cmd|' /C calc'!A0: Sep 2017")


def test_a_reader_hears_what_the_page_shows(files):
    page = Page(files["html"])
    assert ("html", {"lang": "en-GB"}) in page.elements
    heads = [attributes for tag, attributes in page.elements if tag == "th"]
    assert heads and all(attributes.get("scope") in ("col", "row", "colgroup") for attributes in heads)
