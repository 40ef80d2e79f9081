"""Plants what real records contradict themselves with: a few rows of each question that reviewers have asked.

Works on finished tables. The rows lie mostly in the winter and spring, so that September's figures stay as they are.
"""

from collections import Counter
from collections.abc import Callable

import numpy as np

from caseworkbench.sample.days import Bools, Ints, Texts, add_working, iso
from caseworkbench.sample.picking import Random
from caseworkbench.sample.world import Columns, World

_FROM, _TO = "2017-11-15", "2018-05-31"


def plant(world: World) -> None:
    """Every kind of contradiction, a few rows each (more in a larger authority)."""
    random = world.random("doubtful")

    def some(number: int) -> int:
        return max(2, round(number * world.scale))

    tables = world.tables
    _dates_that_contradict(tables, random, some)
    _nothing_further_yet_more(tables, random, some)
    _conferences(tables, random, some)
    _recorded_again(world, tables, random)
    _children_and_workers(world, tables, random, some)
    _plans(tables, random, some)
    # Chance of its own: what is planted here does not move what is planted above.
    random = world.random("slips of the pen")
    _days_that_cannot_be(tables, random, some)
    _enquiries_never_assessed(tables, random, some)
    _teams_by_other_names(tables, random, some)


Some = Callable[[int], int]


def _draw(random: Random, which: Bools, number: int) -> Ints:
    """Positions of so many of the true ones."""
    able = np.flatnonzero(which)
    return np.sort(random.choice(able, min(number, len(able)), replace=False))


def _between(column: Texts, first: str = _FROM, last: str = _TO) -> Bools:
    """Where ISO texts lie between two dates (empty ones do not)."""
    return np.asarray((column >= first) & (column <= last), dtype=np.bool_)


def _shift(column: Texts, rows: Ints, days: Ints) -> Texts:
    """ISO texts moved by so many days."""
    numbers = column[rows].astype("datetime64[D]").astype(np.int64)
    return iso(numbers + days)


def _append(table: Columns, rows: dict[str, Texts], number: int) -> None:
    """Adds rows; what a column is not given is empty."""
    empty = np.full(number, "", dtype=object)
    for name in [name for name in table if not name.startswith("_")]:
        table[name] = np.concatenate([table[name], rows.get(name, empty)])


def _dates_that_contradict(tables: dict[str, Columns], random: Random, some: Some) -> None:
    """Done before it began; ended before it began."""
    assessments = tables["assessments"]
    rows = _draw(random, _between(assessments["authorised_date"]), some(3))
    assessments["authorised_date"][rows] = _shift(assessments["start_date"], rows, -random.integers(1, 40, len(rows)))
    assessments["oversight_date"][rows] = ""
    contacts = tables["contacts"]
    rows = _draw(random, _between(contacts["decision_at"]), some(3))
    contacts["decision_at"][rows] = [str(text)[:10] for text in contacts["received_at"][rows]]
    contacts["decision_at"][rows] = _shift(contacts["decision_at"], rows, -random.integers(1, 9, len(rows)))
    enquiries = tables["section47s"]
    rows = _draw(random, _between(enquiries["end_date"]) & (enquiries["icpc_required"] == "N"), some(3))
    enquiries["end_date"][rows] = _shift(enquiries["start_date"], rows, -random.integers(2, 30, len(rows)))
    plans = tables["cin_plans"]
    rows = _draw(random, _between(plans["end_date"]), some(2))
    plans["end_date"][rows] = _shift(plans["start_date"], rows, -random.integers(5, 60, len(rows)))


def _nothing_further_yet_more(tables: dict[str, Columns], random: Random, some: Some) -> None:
    """Marked no further action, with an assessment or a plan afterwards."""
    referrals, assessments = tables["referrals"], tables["assessments"]
    assessed = set(assessments["referral_id"])
    later = np.array([name in assessed for name in referrals["referral_id"]], dtype=np.bool_)
    rows = _draw(random, later & _between(referrals["closed_date"]) & (referrals["nfa"] == "N"), some(5))
    referrals["nfa"][rows] = "Y"
    starts: dict[str, str] = {}
    for child, start in zip(tables["cin_plans"]["child_id"], tables["cin_plans"]["start_date"], strict=True):
        starts[child] = max(start, starts.get(child, ""))
    planned = np.array(
        [
            bool(done) and done <= starts.get(child, "") <= done[:8] + "99"
            for child, done in zip(assessments["child_id"], assessments["authorised_date"], strict=True)
        ],
        dtype=np.bool_,
    )
    rows = _draw(random, planned & _between(assessments["authorised_date"]) & (assessments["nfa"] == "N"), some(4))
    assessments["nfa"][rows] = "Y"


