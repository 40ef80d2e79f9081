"""Makes one authority, part by part."""

import numpy as np

from caseworkbench.sample.audits import audits_table
from caseworkbench.sample.care import care_reviews, care_tables, care_visits, make_placements
from caseworkbench.sample.care_leavers import care_leavers_table
from caseworkbench.sample.days import AS_AT, Ints, Texts, iso
from caseworkbench.sample.doubtful import plant
from caseworkbench.sample.enquiries import assessments_table, enquiries_tables
from caseworkbench.sample.families import children_table, make_families
from caseworkbench.sample.front_door import contacts_table, referrals_table
from caseworkbench.sample.journey_log import Journey
from caseworkbench.sample.journeys import make_journeys
from caseworkbench.sample.missing import missing_tables
from caseworkbench.sample.plans import plan_reviews, plan_tables, plan_visits, read_plans, shorten
from caseworkbench.sample.posts import posts_table
from caseworkbench.sample.published import published_table
from caseworkbench.sample.seeing import early_visits, visits_table
from caseworkbench.sample.staff import allocations_table, make_allocations, teams_table
from caseworkbench.sample.supervising import supervisions_table
from caseworkbench.sample.world import World, new_world, numbered


def make_authority(children: int = 1500, years: int | None = None, seed: int = 1) -> World:
    """The whole authority: every native table in ``tables``."""
    leavers = round(children * 0.04)
    world = new_world(seed, children - leavers, years)
    make_families(world)
    journey = make_journeys(world)
    children_table(world, _expected(world, journey))
    teams_table(world)
    contacts_table(world, journey)
    allocations = make_allocations(world, journey)
    allocations_table(world, allocations)
    referrals_table(world, journey, allocations)
    assessments_table(world, journey, allocations)
    enquiries_tables(world, journey, allocations)
    cp = read_plans(world, journey, "cp", "CP", 1)
    cin = read_plans(world, journey, "cin", "CN", 1)
    care = read_plans(world, journey, "care", "LA", 1)
    shorten(cin, [cp, care])
    placements = make_placements(world, care)
    plan_tables(world, cp, cin)
    care_tables(world, care, placements)
    lac_reviews, first_review = care_reviews(world, care)
    visits = plan_visits(world, cp, cin)
    visits.append(care_visits(world, care, placements, first_review))
    visits += early_visits(world, journey)
    visits_table(world, allocations, visits)
    reviews = [*plan_reviews(world, cp, cin), lac_reviews]
    _reviews_table(world, reviews)
    supervisions_table(world, allocations, cp, cin, care)
    missing_tables(world, allocations, [care, cp])
    posts_table(world)
    audits_table(world, allocations)
    care_leavers_table(world, leavers)
    published_table(world)
    plant(world)
    return world


def _expected(world: World, journey: Journey) -> Ints:
    """Children of families referred this summer who are yet to be born."""
    log = journey.referrals
    recent = np.unique(log["family"][log["date"] > AS_AT - 75])
    early = np.unique(log["family"][log["date"] <= AS_AT - 75])
    families = np.setdiff1d(recent, early)
    count = max(6, round(8 * world.scale))
    chosen = world.random("expected").choice(families, min(count, len(families)), replace=False)
    return np.sort(world.first[chosen])


def _reviews_table(world: World, reviews: list[dict[str, Ints | Texts]]) -> None:
    """``reviews`` of all kinds, by due date; a few were called off."""
    random = world.random("reviews table")
    child, due, held = (np.concatenate([r[name] for r in reviews]) for name in ("child", "due", "held"))
    subject, kind = (np.concatenate([r[name] for r in reviews]) for name in ("subject", "kind"))
    order = np.lexsort((child, due))
    unheld = held[order] > 10**6
    cancelled = np.where(unheld & (random.random(len(order)) < 0.2), "Y", "N").astype(object)
    world.tables["reviews"] = {
        "review_id": numbered("RV", 1, len(order)),
        "child_id": world.child_ids[child[order]],
        "review_type": kind[order],
        "subject_id": subject[order],
        "due_date": iso(due[order]),
        "held_date": iso(held[order]),
        "cancelled": cancelled,
    }
