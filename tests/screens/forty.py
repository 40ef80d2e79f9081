"""Forty children on a plan whose visit is overdue, in a real store: two teams, four workers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from caseworkbench.loading.load import load
from caseworkbench.screens.app import Start
from caseworkbench.screens.application import WorkbenchApp

AS_AT = date(2018, 9, 30)
WORKERS = {"W1": "Tamsin Marrowby", "W2": "Orrin Thackwell", "W3": "Isolde Dunmoor", "W4": "[b]Bram Ashgrave"}
HOSTILE = {3: "[red]Eve", 4: '=HYPERLINK("x")', 5: "Ren\x1b[31m"}


def forty(folder: Path, children: int = 40) -> Path:
    """A store in which every child's plan began on 01/08/2018 and nobody has visited: due on 15/08/2018."""
    extract = folder / "extract"
    extract.mkdir(parents=True)
    numbers = range(1, children + 1)
    names = [f"C{n:03},{_quoted(HOSTILE.get(n, f'Child{n:02}'))},Peverill,2012-01-01,F{n:03}" for n in numbers]
    _csv(extract / "children.csv", "child_id,forename,surname,date_of_birth,family_id", names)
    plans = [f"P{n:03},C{n:03},2018-08-01,,NEG,NEG,0" for n in numbers]
    header = "plan_id,child_id,start_date,end_date,initial_category,latest_category,previous_plans"
    _csv(extract / "cp_plans.csv", header, plans)
    header = "visit_id,child_id,visit_date,visit_type,child_seen,seen_alone,worker"
    _csv(extract / "visits.csv", header, [])
    held = [f"L{n:03},C{n:03},W{n % 4 + 1},Team {'East' if n % 2 else 'West'},,2018-08-01," for n in numbers]
    _csv(extract / "allocations.csv", "allocation_id,child_id,worker,team,role,start_date,end_date", held)
    known = [f"{worker},{name},Team East,1.0,N,2015-01-01,," for worker, name in WORKERS.items()]
    _csv(extract / "workers.csv", "worker,name,team,fte,agency,start_date,end_date,also_known_as", known)
    _csv(extract / "teams.csv", "team,service,from_date,to_date", ["Team East,Care,,", "Team West,Care,,"])
    load([extract], folder / "store", as_at=AS_AT)
    return folder / "store"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _csv(path: Path, header: str, lines: list[str]) -> None:
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")


def app_on(store: Path, *start: str, board: str = "") -> WorkbenchApp:
    from caseworkbench.screens.view import View

    begin: Start = start or ("cases", "cp_visit", "unsaid")
    return WorkbenchApp(store, None, view=View(board), start=() if begin == ("board",) else begin)
