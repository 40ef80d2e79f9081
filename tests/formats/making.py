"""Annex A files for the tests: lists as dictionaries, written as a workbook or as CSVs, tidy or untidy."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

Lists = Mapping[str, Sequence[Mapping[str, Any]]]

WHO = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)")
HEADINGS: dict[str, tuple[str, ...]] = {
    "List 1": (*WHO, "Date of Contact", "Contact Source"),
    "List 2": (*WHO, "Assessment start date", "Assessment completion date", "Organisation Completing Assessment"),
    "List 3": (
        *WHO,
        "Date of referral",
        "Referral Source",
        "Referral NFA?",
        "Number of Referrals in Last 12 Months",
        "Allocated Team",
        "Allocated Worker",
    ),
    "List 4": (
        *WHO,
        "Does the Child have a Disability",
        "Continuous Assessment Start Date",
        "Child Seen During Continuous Assessment",
        "Continuous Assessment Date of Authorisation",
        "Was the child assessed as requiring LA children's social care support?",
        "Allocated Team",
        "Allocated Worker",
    ),
    "List 5": (
        *WHO,
        "Does the Child have a Disability",
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months",
        "Number of ICPCs in the last 12 months",
        "Allocated Team",
        "Allocated Worker",
    ),
    "List 6": (
        *WHO,
        "Does the Child have a Disability",
        "CIN Start Date",
        "Primary Need Code",
        "Date Child Was Last Seen",
        "CIN Closure Date",
        "Reason for Closure",
        "Case Status",
        "Allocated Team",
        "Allocated Worker",
    ),
    "List 7": (
        *WHO,
        "Does the Child have a Disability",
        "Child Protection Plan Start Date",
        "Initial Category of Abuse",
        "Latest Category of Abuse",
        "Date of the Last Statutory Visit",
        "Was the Child Seen Alone?",
        "Date of latest review conference",
        "Child Protection Plan End Date",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        "Number of Previous Child Protection Plans",
        "Allocated Team",
        "Allocated Worker",
    ),
    "List 8": (
        *WHO,
        "Does the Child have a Disability",
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        "Date Started to be Looked After",
        "Child's Category of Need",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        "Start date of current legal status",
        "Child's Legal Status",
        "Date of Latest Statutory Review",
        "Date of Last Social Work Visit",
        "What is the permanence plan for this child?",
        "Date of Last IRO Visit / Contact to the Child",
        "Date of Last Health Assessment",
        "Date of Last Dental Check",
        "Number of Placements in the last 12 months",
        "Date Ceased to be Looked After",
        "Reason Ceased to be Looked After",
        "Start Date of Most Recent Placement",
        "Placement Type",
        "Placement Provider",
        "Placement Postcode",
        "Allocated Team",
        "Allocated Worker",
    ),
    "List 9": (
        *WHO,
        "Does the Child have a Disability",
        "Allocated Team",
        "Allocated Worker",
        "Eligibility Category",
        "LA in Touch",
        "Type of Accommodation",
        "Suitability of Accommodation",
        "Activity Status",
    ),
    "List 10": (*WHO, "Date the Child Entered Care", "Date of Placement Order"),
    "List 11": ("Adopter identifier", "Date enquiry received"),
}
"""The template's headings, list by list."""


def table(name: str, rows: Sequence[Mapping[str, Any]], headings: Sequence[str] | None = None) -> list[list[Any]]:
    """A list as rows of cells under its headings."""
    wanted = list(headings or HEADINGS[name])
    unknown = {key for row in rows for key in row} - set(wanted)
    assert not unknown, f"{name} has no heading {unknown}"
    return [wanted, *([row.get(heading) for heading in wanted] for row in rows)]


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write sheets of cells; date and datetime cells are formatted as Excel formats them."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    day, moment = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(number, place, cell, moment)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, place, datetime(cell.year, cell.month, cell.day), day)
                elif cell is not None:
                    sheet.write(number, place, cell)
    book.close()
    return path


def annex_a(path: Path, lists: Lists) -> Path:
    """An Annex A workbook with the template's headings; lists that are not named have no rows."""
    return write_workbook(path, {name: table(name, lists.get(name, ())) for name in HEADINGS})


def annex_a_csvs(folder: Path, lists: Lists, name: str = "List_{number}.csv") -> Path:
    """A folder with one CSV per list that is named, dates as day first text."""
    folder.mkdir(exist_ok=True)
    for list_name, rows in lists.items():
        file = folder / name.format(number=list_name.split()[1])
        with file.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            for row in table(list_name, rows):
                writer.writerow([as_csv(cell) for cell in row])
    return folder


def as_csv(cell: Any) -> Any:
    """A cell as a report writes it into a CSV."""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else "" if cell is None else cell
