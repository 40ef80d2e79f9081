"""contact_decision, icpc, s47_visit."""

from .clock import Clock, Tables, earliest_believed, first_visit_from, own, rows, settle


def contact_decision(tables: Tables, limit: int = 1) -> list[Clock]:
    clocks = []
    for contact in rows(tables, "contacts"):
        start, stop = contact["received_at"], contact.get("decision_at")
        if stop is not None and stop < start:
            continue
        clocks.append(
            Clock(
                "contact_decision",
                contact["contact_id"],
                contact["child_id"],
                start,
                limit,
                "working_days",
                stop=stop,
                start_time=contact.get("received_at_time"),
                stop_time=contact.get("decision_at_time"),
                **own(contact),
            )
        )
    return clocks


def icpc(tables: Tables, limit: int = 15) -> list[Clock]:
    clocks = []
    for enquiry in rows(tables, "section47s"):
        required = enquiry.get("icpc_required")
        if required == "N":
            continue
        held = []
        for conference in rows(tables, "initial_conferences"):
            if conference.get("s47_id") == enquiry["s47_id"] and conference.get("transfer_in") != "Y":
                held.append(conference.get("held_date"))
        believed, stop = earliest_believed(enquiry["start_date"], held)
        if not believed:
            continue
        void = None
        if required is None and all(day is None for day in held):
            void = enquiry.get("end_date")
        clock = settle(
            Clock(
                "icpc",
                enquiry["s47_id"],
                enquiry["child_id"],
                enquiry["start_date"],
                limit,
                "working_days",
                stop=stop,
                void=void,
                **own(enquiry),
            )
        )
        if clock is not None:
            clocks.append(clock)
    return clocks


def s47_visit(tables: Tables, limit: int = 1) -> list[Clock]:
    clocks = []
    for enquiry in rows(tables, "section47s"):
        start = enquiry["start_date"]
        clock = settle(
            Clock(
                "s47_visit",
                enquiry["s47_id"],
                enquiry["child_id"],
                start,
                limit,
                "working_days",
                stop=first_visit_from(tables, enquiry["child_id"], start),
                void=enquiry.get("end_date"),
                **own(enquiry),
            )
        )
        if clock is not None:
            clocks.append(clock)
    return clocks
