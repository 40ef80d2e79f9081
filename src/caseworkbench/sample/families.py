"""Families and their children: names, ages, ethnicity, disability, the expected births."""

import numpy as np

from caseworkbench.sample.days import AS_AT, NEVER, Ints, Texts, iso
from caseworkbench.sample.names import forenames, surnames
from caseworkbench.sample.picking import Random
from caseworkbench.sample.world import World, numbered

_SIZES = (0.46, 0.27, 0.16, 0.08, 0.03)
_ETHNICITIES = {
    "WBRI": 0.52, "WOTH": 0.07, "MWBC": 0.06, "MOTH": 0.04, "AIND": 0.05, "APKN": 0.10, "ABAN": 0.03,
    "BCRB": 0.04, "BAFR": 0.05, "OOTH": 0.02, "NOBT": 0.02,
}  # fmt: skip
_DISABILITIES = {"NONE": 0.86, "LD": 0.05, "AUT": 0.04, "BEH": 0.03, "MOB": 0.02}


def make_families(world: World) -> None:
    """Fills the world with families; the later a family comes, the later it is first heard of."""
    random = world.random("families")
    drawn = 1 + random.choice(len(_SIZES), p=_SIZES, size=world.children)
    upto = np.cumsum(drawn)
    count = int(np.searchsorted(upto, world.children, side="left")) + 1
    sizes = drawn[:count].astype(np.int64)
    sizes[-1] -= int(sizes.sum()) - world.children
    world.sizes = sizes
    world.first = np.cumsum(sizes) - sizes
    world.family_of = np.repeat(np.arange(count, dtype=np.int64), sizes)
    world.born = _births(random, world)


def _births(random: Random, world: World) -> Ints:
    """Birth dates: siblings apart by at least eleven months, everybody under eighteen at the as-at date."""
    years = np.array([0.55, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
    weight = np.array([6, 6, 6, 6, 5, 5, 5, 5, 5, 5, 5, 6, 6, 7, 7, 7, 6], dtype=float)
    youngest = random.choice(years, p=weight / weight.sum(), size=len(world.sizes)) * 365.25
    youngest = youngest + random.integers(0, 200, len(youngest))
    span = len(world.months) * 30.4
    # nobody is born after the family is first heard of: two fifths are known already when the months begin
    coming = np.clip((np.arange(len(world.sizes)) / len(world.sizes) - 0.4) / 0.6, 0, 1)
    youngest = np.maximum(youngest, np.minimum((1 - coming) * span + 75, 12 * 365))
    gap = random.integers(340, 1200, len(world.family_of))
    place = np.arange(len(world.family_of)) - world.first[world.family_of]
    age = youngest[world.family_of] + place * gap
    age = np.where(age > 17.6 * 365.25, 12 * 365.25 + place * 400 + random.integers(0, 60, len(age)), age)
    return (AS_AT - np.minimum(age, 17.7 * 365.25)).astype(np.int64)


def children_table(world: World, unborn: Ints) -> None:
    """``children``: ``unborn`` are children of recent referrals that are expected, not born."""
    random = world.random("children")
    count = len(world.family_of)
    family_names = surnames(random, len(world.sizes))
    last = family_names[world.family_of]
    apart = random.random(count) < 0.07
    last = np.where(apart, surnames(random, count), last)
    expected = np.full(count, NEVER, dtype=np.int64)
    expected[unborn] = AS_AT + random.integers(5, 110, len(unborn))
    born = world.born.copy()
    born[unborn] = NEVER
    fore = forenames(random, count)
    fore[unborn] = "Unborn"
    codes = np.array(list(_ETHNICITIES), dtype=object)
    families = random.choice(len(codes), p=list(_ETHNICITIES.values()), size=len(world.sizes))
    ethnicity: Texts = codes[families[world.family_of]]
    ethnicity[random.random(count) < 0.04] = ""
    disability = np.array(list(_DISABILITIES), dtype=object)[
        random.choice(len(_DISABILITIES), p=list(_DISABILITIES.values()), size=count)
    ]
    sex = np.where(random.random(count) < 0.5, "F", "M").astype(object)
    sex[unborn] = "U"
    world.tables["children"] = {
        "child_id": world.child_ids,
        "forename": fore,
        "surname": last,
        "date_of_birth": iso(born),
        "expected_date_of_birth": iso(expected),
        "sex": sex,
        "ethnicity": ethnicity,
        "disability": disability,
        "family_id": numbered("F", 20_000, len(world.sizes))[world.family_of],
    }
