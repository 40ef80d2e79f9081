"""Small authorities whose cases people write about.

Conferences as at Sun 30 Sep 2018, limit 15 working days (Mon 27 Aug is a bank holiday): S1 from Tue 21 Aug is due
Wed 12 Sep, S2 from Mon 3 Sep is due Mon 24 Sep, S3 from Mon 24 Sep is due Mon 15 Oct; none is held yet.
"""

from datetime import date

from caseworkbench.loading.load import load
from caseworkbench.settings import Settings
from caseworkbench.workbench.open import open_workbench
from tests.workbench.extract import write_tables

SEPTEMBER = date(2018, 9, 30)
S1, S2, S3 = "icpc:S1@2018-08-21", "icpc:S2@2018-09-03", "icpc:S3@2018-09-24"


def enquiry(number, start, child=None):
    return {
        "s47_id": f"S{number}",
        "child_id": child or f"C{number}",
        "start_date": start,
        "icpc_required": "Y",
        "team": "North",
        "worker": f"W{number}",
    }


def held(number, day):
    return {"conference_id": f"I{number}", "child_id": f"C{number}", "s47_id": f"S{number}", "held_date": day}


ENQUIRIES = [enquiry(1, "2018-08-21"), enquiry(2, "2018-09-03"), enquiry(3, "2018-09-24")]
NONE_HELD = [held(9, "2018-01-05")]
WORKERS = [{"worker": "W1", "name": "Wren Ashby"}, {"worker": "W2", "name": "Otto Penn"}]


def loaded(tmp_path, enquiries=None, conferences=NONE_HELD, as_at=SEPTEMBER, settings=None, **tables):
    """Load a generation over what is there, and open it."""
    settings = settings or Settings()
    number = len(list(tmp_path.iterdir()))
    tables = {"section47s": enquiries or ENQUIRIES, "initial_conferences": conferences, "workers": WORKERS} | tables
    load([write_tables(tmp_path / f"extracts {number}", tables)], tmp_path / "store", settings=settings, as_at=as_at)
    return open_workbench(tmp_path / "store", settings)


def noted(workbench, case):
    """What stands about a case, as its list shows it."""
    measure = case.partition(":")[0]
    [row] = [row for row in workbench.cases(measure, statuses=["all"]).rows() if row["case"] == case]
    return row
