"""Allocations from lists that show only today's team and worker: history grows by one load at a time."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from caseworkbench.loading.incoming import Incoming
from caseworkbench.loading.keyed_rows import KeyedRows, Row, StoredRow

if TYPE_CHECKING:
    from caseworkbench.loading.merge import MergeResult


def merge_allocations(
    keyed: KeyedRows, incoming: Incoming, as_at: str, late: bool, has_earlier: bool, result: "MergeResult"
) -> None:
    """Bring each child's team and worker up to date.

    At first sight an allocation has no start (since ever). A changed team or worker ends the one before on the as-at
    date of the load that shows it, and starts on that date; where no load speaks for an earlier date, the first is
    corrected instead. A child all of whose cases are closed has one until the day of closing. A child that left the
    lists has none from the as-at date on. ``late``: the store holds a later load, so that only children without any
    allocation get one. ``has_earlier``: an earlier load spoke for an earlier date.
    """
    stored: dict[str, list[StoredRow]] = {}
    for old in keyed.of_origins(incoming.rules):
        stored.setdefault(str(old.values["child_id"]), []).append(old)
    said: dict[str, list[Row]] = {}
    for one in incoming.every:
        said.setdefault(str(one["child_id"]), []).append(one)
    new: list[Row] = []
    changed: dict[int, StoredRow] = {}
    accepted = replaced = 0
    for child, rows in said.items():
        row = _today(rows, list(incoming.rules), as_at)
        known = sorted(stored.get(child, []), key=_order)
        if row is not None:
            accepted += 1
            replaced += bool(known)
        if late and known:
            continue
        if row is None:
            _end(known, as_at, changed)
        elif not known:
            new.append({**row, "allocation_id": f"{child}@", "start_date": None})
        else:
            _follow(known, row, as_at, has_earlier, new, changed)
    if not late:
        present = set(incoming.origins)
        unsure = set().union(*(incoming.history.unsure.get(origin, set()) for origin in present))
        for child, known in stored.items():
            if child not in said and child not in unsure:
                _end([row for row in known if row.values["origin"] in present], as_at, changed)
    keyed.update(list(changed.values()))
    keyed.insert(new)
    result.count(keyed.table.name, accepted, replaced)


def _follow(
    known: list[StoredRow],
    row: Row,
    as_at: str,
    has_earlier: bool,
    new: list[Row],
    changed: dict[int, StoredRow],
) -> None:
    """What follows for a child that has allocations already; the last of ``known`` is the latest."""
    last = known[-1]
    same = (last.values["team"], last.values["worker"]) == (row["team"], row["worker"])
    end = row["end_date"]
    if last.values["end_date"] is None and not same:
        begun = last.values["start_date"]
        if begun == as_at or (begun is None and not has_earlier):
            last.values.update(team=row["team"], worker=row["worker"], end_date=end)
            changed[last.rowid] = last
            return
        if end is not None:  # the closed case names somebody else: whoever had it, had it until then
            last.values["end_date"] = max(end, begun or end)
        else:
            last.values["end_date"] = as_at
            new.append(_starting(row, as_at))
        changed[last.rowid] = last
    elif last.values["end_date"] is None or end is not None:
        wanted = max(end, last.values["start_date"] or end) if end is not None else None
        if same and last.values["end_date"] != wanted:
            last.values["end_date"] = wanted
            changed[last.rowid] = last
    elif same and last.values["end_date"] >= as_at:
        last.values["end_date"] = None
        changed[last.rowid] = last
    else:
        new.append(_starting(row, max(as_at, last.values["end_date"])))


def _starting(row: Row, day: str) -> Row:
    return {**row, "allocation_id": f"{row['child_id']}@{day}", "start_date": day}


def _today(rows: list[Row], origins: list[str], as_at: str) -> Row | None:
    """The team and worker that the lists show: of open cases, of the highest plan; else of the last closed one.

    ``origins``: the lists, the highest plan last. ``end_date`` is the first day on which nobody has it any more. None
    where the child has an open case and nobody has it.
    """
    held = [row for row in rows if row.get("end_date") is None or str(row["end_date"]) > as_at]
    end: str | None = None
    if held:
        held.sort(key=lambda row: origins.index(row["origin"]), reverse=True)
    else:
        held = sorted(rows, key=lambda row: (row["end_date"], origins.index(row["origin"])), reverse=True)[:1]
        closed = date.fromisoformat(str(held[0]["end_date"]))
        end = (closed + timedelta(days=1)).isoformat() if closed < date.max else closed.isoformat()
    team = next((row["team"] for row in held if row.get("team") is not None), None)
    worker = next((row["worker"] for row in held if row.get("worker") is not None), None)
    if team is None and worker is None:
        return None
    first = held[0]
    return {
        "child_id": first["child_id"],
        "team": team,
        "worker": worker,
        "end_date": end,
        "origin": first["origin"],
    }


def _end(known: list[StoredRow], as_at: str, changed: dict[int, StoredRow]) -> None:
    for row in known:
        if row.values["end_date"] is None:
            row.values["end_date"] = max(as_at, row.values["start_date"] or as_at)
            changed[row.rowid] = row


def _order(row: StoredRow) -> tuple[str, str]:
    return str(row.values["start_date"] or ""), str(row.values["allocation_id"])
