"""What a load does to the store (specification of the data, section 3)."""

import os
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.loading.load import load, undo_load
from caseworkbench.store.folder import StoreFolder
from caseworkbench.store.generation import current_entry, open_generation
from caseworkbench.store.record import LoadRecord, TableCount

Extract = Callable[..., Path]
Loaded = Callable[..., LoadRecord]
VISITS = "visit_id,child_id,visit_date,visit_type\nv1,c1,2018-09-03,cp\nv2,c2,2018-09-21,cp\n"
VISIT = "visit_id,child_id,visit_date,visit_type\n"

COVERAGE = "SELECT table_name, covers_from, running_from FROM coverage"


def rows(store: Path, sql: str, load_id: int | None = None) -> list[tuple[Any, ...]]:
    """Rows of the current generation (or that of a load)."""
    _, connection = open_generation(store, load_id)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def content(store: Path) -> dict[str, bytes]:
    """Every file of a store."""
    return {str(path.relative_to(store)): path.read_bytes() for path in store.rglob("*") if path.is_file()}


def test_a_load_says_what_came_in(extract: Extract, loaded: Loaded, store: Path) -> None:
    bad = VISIT + "v1,c1,2018-09-03,cp\nv2,c2,never,cp\nv1,c1,2018-09-04,cp\n"
    record = loaded(extract(children="child_id\nc1\nc2\n", visits=bad))
    assert record.tables == [TableCount("children", 2, 2), TableCount("visits", 3, 1, 1, 1)]
    said = record.as_dict()
    assert said["load_id"] == 1 and said["format"] == "native" and said["mode"] == "replace"
    assert said["tables"][1] == {
        "table": "visits",
        "read": 3,
        "accepted": 1,
        "replaced": 1,
        "rejected": 1,
        "withdrawn": 0,
    }
    (reject,) = said["rejects"]
    assert list(reject) == ["table", "file", "line", "column", "value", "message"]
    assert (reject["file"], reject["line"], reject["value"]) == ("visits.csv", 3, "never")
    assert isinstance(said["questions"], int) and said["seconds"] >= 0
    assert rows(store, "SELECT visit_id, visit_date FROM visits") == [("v1", "2018-09-04")]
    assert rows(store, "SELECT load_id, table_name, line, value FROM rejects") == [(1, "visits", 3, "never")]


def test_of_a_key_that_comes_twice_the_last_row_wins_and_the_load_says_so(
    extract: Extract, loaded: Loaded, store: Path
) -> None:
    lines = [f"v{n},c1,2018-09-03,cp\n" for n in range(5000)] + ["v3,c2,2018-09-05,cin\n", "v7,c1,never,cp\n"]
    record = loaded(extract(visits=VISIT + "".join(lines)))
    assert record.tables[0] == TableCount("visits", 5002, 5000, 1, 1)
    assert any("1 row was replaced" in message for message in record.messages)
    assert rows(store, "SELECT child_id, visit_type FROM visits WHERE visit_id IN ('v3', 'v7')") == [
        ("c1", "cp"),
        ("c2", "cin"),
    ]


def test_a_team_has_a_row_per_period(extract: Extract, loaded: Loaded, store: Path) -> None:
    teams = "team,service,from_date,to_date\nNorth,A,,2018-03-31\nNorth,B,2018-04-01,\nNorth,C,2018-04-01,\n"
    record = loaded(extract(teams=teams))
    assert record.tables == [TableCount("teams", 3, 2, 1)]
    assert rows(store, "SELECT service FROM teams ORDER BY 1") == [("A",), ("C",)]


def test_more_rejects_than_a_summary_shows_are_all_kept(extract: Extract, loaded: Loaded, store: Path) -> None:
    record = loaded(extract(visits=VISIT + "v1,c1,never,cp\n" * 250))
    assert len(record.as_dict()["rejects"]) == 100 and record.tables[0].rejected == 250
    assert rows(store, "SELECT count(*) FROM rejects") == [(250,)]


