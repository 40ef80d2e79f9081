"""Writes the authority as a children in need census: XML with every referral, as far as the return holds the facts.

It has no visits, no supervision, no care, no contacts, nobody responsible, and reviews of child protection plans only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape

from caseworkbench.sample.annex_a_lists import Row, rows_of
from caseworkbench.sample.world import World

REFERENCE_DATE = "2018-09-30"

_SEX = {"M": "1", "F": "2", "U": "0", "I": "9"}


def write_cin_census(world: World, path: Path) -> None:
    """One XML file, in the spelling of 2018; the same world gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        write_return(file, list(_children(world)))


def write_return(file: TextIO, children: Iterable[str]) -> None:
    """A return of children that are written already."""
    file.write(
        '<?xml version="1.0" encoding="utf-8"?>\n<Message>\n<Header><CollectionDetails><Collection>CIN</Collection>'
    )
    file.write(f"<Year>2018</Year><ReferenceDate>{REFERENCE_DATE}</ReferenceDate></CollectionDetails>")
    file.write("<Source><LEA>999</LEA></Source></Header>\n<Children>\n")
    for child in children:
        file.write(child)
    file.write("</Children>\n</Message>\n")


def _children(world: World) -> Iterator[str]:
    facts = {name: rows_of(table) for name, table in world.tables.items()}
    cases = _cases(facts)
    held = defaultdict(list)
    for row in facts["initial_conferences"]:
        if row["s47_id"] and row["transfer_in"] != "Y":
            held[row["s47_id"]].append(row["held_date"])
    reviews = defaultdict(list)
    for row in facts["reviews"]:
        if row["held_date"] and row["cancelled"] != "Y":
            reviews[row["subject_id"]].append(row["held_date"])
    referrals = defaultdict(list)
    for row in facts["referrals"]:
        referrals[row["child_id"]].append(row)
    for child in facts["children"]:
        details = [_details(row, cases, held, reviews) for row in referrals[child["child_id"]]]
        if details:
            yield f"<Child>{_person(child)}{''.join(details)}</Child>\n"


def _cases(facts: dict[str, list[Row]]) -> dict[tuple[str, str], list[Row]]:
    """(table, referral) -> its rows: by the referral they name, plans by the last referral before them."""
    known = {row["referral_id"] for row in facts["referrals"]}
    dated = defaultdict(list)
    for row in facts["referrals"]:
        dated[row["child_id"]].append((row["referral_date"], row["referral_id"]))
    cases: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for table in ("assessments", "section47s", "cin_plans", "cp_plans"):
        for row in facts[table]:
            of = str(row.get("referral_id"))
            if of not in known:
                before = [one for one in sorted(dated[row["child_id"]]) if one[0] <= row["start_date"]]
                of = (before or sorted(dated[row["child_id"]]) or [("", "")])[-1][1]
            cases[table, of].append(row)
    return cases


def _person(child: Row) -> str:
    identity = _all(
        LAchildID=child["child_id"],
        PersonBirthDate=child["date_of_birth"],
        ExpectedPersonBirthDate=child["expected_date_of_birth"],
        GenderCurrent=_SEX.get(child["sex"], ""),
    )
    disability = _all(Disability=child["disability"])
    character = _all(Ethnicity=child["ethnicity"]) + (
        f"<Disabilities>{disability}</Disabilities>" if disability else ""
    )
    return f"<ChildIdentifiers>{identity}</ChildIdentifiers><ChildCharacteristics>{character}</ChildCharacteristics>"


def _details(
    referral: Row,
    cases: dict[tuple[str, str], list[Row]],
    held: dict[str, list[str]],
    reviews: dict[str, list[str]],
) -> str:
    of = referral["referral_id"]
    content = _all(
        CINreferralDate=referral["referral_date"],
        ReferralSource=str(referral["source"]).partition(" ")[0],
        PrimaryNeedCode=referral["primary_need"],
        CINclosureDate=referral["closed_date"],
        ReasonForClosure=referral["closure_reason"],
        ReferralNFA={"Y": "true", "N": "0"}.get(referral["nfa"], ""),
    )
    for row in cases.get(("assessments", of), ()):
        own = _all(AssessmentActualStartDate=row["start_date"], AssessmentAuthorisationDate=row["authorised_date"])
        content += f"<Assessments>{own}</Assessments>"
    for row in cases.get(("cin_plans", of), ()):
        own = _all(CINPlanStartDate=row["start_date"], CINPlanEndDate=row["end_date"])
        content += f"<CINPlanDates>{own}</CINPlanDates>"
    for row in cases.get(("section47s", of), ()):
        own = _all(
            S47ActualStartDate=row["start_date"],
            DateOfInitialCPC=min(held.get(row["s47_id"], [""])),
            ICPCnotRequired={"Y": "false", "N": "1"}.get(row["icpc_required"], ""),
        )
        content += f"<Section47>{own}</Section47>"
    for row in cases.get(("cp_plans", of), ()):
        own = _all(
            CPPstartDate=row["start_date"],
            CPPendDate=row["end_date"],
            InitialCategoryOfAbuse=row["initial_category"],
            LatestCategoryOfAbuse=row["latest_category"],
            NumberOfPreviousCPP=row["previous_plans"],
        )
        seen = "".join(_all(CPPreviewDate=day) for day in sorted(reviews.get(row["plan_id"], ())))
        content += f"<ChildProtectionPlans>{own}{f'<Reviews>{seen}</Reviews>' if seen else ''}</ChildProtectionPlans>"
    return f"<CINdetails>{content}</CINdetails>"


def _all(**elements: object) -> str:
    """Elements with their texts; what is empty is left out."""
    return "".join(
        f"<{name}>{escape(str(text))}</{name}>" for name, text in elements.items() if text is not None and text != ""
    )
