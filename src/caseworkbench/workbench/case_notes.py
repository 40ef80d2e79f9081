"""What was said last about the cases of a list: columns beside theirs."""

from collections.abc import Callable, Mapping
from typing import Any

from caseworkbench.notes.standing import Standing
from caseworkbench.workbench.case_list import FIELDS, NOTE_FIELDS, STANDING, CaseList
from caseworkbench.workbench.noted import Thread


def with_notes(cases: CaseList, threads: Mapping[str, Thread], expired: Callable[[Standing], bool]) -> CaseList:
    """The list with the columns ``NOTE_FIELDS``: what stands about each case, None where nothing does.

    ``expired``: whether what is said of a case to be done, though not recorded, is believed no more.
    """
    columns: dict[str, list[Any]] = {name: [None] * len(cases) for name in NOTE_FIELDS}
    if threads:
        for row, case in enumerate(cases.columns["case"]):
            thread = threads.get(case)
            if thread is None or thread.standing is None:
                continue
            for name in STANDING:
                columns[name][row] = getattr(thread.standing, name)
            columns["expired"][row] = expired(thread.standing)
    return CaseList({**cases.columns, **columns}, (*FIELDS, *NOTE_FIELDS))
