"""One extract in which every day beside a boundary occurs, with a child for each, so that nothing gets in between."""

from datetime import date, timedelta

from caseworkbench.extracts.native_tables import BY_NAME

from .clock import Tables
from .days import DAY, add_months

AS_AT = [date(2018, 2, 28), date(2018, 3, 1), date(2019, 2, 27), date(2019, 2, 28), date(2019, 3, 1), date(2020, 2, 29)]


def days_from(first: date, how_many: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(how_many)]


def grid() -> Tables:
    """Discussions and enquiries, births, referrals, moves and reviews on all the days around where they count."""
    tables: Tables = {name: [] for name in BY_NAME}
    children = iter(f"C{n}" for n in range(100_000))
    # Two weekends with Christmas between, and February's end.
    for held in [*days_from(date(2019, 2, 13), 16), *days_from(date(2018, 2, 16), 12)]:
        for after in range(-3, 12):
            child = next(children)
            tables["strategy_discussions"].append({"strategy_id": f"D{child}", "child_id": child, "held_date": held})
            tables["section47s"].append(
                {"s47_id": f"S{child}", "child_id": child, "start_date": held + timedelta(days=after)}
            )
    for year in (1996, 1997, 1998, 1999, 2000, 2001):
        for born in days_from(date(year, 2, 26), 6):
            child = next(children)
            tables["children"].append({"child_id": child, "date_of_birth": born})
            tables["care_leavers"].append({"child_id": child, "activity": "F1"})
    for first in days_from(date(2016, 2, 27), 5):
        for again in days_from(add_months(first, 12) - 2 * DAY, 5):
            child = next(children)
            for name, day in (("a", first), ("b", again), ("c", add_months(again, 12))):
                tables["referrals"].append({"referral_id": f"R{child}{name}", "child_id": child, "referral_date": day})
    for last in days_from(date(2017, 2, 26), 6) + days_from(date(2018, 2, 26), 6) + days_from(date(2019, 2, 26), 5):
        child = next(children)
        tables["care_episodes"].append({"care_id": f"E{child}", "child_id": child, "start_date": date(2016, 1, 1)})
        for n, (start, end) in enumerate(((date(2016, 1, 1), last), (last, last + DAY), (last + DAY, None))):
            span = {"child_id": child, "start_date": start, "end_date": end}
            tables["placements"].append({"placement_id": f"L{child}{n}", "care_id": f"E{child}", **span})
            tables["allocations"].append({"allocation_id": f"Z{child}{n}", "worker": f"W{n}", **span})
    for start in days_from(date(2018, 11, 26), 8) + days_from(date(2017, 11, 26), 8):
        for late in (-1, 0, 1):
            child = next(children)
            plan = {"plan_id": f"P{child}", "child_id": child, "start_date": start}
            review = {"review_id": f"V{child}", "child_id": child, "review_type": "cp", "subject_id": f"P{child}"}
            tables["cp_plans"].append(plan)
            tables["reviews"].append({**review, "held_date": add_months(start, 3) + late * DAY})
    return tables
