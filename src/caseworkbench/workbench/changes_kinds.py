"""The kinds of change and the fields of a changed case. No arithmetic, so that a command can offer them at once."""

from collections.abc import Sequence

from caseworkbench.errors import WorkbenchError, nearest

KINDS: dict[str, str] = {
    "entered_late": "entered late",
    "changed_dates": "dates changed",
    "became_overdue": "became overdue",
    "done_in_time": "done in time",
    "done_late": "done late",
    "void": "ceased to matter",
    "new": "new",
    "ended": "no longer open",
    "answer_changed": "answer changed",
    "gone": "no longer in the data",
    "came_in": "came from elsewhere",
    "went_out": "went elsewhere",
    "period": "period moved on",
}
"""Every kind of change -> its words. A case that changed has exactly one (docs/what-changed.md)."""

CHANGE = (
    "case",
    "measure",
    "child_id",
    "child_name",
    "family_id",
    "service",
    "team",
    "worker",
    "kind",
    "field",
    "was",
    "now",
    "happened",
    "first_seen_load",
    "first_seen_on",
    "days_late",
    "status_before",
    "status_after",
    "counted_before",
    "met_before",
    "counted_after",
    "met_after",
    "effect",
    "started",
    "due",
    "stopped",
    "voided",
    "first_loaded_on",
    "case_before",
)
"""The fields of a changed case. ``was`` and ``now``: dates of what changed, else the words of a status, team or answer.
``effect``: in points of the figure. ``case_before``: the name that the case had, where its start moved."""

SUMMARY = (
    "measure",
    "title",
    "service",
    "team",
    "worker",
    "period",
    "from_load",
    "from_as_at",
    "from_numerator",
    "from_denominator",
    "from_value",
    "to_load",
    "to_as_at",
    "to_numerator",
    "to_denominator",
    "to_value",
    "unit",
    "better",
    "difference",
    "kinds",
    "numerators",
    "denominators",
    "effects",
    "became_overdue",
    "done_in_time",
    "done_late",
    "void",
    "entered_late",
    "overdue_then",
    "overdue_completed",
    "overdue_void",
    "overdue_gone",
    "overdue_remain",
    "overdue_now",
    "restated_value",
    "sentence",
)
"""The fields of a measure's summary. ``kinds``, ``numerators``, ``denominators`` and ``effects`` are objects by kind.
The other counts are of states, whatever the kind: a conference entered late is among the done as well.
``restated_value``: the figure of the first point's date as the second point's load knows it."""


def check_kinds(kinds: Sequence[str]) -> frozenset[str]:
    """The kinds as a set. Raises WorkbenchError for one that does not exist."""
    for kind in kinds:
        if kind not in KINDS:
            near = nearest(kind, list(KINDS))
            hint = f"did you mean {near[0]}?" if near else f"they are {', '.join(KINDS)}."
            raise WorkbenchError(f"There is no kind of change {kind!r}: {hint}")
    return frozenset(kinds)
