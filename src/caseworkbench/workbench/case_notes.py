"""What was said last about the cases of a list: columns beside theirs."""

from collections.abc import Mapping
from typing import Any

from caseworkbench.workbench.case_list import FIELDS, NOTE_FIELDS, CaseList
from caseworkbench.workbench.noted import Thread


def with_notes(cases: CaseList, threads: Mapping[str, Thread]) -> CaseList:
    """The list with the columns ``NOTE_FIELDS``: what stands about each case, None where nothing does."""
    columns: dict[str, list[Any]] = {name: [None] * len(cases) for name in NOTE_FIELDS}
    if threads:
        for row, case in enumerate(cases.columns["case"]):
            thread = threads.get(case)
            if thread is not None and thread.standing is not None:
                for name in NOTE_FIELDS:
                    columns[name][row] = getattr(thread.standing, name)
    return CaseList({**cases.columns, **columns}, (*FIELDS, *NOTE_FIELDS))
