"""Young people who have left care."""

import numpy as np

from caseworkbench.sample.days import AS_AT, iso
from caseworkbench.sample.names import forenames, surnames
from caseworkbench.sample.world import World, numbered


def care_leavers_table(world: World, number: int) -> None:
    """``care_leavers``, who come into ``children`` too: young people of 17 to 24."""
    random = world.random("care leavers")
    born = AS_AT - (17.5 * 365.25 + random.integers(0, 7 * 365, number)).astype(np.int64)
    ids = numbered("N", 90_000, number)
    children = world.tables["children"]
    more = {
        "child_id": ids,
        "forename": forenames(random, number),
        "surname": surnames(random, number),
        "date_of_birth": iso(born),
        "expected_date_of_birth": np.full(number, "", dtype=object),
        "sex": np.where(random.random(number) < 0.5, "F", "M").astype(object),
        "ethnicity": np.full(number, "WBRI", dtype=object),
        "disability": np.full(number, "NONE", dtype=object),
        "family_id": numbered("F", 10_000, number),
    }
    world.tables["children"] = {name: np.concatenate([children[name], more[name]]) for name in children}
    world.tables["care_leavers"] = {
        "child_id": ids,
        "activity": np.array(["F1", "F2", "F4", "P1", "P2", "F5", "G4", "G5", "G6", ""], dtype=object)[
            random.integers(0, 10, number)
        ],
        "in_touch": np.array(["YES", "YES", "YES", "YES", "NO", "REFU"], dtype=object)[random.integers(0, 6, number)],
        "latest_contact": iso(AS_AT - random.integers(1, 120, number)),
        "accommodation": np.array(["B", "D", "E", "K", "T", "U", "V"], dtype=object)[random.integers(0, 7, number)],
        "suitable": np.where(random.random(number) < 0.86, "1", "2").astype(object),
        "team": np.full(number, "Leaving Care Team", dtype=object),
        "worker": np.full(number, "", dtype=object),
    }
