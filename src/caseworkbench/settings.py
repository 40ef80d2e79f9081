"""Configuration: one TOML file that an authority keeps, every part of it optional.

Looked for in this order: the path given, ``CASEWORKBENCH_CONFIG``, ``caseworkbench.toml`` in the store, the
user's configuration folder.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from caseworkbench.children_words import CHARACTERISTICS
from caseworkbench.errors import WorkbenchError, nearest
from caseworkbench.notes.reasons import Reason, reasons
from caseworkbench.populations import group_populations, whole_population
from caseworkbench.setting_values import Section
from caseworkbench.thresholds import small_count, targets, tolerance

FILE = "caseworkbench.toml"
MOST_KEPT = 10_000
DEFAULT_TOLERANCE = 0.5
DEFAULT_COMPARATOR_TOLERANCE = 1.0
_KNOWN: dict[str, set[str] | None] = {
    "authority": {"name", "population_0_17"},
    "population": set(CHARACTERISTICS),
    "calendar": {"closures", "closures_for_local_standards"},
    "folders": {"queries", "boards", "formats"},
    "limits": None,
    "targets": None,
    "comparators": {"region", "statistical_neighbours"},
    "tolerances": {"change", "comparator"},
    "screens": {"board", "child_address", "mask_names", "team", "worker"},
    "store": {"keep_last", "keep_months"},
    "publication": {"suppress_under"},
    "reasons": None,
    "notes": {"expire_after_days"},
}


@dataclass(frozen=True)
class Settings:
    """What the configuration says; each field has a default that works.

    ``population``: the children aged 0 to 17; ``group_populations``: by characteristic and folded name of the group.
    ``closures``: the authority's own closure days by name, counted only for local standards and only where
    ``closures_for_local_standards``. ``limits``: by measure, a number or numbers by limit name. ``change_tolerance``:
    by unit of the figure. ``targets``: by measure, ``target`` and ``amber`` (how far off is still amber).
    ``region`` and ``statistical_neighbours``: names or codes of the region and authorities to compare with.
    ``child_address``: the case system's address, ``{child_id}`` in it. ``reasons``: what can be said of a case, by
    code. ``expire_after_days``: how long what is said to be done without being recorded is believed.
    """

    authority: str | None = None
    population: int | None = None
    group_populations: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    closures: Mapping[date, str] = field(default_factory=dict)
    closures_for_local_standards: bool = False
    query_folders: tuple[Path, ...] = ()
    board_folders: tuple[Path, ...] = ()
    format_folders: tuple[Path, ...] = ()
    limits: Mapping[str, Mapping[str, int] | int] = field(default_factory=dict)
    change_tolerance: Mapping[str, float] = field(default_factory=dict)
    comparator_tolerance: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    region: str | None = None
    statistical_neighbours: tuple[str, ...] = ()
    board: str = "all"
    team: str | None = None
    worker: str | None = None
    child_address: str | None = None
    mask_names: bool = False
    keep_last: int = 14
    keep_months: int = 13
    suppress_under: int = 6
    reasons: Mapping[str, Reason] = field(default_factory=lambda: reasons({}))
    expire_after_days: int = 28
    path: Path | None = None

    def near(self, unit: str) -> float:
        """How far a figure of this unit may lie from a comparator's and still be similar."""
        return float(self.comparator_tolerance.get(unit, DEFAULT_COMPARATOR_TOLERANCE))

    def population_of(self, kind: str, label: str) -> int | None:
        """The population of one group of children (``ethnicity``, ``WBRI``); None where none is given."""
        return self.group_populations.get(kind, {}).get(label.casefold())

    def tolerance(self, unit: str) -> float:
        """How far a figure of this unit may move and still be the same."""
        return float(self.change_tolerance.get(unit, DEFAULT_TOLERANCE))

    @property
    def local_closures(self) -> Mapping[date, str]:
        """The closure days that count for local standards: none unless the configuration asks for it."""
        return self.closures if self.closures_for_local_standards else {}