def _conferences(tables: dict[str, Columns], random: Random, some: Some) -> None:
    """Held though not required; without an enquiry; transferred in."""
    conferences, enquiries = tables["initial_conferences"], tables["section47s"]
    rows = _draw(random, _between(conferences["held_date"]) & (conferences["s47_id"] != ""), some(4))
    named = set(conferences["s47_id"][rows])
    enquiries["icpc_required"][[name in named for name in enquiries["s47_id"]]] = "N"
    rest = _between(conferences["held_date"]) & np.array([name not in named for name in conferences["s47_id"]])
    rows = _draw(random, rest, some(6))
    gone = set(conferences["s47_id"][rows])
    conferences["s47_id"][rows] = ""
    conferences["transfer_in"][rows[::2]] = "Y"
    # the enquiry behind such a conference is not on file either
    keep = np.array([name not in gone for name in enquiries["s47_id"]])
    for name in list(enquiries):
        enquiries[name] = enquiries[name][keep]


def _recorded_again(world: World, tables: dict[str, Columns], random: Random) -> None:
    """The strategy discussion behind a conference in time was not the first: an earlier one lies days before it."""
    conferences, enquiries = tables["initial_conferences"], tables["section47s"]
    held = set(conferences["s47_id"])
    behind = np.array([name in held for name in enquiries["s47_id"]], dtype=np.bool_)
    referral = np.array([str(name).partition("-")[0] for name in enquiries["referral_id"]], dtype=object)
    families = np.unique(referral[np.flatnonzero(behind & (enquiries["start_date"] >= _FROM))])
    chosen = set(random.choice(families, max(4, len(families) // 14), replace=False))
    rows = np.flatnonzero(behind & np.array([name in chosen for name in referral]))
    rows = rows[enquiries["start_date"][rows] >= _FROM]
    count = len(rows)
    starts = enquiries["start_date"][rows].astype("datetime64[D]").astype(np.int64)
    _append(
        tables["strategy_discussions"],
        {
            "strategy_id": np.array([f"D9{number:05d}" for number in range(count)], dtype=object),
            "child_id": enquiries["child_id"][rows],
            "referral_id": enquiries["referral_id"][rows],
            "held_date": iso(add_working(starts, -9)),
            "outcome": np.full(count, "s47", dtype=object),
            "team": enquiries["team"][rows],
            "worker": enquiries["worker"][rows],
        },
        count,
    )


def _children_and_workers(world: World, tables: dict[str, Columns], random: Random, some: Some) -> None:
    """A birth in the future that nobody expects; children who are in no children's list; workers who have left."""
    children = tables["children"]
    rows = _draw(random, _between(children["date_of_birth"], "2010-01-01", "2014-12-31"), some(2))
    children["date_of_birth"][rows] = np.array(["20" + "19" + str(d)[4:] for d in children["date_of_birth"][rows]])
    number = some(3)
    strangers = np.array([f"N{999_001 + n}" for n in range(number)], dtype=object)
    _append(
        tables["contacts"],
        {
            "contact_id": np.array([f"C99{n:04d}" for n in range(number)], dtype=object),
            "child_id": strangers,
            "received_at": np.full(number, "2018-03-14 11:20", dtype=object),
            "decision_at": np.full(number, "2018-03-15 09:45", dtype=object),
            "source": np.full(number, "9 Unknown", dtype=object),
            "outcome": np.full(number, "advice", dtype=object),
            "team": np.full(number, "MASH", dtype=object),
        },
        number,
    )
    allocations, workers = tables["allocations"], tables["workers"]
    busy = np.unique(allocations["worker"][(allocations["end_date"] == "") & (allocations["role"] != "secondary")])
    left = set(random.choice(busy, some(2), replace=False))
    place = np.array([name in left for name in workers["worker"]])
    workers["end_date"][place] = "2018-09-07"


def _plans(tables: dict[str, Columns], random: Random, some: Some) -> None:
    """A plan open on a closed referral; two child in need plans at once."""
    plans, referrals = tables["cin_plans"], tables["referrals"]
    open_children = set(plans["child_id"][(plans["end_date"] == "") & (plans["start_date"] < "2018-06-01")])
    latest: dict[str, int] = {}
    for row, child in enumerate(referrals["child_id"]):
        if child in open_children and referrals["closed_date"][row] == "":
            latest[child] = row
    rows = np.array(sorted(latest.values()), dtype=np.int64)
    chosen = np.sort(random.choice(rows, min(some(3), len(rows)), replace=False))
    referrals["closed_date"][chosen] = "2018-07-20"
    referrals["closure_reason"][chosen] = "RC8"
    rest = np.flatnonzero((plans["end_date"] == "") & (plans["start_date"] < "2018-06-01"))
    twice = np.sort(random.choice(rest, some(2), replace=False))
    number = len(twice)
    _append(
        plans,
        {
            "plan_id": np.array([f"CN9{n:05d}" for n in range(number)], dtype=object),
            "child_id": plans["child_id"][twice],
            "start_date": _shift(plans["start_date"], twice, np.full(number, 28)),
        },
        number,
    )


def _again(table: Columns, rows: Ints, prefix: str, **changed: Texts) -> None:
    """Adds copies of some rows with what is changed; their keys, the table's first column, are counted from 0."""
    key = next(iter(table))
    copies = {name: column[rows] for name, column in table.items() if not name.startswith("_")}
    keys = np.array([f"{prefix}{number:05d}" for number in range(len(rows))], dtype=object)
    _append(table, {**copies, key: keys, **changed}, len(rows))


def _days_that_cannot_be(tables: dict[str, Columns], random: Random, some: Some) -> None:
    """2048 typed for 2018; an end that is planned, entered as if it had come; a visit before the birth."""
    supervisions, discussions = tables["supervisions"], tables["strategy_discussions"]
    rows = _draw(random, _between(supervisions["supervision_date"], "2018-08-01", "2018-08-31"), some(2))
    _again(supervisions, rows, "SVX", supervision_date=_in_2048(supervisions["supervision_date"][rows]))
    rows = _draw(random, _between(discussions["held_date"]) & (discussions["outcome"] != "s47"), some(2))
    _again(discussions, rows, "DX", held_date=_in_2048(discussions["held_date"][rows]))

    for name, planned in (("cin_plans", "2018-11-30"), ("placements", "2018-12-21")):
        table = tables[name]
        rows = _draw(random, (table["end_date"] == "") & (table["start_date"] < "2018-06-01"), some(2))
        table["end_date"][rows] = planned

    visits, children = tables["visits"], tables["children"]
    born = dict(zip(children["child_id"], children["date_of_birth"], strict=True))
    there = _between(visits["visit_date"]) & (visits["child_seen"] == "Y") & (visits["visit_type"] != "lac")
    able = np.flatnonzero(there)
    made = visits["visit_date"][able]
    year_before = _shift(visits["visit_date"], able, np.full(len(able), -365))
    births = [born.get(child, "") for child in visits["child_id"][able]]
    between = [early < birth <= late for early, birth, late in zip(year_before, births, made, strict=True)]
    chosen = _draw(random, np.array(between, dtype=np.bool_), some(3))
    _again(visits, able[chosen], "VX", visit_date=year_before[chosen])


def _in_2048(days: Texts) -> Texts:
    """A slip of one key: so far ahead that no load takes its as-at date from it."""
    return np.array([f"2048{day[4:]}" for day in days], dtype=object)


def _enquiries_never_assessed(tables: dict[str, Columns], random: Random, some: Some) -> None:
    """The assessment that went with an enquiry is not on file; the referral is closed since."""
    assessments, referrals, enquiries = tables["assessments"], tables["referrals"], tables["section47s"]
    closed = set(referrals["referral_id"][(referrals["closed_date"] != "") & (referrals["nfa"] == "N")])
    times = Counter(str(name) for name in assessments["referral_id"])
    alone = {name for name in times if times[name] == 1}
    asked = set(enquiries["referral_id"][_between(enquiries["start_date"])]) & closed & alone
    behind = np.array([name in asked for name in assessments["referral_id"]], dtype=np.bool_)
    sound = (assessments["nfa"] == "N") & (assessments["authorised_date"] >= assessments["start_date"])
    rows = _draw(random, behind & sound & _between(assessments["authorised_date"]), some(3))
    keep = np.ones(len(behind), dtype=np.bool_)
    keep[rows] = False
    for name in list(assessments):
        assessments[name] = assessments[name][keep]


def _teams_by_other_names(tables: dict[str, Columns], random: Random, some: Some) -> None:
    """Two teams that some records spell in their own way."""
    for name, dated, team, written in (
        ("contacts", "received_at", "MASH", "M.A.S.H."),
        ("audits", "returned_date", "Looked After Team 2", "LAC Team 2"),
    ):
        table = tables[name]
        rows = _draw(random, _between(table[dated]) & (table["team"] == team), some(3))
        table["team"][rows] = written
