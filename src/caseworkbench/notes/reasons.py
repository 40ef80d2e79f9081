"""The reasons that can be given for a case: a list that an authority may edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caseworkbench.errors import WorkbenchError, nearest

DONE, NOT_APPLICABLE = "done", "not_applicable"
EFFECTS = (DONE, NOT_APPLICABLE)


@dataclass(frozen=True)
class Reason:
    """One reason. ``effect``: what it does to the reported figure (done, not_applicable), None for nothing."""

    code: str
    words: str
    effect: str | None = None
    offered: bool = True


USUAL = (
    Reason("late_notification", "Late notification"),
    Reason("no_section_47", "No section 47 in place"),
    Reason("family_unavailable", "Family unavailable"),
    Reason("child_not_seen", "Child not seen at visit"),
    Reason("worker_absent", "Worker absent or post vacant"),
    Reason("awaiting_agency", "Awaiting another agency"),
    Reason("done_not_recorded", "Done but not recorded", DONE),
    Reason("data_error", "Data error"),
    Reason("not_applicable", "Not applicable", NOT_APPLICABLE),
)
"""The reasons that the seeds name (Sandwell 2018, Sefton 2023), in the order offered."""


def reasons(written: Mapping[str, Any]) -> dict[str, Reason]:
    """The reasons by code: the usual ones under what the configuration says.

    A text rewords or adds one, ``false`` offers it no more (what was said with it still reads), a table gives
    ``words`` and ``effect``. Raises ValueError, for whoever names the file, where that is not understood.
    """
    found = {reason.code: reason for reason in USUAL}
    for code, given in written.items():
        if not code.strip():
            raise ValueError("[reasons] a reason needs a name of its own before the = sign, such as snow")
        before = found.get(code)
        if given is False:
            if before is None:
                raise ValueError(f"[reasons] {code} = false: there is no reason {code} to leave out")
            found[code] = Reason(code, before.words, before.effect, offered=False)
            continue
        table = {"words": given} if isinstance(given, str) else given
        if (
            not isinstance(table, Mapping)
            or not isinstance(table.get("words"), str)
            or not table["words"].strip()
            or set(table) - {"words", "effect"}
        ):
            raise ValueError(f'[reasons] {code}: write {code} = "the words", or {{ words = "…", effect = "done" }}')
        effect = table.get("effect", before.effect if before else None)
        if effect is not None and effect not in EFFECTS:
            raise ValueError(f"[reasons] {code}: the effect {effect!r} is none of {', '.join(EFFECTS)}")
        found[code] = Reason(code, table["words"], effect)
    return found


def find_reason(given: str, known: Mapping[str, Reason]) -> Reason:
    """The reason of this code or these words. Raises WorkbenchError that names the nearest."""
    wanted = given.strip().casefold()
    for reason in known.values():
        if wanted in (reason.code.casefold(), reason.words.casefold()) and reason.offered:
            return reason
    offered = [reason for reason in known.values() if reason.offered]
    near = nearest(given, [reason.code for reason in offered] + [reason.words for reason in offered])
    codes = list(dict.fromkeys(next(r.code for r in offered if one in (r.code, r.words)) for one in near))
    hint = f"did you mean {' or '.join(codes)}?" if codes else f"they are {', '.join(one.code for one in offered)}."
    raise WorkbenchError(f"There is no reason {given!r}: {hint}")
