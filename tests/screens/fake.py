"""A made-up workbench with the facade's signatures: small, deterministic, with hostile text in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from caseworkbench.errors import WorkbenchError
from caseworkbench.notes.reasons import reasons
from caseworkbench.workbench.case_list import FIELDS, NOTE_FIELDS, STANDING

from .fake_notes import FakeDrafts, FakeFilters, FakeNoting

AS_AT = date(2018, 9, 30)
LOADED_AT = datetime(2018, 10, 1, 1, 30, tzinfo=UTC)
NOW = datetime(2018, 10, 1, 8, 30, tzinfo=UTC)
SERVICES = {"Assessment": ["Assessment East", "Assessment West"], "Care Management": ["North", "South", "Court"]}
FIRST = ["Tamsin", "Orrin", "Wilf", "Isolde", "Bram", "Fenna", "Jorvik", "Perrin", "Sable", "Linnet"]
LAST = ["Marrowby", "Thackwell", "Quillfeather", "Dunmoor", "Ashgrave", "Peverill", "Stannock", "Brindlewick"]
HOSTILE = ["[b]Ali[/b] [red]", "Eve\x1b[31mred\x07", "Ren\u202eeva\nnew line", '=HYPERLINK("x")', "名前 太郎"]


CHARACTERISTICS = {
    "sex": ["Female", "Male", "Not known"],
    "ethnicity": ["WBRI", "MWBC", "Not known"],
    "disability": ["No", "Yes"],
    "age": ["Under 1", "1 to 4", "5 to 9", "10 to 15", "16 to 17"],
}


def month_end(number: int) -> date:
    """The last day of the month that lies so many months after September 2017."""
    months = 2017 * 12 + 9 + number
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


@dataclass
class BoardLine:
    measure: str
    title: str
    limit: int | None = None
    period: str | None = None
    section: str | None = None
    target: float | None = None
    amber: float | None = None


@dataclass
class Board:
    name: str
    title: str
    lines: tuple[BoardLine, ...]
    mistakes: tuple[str, ...] = ()


@dataclass
class Limit:
    name: str
    n: int
    unit: str


@dataclass
class Measure:
    id: str
    title: str
    question: str
    rule: str
    source: str
    standing: str
    basis: str
    period: str
    better: str
    limits: tuple[Limit, ...]
    unit: str
    who: str
    needs: tuple[str, ...]
    sql: str
    path: Path = Path("queries/icpc.sql")
    is_clock: bool = True

    def counted_with(self, limit: int | None) -> Measure:
        return self


@dataclass
class Figure:
    measure: str
    title: str
    limit: int | None
    limit_unit: str | None
    service: str | None
    team: str | None
    worker: str | None
    as_at: date
    period_start: date
    period_end: date
    numerator: int | None
    denominator: int | None
    value: float | None
    unit: str
    better: str | None
    overdue: int | None
    due_soon: int | None
    previous: float | None
    previous_three: float | None
    change: str | None
    change_three: str | None
    comparators: dict[str, Any] = field(default_factory=dict)
    target: float | None = None
    rag: str | None = None
    source: str = "cases"
    period: str = "month"
    group: str | None = None
    reported_value: float | None = None
    reported_numerator: float | None = None
    reported_denominator: float | None = None
    reported_overdue: int | None = None

    def as_dict(self) -> dict[str, Any]:
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(self).items()}


@dataclass
class TrendPoint:
    measure: str
    month_end: date
    service: str | None
    team: str | None
    worker: str | None
    numerator: int
    denominator: int
    value: float | None
    source: str = "cases"
    group: str | None = None


@dataclass
class CaseList:
    fields: tuple[str, ...]
    columns: dict[str, list[Any]]

    def reordered(self, order: list[int]) -> CaseList:
        return CaseList(self.fields, {name: [column[at] for at in order] for name, column in self.columns.items()})

    def __len__(self) -> int:
        return len(self.columns["case"])

    def row(self, i: int) -> dict[str, Any]:
        return {name: self.columns[name][i] for name in self.fields}

    def rows(self) -> Any:
        return (self.row(i) for i in range(len(self)))

    def as_dicts(self) -> list[dict[str, Any]]:
        return [{k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()} for row in self.rows()]


@dataclass
class DayMark:
    date: date
    kind: str
    why: str = ""


@dataclass
class Explanation:
    sentence: str
    days: list[DayMark]


@dataclass
class ChildView:
    child_id: str
    name: str
    date_of_birth: date | None
    family_id: str | None
    allocated: dict[str, Any]
    clocks: list[dict[str, Any]]
    events: list[dict[str, Any]]


TITLES = [
    ("contact_decision", "Contacts decided within one working day", 1, "working_days", "percent", "high"),
    ("icpc", "Initial child protection conferences in time", 15, "working_days", "percent", "high"),
    ("assessment", "Assessments authorised in time", 45, "working_days", "percent", "high"),
    ("unallocated", "Children without an allocated worker", 5, "working_days", "count", "low"),
    ("cp_visit", "Children on a plan seen in the last two weeks", 10, "working_days", "percent", "high"),
    ("cp_review", "Child protection plans reviewed in time", None, None, "percent", "high"),
    ("cp_supervision", "Supervision on child protection cases", 28, "days", "percent", "high"),
    ("return_interview", "Return interviews after missing episodes", 72, "hours", "percent", "high"),
    ("cin_visit", "Children in need visited", 20, "working_days", "percent", "high"),
    ("lac_visit", "Looked after children visited", None, None, "percent", "high"),
    ("lac_review", "Looked after reviews in time", None, None, "percent", "high"),
    ("reaudit", "Inadequate files audited again", 3, "months", "percent", "high"),
]


def compared(index: int, value: float | None) -> dict[str, Any]:
    areas = ("statistical_neighbours", "england", "region")[: index % 4]
    return {area: {"value": 78.1 + index, "reads": ("below", "similar", "above")[index % 3]} for area in areas}


class FakeWorkbench:
    def __init__(self, cases: int = 60) -> None:
        self.store = Path("/nowhere")
        self.generation = 3
        self.known_at: int | None = None
        self.as_at = AS_AT
        self.loaded_at = LOADED_AT
        self.authority = "Northbridge"
        self.settings = SimpleNamespace(reasons=reasons({}), expire_after_days=28)
        self.noting = FakeNoting(self.settings.reasons)
        self.drafts = FakeDrafts()
        self.saved_filters = FakeFilters()
        self.number = cases
        self.newer = False
        self.closed = False

    def measures(self) -> list[Measure]:
        return [self.measure(line[0]) for line in TITLES]

    def measure(self, id: str) -> Measure:
        for name, title, n, unit, kind, better in TITLES:
            if name == id:
                return Measure(
                    name,
                    title,
                    title.lower(),
                    "The clock starts on the day of the strategy discussion that initiated the enquiry and stops "
                    "on the earliest conference held. Transfers in are left out.",
                    "Working Together to Safeguard Children 2023, paragraph 155",
                    "statutory",
                    "completed",
                    "month",
                    better,
                    (Limit("limit", n, unit),) if n and unit else (),
                    kind,
                    "own",
                    ("section47s", "conferences"),
                    "select s47_id as subject,\n       start_date as start\n"
                    "from section47s\nwhere icpc_required <> 'N'",
                )
        raise WorkbenchError(f"There is no measure called {id}; the nearest is icpc.")

    def board_names(self) -> list[str]:
        return ["sandwell", "all"]

    def board(self, name: str | None = None) -> Board:
        sections = ["Front Door"] * 1 + ["Child Protection"] * 7 + ["Children in Need"] * 4
        lines = tuple(BoardLine(m, t, n, None, s) for (m, t, n, *_), s in zip(TITLES, sections, strict=True))
        if name == "all":
            return Board("all", "Every measure", lines)
        return Board("sandwell", "Key performance indicators", lines[:9])

    def figures(
        self,
        lines: Any = None,
        *,
        by: str = "authority",
        service: Any = None,
        team: Any = None,
        worker: Any = None,
        children: Any = None,
        period: Any = None,
        as_at: date | None = None,
    ) -> list[Figure]:
        found = []
        for line in lines or self.board("all").lines:
            entry = next(t for t in TITLES if t[0] == line.measure)
            index = TITLES.index(entry)
            for place, (*group, children) in enumerate(self._groups(by, service, team)):
                met, of = 28 + index * 3 + place, 47 + index * 4 + place * 2
                if as_at is not None and as_at != AS_AT:
                    met -= 5
                unit = entry[4]
                value: float | None = 100 * met / of if unit == "percent" else float(met)
                none = line.measure == "reaudit"
                up = ("down", "up", None, "same")[index % 4]
                found.append(
                    Figure(
                        line.measure,
                        line.title,
                        entry[2],
                        entry[3],
                        *group,
                        as_at or AS_AT,
                        (as_at or AS_AT).replace(day=1),
                        as_at or AS_AT,
                        None if none else met,
                        None if none else of,
                        None if none else value,
                        unit,
                        entry[5],
                        None if none else (7 * index) % 12,
                        None if none else index,
                        70.0,
                        71.0,
                        None if none else up,
                        "up",
                        group=children,
                        reported_value=94.0 if line.measure == "cp_visit" and by == "authority" else None,
                        source="none" if none else "published" if line.measure == "cin_visit" else "cases",
                        comparators=compared(index, value),
                        target=None if index % 3 == 2 or unit != "percent" else 95.0 if index else 60.0,
                        rag=None
                        if index % 3 == 2 or unit != "percent"
                        else ("green", "red", "", "", "amber")[index % 5],
                    )
                )
        return found

    def _groups(self, by: str, service: Any, team: Any) -> list[tuple[Any, Any, Any, Any]]:
        if by in CHARACTERISTICS:
            return [(None, None, None, name) for name in CHARACTERISTICS[by]]
        return [(*group, None) for group in self._responsible(by, service, team)]

    def _responsible(self, by: str, service: Any, team: Any) -> list[tuple[Any, Any, Any]]:
        if by == "authority":
            return [(service, team, None)]
        if by == "service":
            return [(s, None, None) for s in SERVICES]
        if by == "team":
            return [(s, t, None) for s in SERVICES for t in self.teams(s) if service in (None, s)]
        home = next((s for s in SERVICES if team in SERVICES[s]), service)
        return [(home, team, w) for w in self.workers(team)]

    def services(self) -> list[str]:
        return list(SERVICES)

    def teams(self, service: str | None = None) -> list[str]:
        return [t for s in SERVICES if service in (None, s) for t in SERVICES[s]]

    def workers(self, team: str | None = None) -> list[str]:
        return ["Priya Holloway", "Marcus Tindale", "[i]Jo Wraith", "Unallocated"]

    def worker_name(self, worker: str) -> str | None:
        return None

    def cases(
        self,
        measure: str,
        *,
        as_at: Any = None,
        statuses: Any = None,
        counted: bool = False,
        service: Any = None,
        team: Any = None,
        worker: Any = None,
        children: Any = None,
        period: Any = None,
        limit: Any = None,
        differing: bool = False,
    ) -> CaseList:
        self.measure(measure)
        columns: dict[str, list[Any]] = {name: [] for name in (*FIELDS, *NOTE_FIELDS)}
        teams, workers = self.teams(service), self.workers()
        for i in range(self.number):
            over = max(0, 40 - i) if self.number < 1000 else (i * 7919) % 60
            status = "overdue" if over else ("due_soon", "running")[i % 2]
            if statuses is not None and status not in statuses:
                continue
            started = AS_AT - timedelta(days=30 + (i * 13) % 60)
            name = HOSTILE[i] if 0 < i < len(HOSTILE) else f"{FIRST[i % 10]} {LAST[(i // 10) % 8]}"
            row = (
                f"{measure}:S{i:06}@{started}",
                measure,
                f"C{10000 + i}",
                name,
                f"F{5000 + i // 3}",
                "Assessment",
                team or teams[i % len(teams)],
                worker or workers[i % 4],
                started,
                AS_AT - timedelta(days=over - 3),
                None,
                None,
                15,
                "working_days",
                20,
                over,
                None,
                status,
                False,
                False,
            )
            now = self.noting.standing(row[0])
            if differing and not self.noting.differs(now):
                continue
            for name_, value in zip(FIELDS, row, strict=True):
                columns[name_].append(value)
            for name_ in STANDING:
                columns[name_].append(getattr(now, name_) if now else None)
            columns["expired"].append(row[0] in self.noting.expired if now else None)
        return CaseList((*FIELDS, *NOTE_FIELDS), columns)

    def notes_version(self) -> tuple[int, int]:
        return len(self.noting.written), 0

    def knows_worker(self, worker: str) -> bool:
        return worker in self.workers()

    def comment(self, measure: str, limit: Any = None, month: Any = None, service: Any = None, team: Any = None) -> Any:
        return self.noting.comment(self.measure(measure), month or self.as_at, service, team)

    def entries(self, cases: Any = ()) -> list[dict[str, Any]]:
        return self.noting.rows(cases)

    def child(self, child_id: str, as_at: Any = None) -> ChildView:
        if not child_id.startswith("C"):
            raise WorkbenchError(f"There is no child {child_id} in this store.")
        clocks = []
        for measure, status, over, stop in (
            ("icpc", "overdue", 3, None),
            ("cp_visit", "due_soon", 0, None),
            ("assessment", "in_time", 0, date(2018, 9, 4)),
        ):
            row = dict.fromkeys(FIELDS)
            row |= {
                "case": f"{measure}:S000123@2018-08-21",
                "measure": measure,
                "child_id": child_id,
                "child_name": HOSTILE[0],
                "family_id": "F5000",
                "service": "Assessment",
                "team": "Assessment East",
                "worker": "Priya Holloway",
                "started": date(2018, 8, 21),
                "due": date(2018, 9, 12),
                "stopped": stop,
                "limit": 15,
                "unit": "working_days",
                "elapsed": 18,
                "days_over": over,
                "status": status,
                "explanation": "15 working days from Tue 21 Aug 2018; Mon 27 Aug is the summer bank holiday; due Wed "
                "12 Sep 2018; not held by Sun 30 Sep 2018, 12 working days late.",
            }
            clocks.append(row)
        events = [
            {"date": date(2018, 8, 20), "kind": "referral", "what": "Referral from school"},
            {"date": date(2018, 8, 21), "kind": "section 47", "what": "Strategy discussion\x1b[2J"},
            {"date": date(2018, 9, 17), "kind": "conference", "what": "Initial conference [held]"},
        ]
        return ChildView(
            child_id,
            HOSTILE[0],
            date(2011, 5, 4),
            "F5000",
            {"team": "Assessment East", "worker": "Priya Holloway"},
            clocks,
            events,
        )

    def explain(self, case: dict[str, Any], as_at: date | None = None) -> Explanation:
        start, due = case["started"], case["due"]
        days = []
        day = start
        while day <= AS_AT:
            kind = "weekend" if day.weekday() > 4 else "working"
            kind = "holiday" if day == date(2018, 8, 27) else kind
            kind = {start: "start", due: "due", case["stopped"] or AS_AT: "stop" if case["stopped"] else "as_at"}.get(
                day, kind
            )
            days.append(DayMark(day, kind, "summer bank holiday" if day == date(2018, 8, 27) else ""))
            day += timedelta(days=1)
        return Explanation(str(case.get("explanation") or "15 working days."), days)

    def trend(
        self,
        lines: Any,
        *,
        months: int = 13,
        by: str = "authority",
        service: Any = None,
        team: Any = None,
        worker: Any = None,
        children: Any = None,
        as_at: Any = None,
    ) -> list[TrendPoint]:
        points = []
        for line in lines:
            for *group, children in self._groups(by, service, team):
                for m in range(months):
                    value = None if m == 2 else 60.0 + (m * 17 + len(line.measure) * 5) % 40
                    points.append(TrendPoint(line.measure, month_end(m), *group, 6, 10, value, group=children))
        return points

    def loads(self) -> list[dict[str, Any]]:
        tables = [
            {"table": "children", "read": 1500, "accepted": 1499, "replaced": 1490, "rejected": 1, "withdrawn": 2},
            {"table": "section47s", "read": 400, "accepted": 400, "replaced": 380, "rejected": 0, "withdrawn": 0},
        ]
        return [
            {
                "load_id": 3,
                "loaded_at": "2018-10-01T01:30:00+00:00",
                "loaded_by": "perf",
                "as_at": "2018-09-30",
                "format": "native",
                "mode": "replace",
                "seconds": 4.2,
                "authority": "Northbridge",
                "tables": tables,
                "files": [{"name": "children.csv", "size": 1000}],
                "rejects": 1,
                "questions": 2,
            },
            {
                "load_id": 2,
                "loaded_at": "2018-09-24T01:30:00+00:00",
                "loaded_by": "perf",
                "as_at": "2018-09-23",
                "format": "native",
                "mode": "replace",
                "seconds": 4.1,
                "authority": "Northbridge",
                "tables": tables,
                "files": [],
                "rejects": 0,
                "questions": 2,
            },
        ]

    def rejects(self, load_id: int | None = None) -> list[dict[str, Any]]:
        return [
            {
                "table": "children",
                "file": "children.csv",
                "line": 17,
                "column": "date_of_birth",
                "value": "31/02/2012\x1b",
                "message": "31/02/2012 is not a date; correct it in the source.",
            }
        ]

    def questions(self) -> list[dict[str, Any]]:
        return [
            {
                "rule": "stop_before_start",
                "title": "Conference before its strategy discussion",
                "child_id": "C10001",
                "subject": "S000001",
                "table": "conferences",
                "date": date(2018, 9, 3),
                "detail": "Held Mon 3 Sep 2018, enquiry began Tue 4 Sep 2018",
                "service": "Care Management",
                "team": "North",
                "worker": "Unallocated",
            },
            {
                "rule": "no_family",
                "title": "Enquiry with no conference and no decision",
                "child_id": "C10002",
                "subject": "S000002",
                "table": "section47s",
                "date": None,
                "detail": "Ended with no decision",
                "service": "Assessment",
                "team": "Assessment East",
                "worker": "Unallocated",
            },
        ]

    def withdrawn(self, load_id: int | None = None) -> list[dict[str, Any]]:
        return [{"table": "visits", "key": "V1", "child_id": "C10003", "message": "No longer in the extract"}]

    def newer_generation(self) -> bool:
        return self.newer

    def close(self) -> None:
        self.closed = True
