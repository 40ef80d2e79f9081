"""Made-up statistics files in the shape in which the department publishes them: two regions, four authorities."""

from collections.abc import Iterable
from pathlib import Path

PLACING = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name"
)
ASSESSMENTS = (
    f"{PLACING},category,Assessments_completed,Assessments_completed_rate,Same_day,1-10_days,11-20_days,21-30_days,"
    "31-40_days,41-45_days,46-50_days,51-60_days,61+_days,25th_Percentile_days,Median_days,75th_Percentile_days"
)
SECTION_47S = (
    f"{PLACING},category,Section47,Section47_rate,Section47_child,Section47_child_rate,ICPC,ICPC_rate,ICPC_child,"
    "ICPC_child_rate,Duration_0-10_days,Duration_11-15_days,Duration_16-20_days,Duration_21+_days,"
    "Duration_25th_Percentile,Duration_median,Duration_75th_Percentile"
)
REVIEWS = f"{PLACING},category,CPP_At31_3Months,Reviewed_within_timescales,Reviewed_within_timescales_percent"

PLACES = {
    "England": "National,E92000001,England,,,,,",
    "Upper Vale": "Regional,E92000001,England,R1,Upper Vale,,,",
    "Lower Vale": "Regional,E92000001,England,R2,Lower Vale,,,",
    "Northbridge": "Local authority,E92000001,England,R1,Upper Vale,901,L901,Northbridge",
    "Eastmere": "Local authority,E92000001,England,R1,Upper Vale,902,L902,Eastmere",
    "County Sudley": "Local authority,E92000001,England,R2,Lower Vale,903,L903,County Sudley",
    "St. Orrin and Wick": "Local authority,E92000001,England,R2,Lower Vale,904,L904,St. Orrin and Wick",
}
FIRST_REGION = "R1"

Row = tuple[str, str, str]
"""Place, time period and the cells after ``category``."""


def statistics(path: Path, headings: str, rows: Iterable[Row], identifier: str = "Reporting year") -> Path:
    """Write a file; cells that a row leaves off at its end are ``z``."""
    width = len(headings[len(PLACING) :].split(",")) - 2
    lines = [headings]
    for place, period, cells in rows:
        given = cells.split(",")
        filled = ",".join([*given, *["z"] * (width - len(given))])
        lines.append(f"{period},{identifier},{PLACES[place]},Anything,{filled}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


# total, rate, then the nine bands
YEAR_2018 = [
    ("England", "2018", "1000,500.5,10,90,200,200,200,100,100,60,40"),
    ("Upper Vale", "2018", "400,480,0,50,100,50,50,50,50,30,20"),
    ("Lower Vale", "2018", "600,520,10,40,100,150,150,50,50,30,20"),
    ("Northbridge", "2018", "100,400,0,10,20,20,20,10,10,5,5"),
    ("Eastmere", "2018", "200,300,0,20,40,40,40,0,20,20,20"),
    ("County Sudley", "2018", "300,200,0,60,60,60,60,60,0,0,0"),
    ("St. Orrin and Wick", "2018", "c,c,c,c,c,c,c,c,c,c,c"),
]
"""Within 45 days: England 800 of 1,000, Upper Vale 300 of 400, Lower Vale 500 of 600; Northbridge 80 %, Eastmere 70 %,
County Sudley 100 %."""


def assessments(folder: Path, rows: Iterable[Row] = YEAR_2018, name: str = "any name.csv") -> Path:
    return statistics(folder / name, ASSESSMENTS, rows)


def section_47s(folder: Path, rows: Iterable[Row]) -> Path:
    return statistics(folder / "s47.csv", SECTION_47S, rows)


def reviews(folder: Path, rows: Iterable[Row]) -> Path:
    return statistics(folder / "d6.csv", REVIEWS, rows)