def find_settings(path: Path | None, store: Path | None) -> Path | None:
    """The configuration file in force, or None where there is none."""
    named = path or (Path(os.environ["CASEWORKBENCH_CONFIG"]) if os.environ.get("CASEWORKBENCH_CONFIG") else None)
    if named:
        if not named.is_file():
            raise WorkbenchError(f"There is no configuration file {named}: check the path.")
        return named
    from platformdirs import user_config_path

    places = [*([store / FILE] if store else []), user_config_path("caseworkbench") / FILE]
    return next((place for place in places if place.is_file()), None)


def load_settings(path: Path | None = None, store: Path | None = None) -> Settings:
    """The configuration in force. Raises WorkbenchError naming file and setting where it is not understood."""
    found = find_settings(path, store)
    if found is None:
        return Settings()
    try:
        written = tomllib.loads(found.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WorkbenchError(f"The configuration {found} is not understood: {error}.") from error
    _check_names(written, found)
    try:
        return _settings(written, found)
    except (ValueError, TypeError, AttributeError) as error:
        raise WorkbenchError(f"The configuration {found} has a value that is not understood: {error}.") from error


def _check_names(written: Mapping[str, Any], path: Path) -> None:
    for section, entries in written.items():
        if section not in _KNOWN:
            near = nearest(section, list(_KNOWN))
            hint = f" Did you mean [{near[0]}]?" if near else ""
            raise WorkbenchError(f"The configuration {path} has a section [{section}] that means nothing here.{hint}")
        known = _KNOWN[section]
        if not isinstance(entries, dict):
            raise WorkbenchError(
                f"The configuration {path}: {section} is a section; write [{section}] on its own line."
            )
        if known is None:
            continue
        for name in entries:
            if name not in known:
                raise WorkbenchError(
                    f"The configuration {path} has {name} under [{section}], which means nothing there; "
                    f"known are {', '.join(sorted(known))}."
                )


def _settings(written: Mapping[str, Any], path: Path) -> Settings:
    def section(name: str) -> Section:
        return Section(name, written.get(name, {}), path)

    calendar, comparators, screens, store = map(section, ("calendar", "comparators", "screens", "store"))
    tolerances = written.get("tolerances", {})

    def places(name: str) -> tuple[Path, ...]:
        return tuple((path.parent / place).resolve() for place in section("folders").texts(name))

    return Settings(
        authority=section("authority").text("name"),
        population=whole_population(written.get("authority", {}).get("population_0_17"), path),
        group_populations=group_populations(written.get("population", {}), path),
        closures={_day(day): str(name) for day, name in calendar.written.get("closures", {}).items()},
        closures_for_local_standards=calendar.flag("closures_for_local_standards"),
        query_folders=places("queries"),
        board_folders=places("boards"),
        format_folders=places("formats"),
        limits=written.get("limits", {}),
        change_tolerance=tolerance(tolerances.get("change", {}), "change", path),
        comparator_tolerance=tolerance(tolerances.get("comparator", {}), "comparator", path),
        targets=targets(written.get("targets", {}), path),
        region=comparators.text("region"),
        statistical_neighbours=comparators.texts("statistical_neighbours", numbers=True),
        board=screens.text("board") or "all",
        team=screens.text("team"),
        worker=screens.text("worker"),
        child_address=screens.text("child_address"),
        mask_names=screens.flag("mask_names"),
        keep_last=store.whole("keep_last", 14, 1, MOST_KEPT),
        keep_months=store.whole("keep_months", 13, 0, MOST_KEPT),
        suppress_under=small_count(written.get("publication", {}).get("suppress_under", 6), path),
        reasons=reasons(written.get("reasons", {})),
        expire_after_days=section("notes").whole("expire_after_days", 28, 0, 3650),
        path=path,
    )


def _day(written: object) -> date:
    return written if isinstance(written, date) else date.fromisoformat(str(written))