def test_a_full_extract_replaces_the_tables_it_provides_and_keeps_the_others(
    extract: Extract, loaded: Loaded, store: Path
) -> None:
    loaded(extract())
    loaded(extract(visits=VISIT + "v9,c1,2018-09-25,cin\n"))
    assert rows(store, "SELECT visit_id FROM visits") == [("v9",)]
    assert rows(store, "SELECT child_id, surname FROM children") == [("c1", "Fenwold"), ("c2", "Fenwold")]
    assert rows(store, "SELECT load_id, as_at FROM loads") == [(1, "2018-09-21"), (2, "2018-09-25")]
    assert rows(store, "SELECT table_name, load_id FROM provided") == [("children", 1), ("visits", 2)]
    assert rows(store, "SELECT count(*) FROM load_files") == [(3,)]


def test_the_same_files_again_leave_the_same_rows(extract: Extract, loaded: Loaded, store: Path) -> None:
    folder = extract()
    loaded(folder)
    before = rows(store, "SELECT * FROM visits")
    loaded(folder)
    assert rows(store, "SELECT * FROM visits") == before


def test_tables_that_were_never_loaded_are_there_and_not_provided(
    extract: Extract, loaded: Loaded, store: Path
) -> None:
    loaded(extract(visits=VISIT))
    assert rows(store, COVERAGE) == [("visits", None, None)]
    assert rows(store, "SELECT count(*) FROM audits") == [(0,)]


def test_several_sources_make_one_load(extract: Extract, loaded: Loaded, store: Path) -> None:
    first, second = extract(visits=VISIT + "v1,c1,2018-09-03,cp\n"), extract(children="child_id\nc1\n")
    record = loaded(first / "visits.csv", second)
    assert {count.table for count in record.tables} == {"visits", "children"}


def test_who_when_and_from_what_is_recorded(extract: Extract, loaded: Loaded, store: Path) -> None:
    folder = extract(visits=VISIT)
    record = loaded(folder)
    ((name, path, size, digest),) = rows(store, "SELECT name, path, size, sha256 FROM load_files")
    assert (name, path, size) == ("visits.csv", str(folder / "visits.csv"), len(VISIT))
    assert len(digest) == 64
    ((loaded_at, loaded_by, seconds),) = rows(store, "SELECT loaded_at, loaded_by, seconds FROM loads")
    assert loaded_at == record.loaded_at and loaded_at.endswith("+00:00") and loaded_by and seconds > 0


class TestTheAsAtDate:
    """--as-at, else the latest event on or before today, else today."""

    def test_is_the_latest_thing_that_happened(self, extract: Extract, loaded: Loaded) -> None:
        contacts = "contact_id,child_id,received_at,decision_at\nk,c1,2018-09-20 09:00,24/09/2018 10:00\n"
        assert loaded(extract(contacts=contacts, visits=VISIT + "v,c,2018-09-21,cp\n")).as_at == date(2018, 9, 24)

    def test_leaves_out_what_is_still_to_come(self, extract: Extract, loaded: Loaded) -> None:
        visits = VISIT + "v1,c,2018-09-28,cp\nv2,c,2018-10-01,cp\nv3,c,2099-01-01,cp\n"
        assert loaded(extract(visits=visits)).as_at == date(2018, 9, 28)

    def test_may_be_today(self, extract: Extract, loaded: Loaded) -> None:
        assert loaded(extract(visits=VISIT + "v1,c,2018-09-30,cp\n")).as_at == date(2018, 9, 30)

    def test_looks_at_nothing_but_the_columns_named(self, extract: Extract, loaded: Loaded) -> None:
        plans = "plan_id,child_id,start_date,end_date\np,c,2018-09-29,\n"
        reviews = "review_id,child_id,review_type,subject_id,due_date,held_date\nr,c,cp,p,2018-09-28,2018-06-01\n"
        assert loaded(extract(cp_plans=plans, reviews=reviews)).as_at == date(2018, 6, 1)

    def test_is_today_where_nothing_says_otherwise(self, extract: Extract, loaded: Loaded) -> None:
        assert loaded(extract(children="child_id,date_of_birth\nc,2018-01-01\n")).as_at == date(2018, 9, 30)

    def test_leaves_out_rejected_rows(self, extract: Extract, loaded: Loaded) -> None:
        visits = VISIT + "v1,c,2018-09-03,cp\nv2,,2018-09-20,cp\n"
        assert loaded(extract(visits=visits)).as_at == date(2018, 9, 3)

    def test_can_be_given(self, extract: Extract, loaded: Loaded) -> None:
        assert loaded(extract(), as_at=date(2018, 8, 31)).as_at == date(2018, 8, 31)


