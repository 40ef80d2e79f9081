"""History from lists that show only the latest: placements that end when the next begins, estimated plans."""

import sqlite3
from collections.abc import Mapping

from caseworkbench.loading.incoming import Incoming
from caseworkbench.loading.keyed_rows import Key, KeyedRows, Row, StoredRow
from caseworkbench.loading.withdrawing import Withdrawn, withdrawn_row


def chain_placements(keyed: KeyedRows, incoming: Incoming) -> None:
    """A new placement ends the one before on the day it begins; the last one of a child has no end of its own."""
    children: dict[str, list[StoredRow]] = {}
    for row in keyed.of_origins(incoming.origins):
        children.setdefault(str(row.values["child_id"]), []).append(row)
    changed = []
    for rows in children.values():
        rows.sort(key=lambda row: str(row.values["start_date"]))
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            end = following.values["start_date"] if following else None
            if row.values["end_date"] != end:
                row.values["end_date"] = end
                changed.append(row)
    keyed.update(changed)


def expect_births(incoming: Incoming, as_at: str) -> None:
    """The lists give an unborn child's expected date as the date of birth: a birth to come is an expected one."""
    for row in incoming.rows().values():
        born = row.get("date_of_birth")
        if born is not None and str(born) > as_at:
            row["date_of_birth"], row["expected_date_of_birth"] = None, born


def estimate_cin_starts(connection: sqlite3.Connection, incoming: Incoming, as_at: str) -> None:
    """A child in need plan after a child protection plan or a time in care begins, at the earliest, when that ended.

    The list dates the plan by its referral. Where a plan or episode of the child (short breaks left out) began after
    that and has ended, the plan open now is the one that followed it; dated by the referral it would count as ended
    by what it followed.
    """
    ended: dict[str, str] = {}
    open_now: set[str] = set()
    children = {str(row["child_id"]) for row in incoming.rows().values()}
    for child, start, end in connection.execute(
        "SELECT child_id, start_date, end_date FROM cp_plans UNION ALL "
        "SELECT child_id, start_date, end_date FROM care_episodes "
        "WHERE coalesce(legal_status, '') NOT IN ('V3', 'V4')"
    ):
        if child not in children or start > as_at or (end is not None and end <= start):
            continue
        if end is None or end > as_at:
            open_now.add(child)
        else:
            ended[child] = max(ended.get(child, ""), end)
    changed: dict[Key, Row] = {}
    for key, row in incoming.rows().items():
        child = str(row["child_id"])
        after = ended.get(child, "")
        if after > str(row["start_date"]) and child not in open_now:
            if row.get("end_date") is not None and str(row["end_date"]) <= after:
                continue
            changed[key] = {**row, "plan_id": f"{child}@{after}", "start_date": after}
    incoming.change(changed)


def settle_cin_plans(
    keyed: KeyedRows, incoming: Incoming, others: Mapping[str, Incoming], as_at: str
) -> list[Withdrawn]:
    """End the plans of children whose case status no longer shows one; withdraw those whose date was corrected.

    A plan ends on the day its case closed, or else on the as-at date of the load that no longer shows it.
    """
    rows = incoming.rows()
    planned = {str(row["child_id"]) for row in rows.values()}
    withdrawn: list[Withdrawn] = []
    ended: list[StoredRow] = []
    gone: list[StoredRow] = []
    for origin in incoming.origins:
        cases = _cases(origin, others)
        unsure = incoming.history.unsure.get(origin, set())
        for row in keyed.of_origins([origin]):
            child = str(row.values["child_id"])
            if row.values["end_date"] is not None or keyed.key(row.values) in rows or child in unsure:
                continue
            if str(row.values["start_date"]) > as_at:
                continue
            if child in planned and keyed.key(row.values)[0] not in {key for key, _ in cases.get(child, [])}:
                gone.append(row)
                withdrawn.append(withdrawn_row(keyed, row.values, origin, "has another date now"))
            else:
                row.values["end_date"] = _closed(cases.get(child, []), str(row.values["start_date"])) or as_at
                ended.append(row)
    keyed.update(ended)
    keyed.delete(gone)
    return withdrawn


def _cases(origin: str, others: Mapping[str, Incoming]) -> dict[str, list[tuple[str, str | None]]]:
    """Child -> the referrals that the same list shows, each as (its key, the day it closed)."""
    cases: dict[str, list[tuple[str, str | None]]] = {}
    if "referrals" in others:
        for key, row in others["referrals"].rows_of(origin).items():
            cases.setdefault(str(row["child_id"]), []).append((str(key[0]), row.get("closed_date")))
    return cases


def _closed(cases: list[tuple[str, str | None]], start: str) -> str | None:
    """The day the child's last case closed, where all of them have and that is not before the plan began."""
    days = [day for _, day in cases]
    if not days or None in days:
        return None
    last = max(str(day) for day in days)
    return last if last >= start else None