class TestCoverage:
    """Since when each table vouches for what happened."""

    def test_begins_with_the_earliest_date_of_the_table(self, extract: Extract, loaded: Loaded, store: Path) -> None:
        loaded(extract())
        assert rows(store, COVERAGE) == [("children", None, None), ("visits", "2018-09-03", None)]

    def test_can_be_given(self, extract: Extract, loaded: Loaded, store: Path) -> None:
        loaded(extract(visits=VISIT + "v1,c1,2018-09-03,cp\n"), covers_from=date(2018, 4, 1))
        loaded(extract(children="child_id\nc1\n"))
        assert ("visits", "2018-04-01", None) in rows(store, COVERAGE)


class TestBadInput:
    """One sentence, and the store as it was."""

    def test_changes_nothing(self, extract: Extract, loaded: Loaded, store: Path) -> None:
        loaded(extract())
        before = content(store)
        for bad in (extract(visits="visit_id,child_id\n1,2\n"), extract(notes="a\n1\n"), Path("/nowhere/at/all")):
            with pytest.raises(WorkbenchError):
                loaded(bad)
        assert content(store) == before

    def test_makes_no_store(self, extract: Extract, loaded: Loaded, store: Path) -> None:
        with pytest.raises(WorkbenchError):
            loaded(extract(visits="visit_id,child_id\n1,2\n"))
        assert not store.exists()

    def test_found_only_at_the_end_of_a_file_changes_nothing(
        self, extract: Extract, loaded: Loaded, store: Path
    ) -> None:
        cut = extract(visits=VISIT + "v1,c1,2018-09-03,cp\n" * 5000 + "v2,c1,2018")
        with pytest.raises(WorkbenchError, match="cut off"):
            loaded(cut)
        assert not store.exists()
        loaded(extract())
        before = content(store)
        with pytest.raises(WorkbenchError, match="cut off"):
            loaded(cut)
        assert content(store) == before

    def test_an_unknown_format_is_refused(self, extract: Extract, loaded: Loaded, store: Path) -> None:
        with pytest.raises(WorkbenchError, match="lotus"):
            loaded(extract(), format="lotus")
        assert not store.exists()


class TestUndo:
    """Back to the generation before the last load."""

    def test_goes_back_and_back_again(self, extract: Extract, loaded: Loaded, store: Path) -> None:
        for day in (3, 4, 5):
            loaded(extract(visits=VISIT + f"v{day},c1,2018-09-0{day},cp\n"))
        assert undo_load(store).load_id == 2
        assert rows(store, "SELECT visit_id FROM visits") == [("v4",)]
        assert undo_load(store).load_id == 1
        assert rows(store, "SELECT visit_id FROM visits") == [("v3",)]
        with pytest.raises(WorkbenchError, match="no generation before"):
            undo_load(store)

    def test_a_load_after_it_builds_on_what_is_current(self, extract: Extract, loaded: Loaded, store: Path) -> None:
        loaded(extract(visits=VISIT + "v1,c1,2018-09-03,cp\n"))
        loaded(extract(visits=VISIT + "v2,c1,2018-09-04,cp\n"))
        undo_load(store)
        record = loaded(extract(children="child_id\nc1\n"))
        assert record.load_id == 3
        assert rows(store, "SELECT visit_id FROM visits") == [("v1",)]
        assert rows(store, "SELECT load_id FROM loads") == [(1,), (3,)]
        assert sorted(path.name for path in (store / "generations").iterdir()) == ["1.sqlite", "3.sqlite"]

    def test_needs_a_store(self, store: Path) -> None:
        with pytest.raises(WorkbenchError):
            undo_load(store)
        assert not store.exists()


def test_only_the_account_itself_can_read_the_store(extract: Extract, loaded: Loaded, store: Path) -> None:
    loaded(extract())
    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    assert stat.S_IMODE((store / "generations").stat().st_mode) == 0o700
    for path in store.rglob("*"):
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_a_reader_keeps_what_it_opened_while_loads_come_and_go(extract: Extract, loaded: Loaded, store: Path) -> None:
    loaded(extract(visits=VISIT + "v1,c1,2018-09-03,cp\n"))
    _, reader = open_generation(store)
    loaded(extract(visits=VISIT + "v2,c1,2018-09-04,cp\n"))
    assert reader.execute("SELECT visit_id FROM visits").fetchall() == [("v1",)]
    assert current_entry(store).load_id == 2
    reader.close()


def test_progress_goes_from_nothing_to_all_and_never_back(extract: Extract, store: Path) -> None:
    told: list[tuple[str, float]] = []
    load([extract()], store, progress=lambda what, part: told.append((what, part)))
    parts = [part for _, part in told]
    assert parts == sorted(parts) and parts[0] == 0 and parts[-1] == 1


def test_a_folder_with_other_files_is_not_made_a_store(extract: Extract, loaded: Loaded, store: Path) -> None:
    store.mkdir()
    (store / "letter.docx").write_text("x")
    with pytest.raises(WorkbenchError, match=r"not a store.*letter\.docx"):
        loaded(extract())
    assert [path.name for path in store.iterdir()] == ["letter.docx"]


def test_an_empty_folder_becomes_one(extract: Extract, loaded: Loaded, store: Path) -> None:
    store.mkdir()
    loaded(extract())
    assert StoreFolder(store).pointer().current is not None


def test_any_name_will_do_for_store_and_files(extract: Extract, tmp_path: Path) -> None:
    odd_store = tmp_path / "st ore?mode=ro#%41'\""
    odd_file = Path(os.fsdecode(bytes(extract() / "visits.csv").replace(b"visits", b"visits \xff")))
    odd_file.write_text(VISITS + "v3,,2018-09-21,cp\n")
    assert load([odd_file], odd_store).rejected == 1
    load([odd_file], odd_store)
    assert rows(odd_store, "SELECT name FROM load_files") == [("visits \ufffd.csv",)] * 2


class TestMergingNativeRows:
    """--mode merge: by key, the tables' other rows stay."""

    def test_new_keys_are_added_and_known_ones_replaced(self, extract: Extract, loaded: Loaded, store: Path) -> None:
        loaded(extract())
        more = VISITS + "v2,c2,2018-09-22,cin\nv3,c1,2018-09-25,cp\nv4,c1,never,cp\n"
        record = loaded(extract(visits=more), mode="merge")
        assert record.mode == "merge" and record.as_at == date(2018, 9, 25)
        (count,) = record.tables
        assert (count.read, count.rejected, count.withdrawn) == (5, 1, 0)
        assert rows(store, "SELECT visit_id, visit_date FROM visits ORDER BY 1") == [
            ("v1", "2018-09-03"),
            ("v2", "2018-09-22"),
            ("v3", "2018-09-25"),
        ]
        assert rows(store, "SELECT count(*) FROM children") == [(2,)]

    def test_covers_from_the_earlier_of_both(self, extract: Extract, loaded: Loaded, store: Path) -> None:
        loaded(extract(visits=VISIT + "v1,c1,2018-09-03,cp\n"))
        loaded(extract(visits=VISIT + "v2,c1,2018-09-10,cp\n"), mode="merge")
        assert rows(store, "SELECT covers_from FROM coverage") == [("2018-09-03",)]
        loaded(extract(visits=VISIT + "v3,c1,2018-08-10,cp\n"), mode="merge")
        assert rows(store, "SELECT covers_from FROM coverage") == [("2018-08-10",)]

    def test_into_an_empty_store(self, extract: Extract, loaded: Loaded, store: Path) -> None:
        loaded(extract(), mode="merge")
        assert rows(store, "SELECT count(*) FROM visits") == [(2,)]


def test_one_load_may_hold_several_formats(loaded: Loaded, store: Path) -> None:
    sample = Path(__file__).parents[2] / "sample_data"
    record = loaded(*(sample / "annex_a").glob("*.xlsx"), sample / "native" / "visits.csv")
    assert (record.format, record.mode) == ("native and annex_a", "replace and merge")
    since = dict(rows(store, "SELECT table_name, running_from FROM coverage"))
    assert since["visits"] is None, "the native file holds every visit, not only the latest"
    assert since["reviews"] == record.as_at.isoformat()
