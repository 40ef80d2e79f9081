"""The house in order: exact versions, documents that say what is so."""

import re
import tomllib
from pathlib import Path

import pytest

from caseworkbench.cli.main import COMMANDS
from caseworkbench.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_constraints_are_exact_versions_and_nothing_else():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line) for line in lines)


def test_every_dependency_has_an_exact_version():
    pinned = {line.split("==")[0] for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert {_plain(re.split(r"[>=<\[ ]", need)[0]) for need in wanted} <= pinned


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page):
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} points to {target}, which is not there"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_shows_exists(page):
    shown = re.findall(r"(?:^|`|bin/)caseworkbench ([a-z][a-z-]*)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(shown) <= set(COMMANDS)


def test_the_configuration_shown_is_one_that_works(tmp_path):
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert example
    (tmp_path / "caseworkbench.toml").write_text(example[1], encoding="utf-8")
    settings = load_settings(tmp_path / "caseworkbench.toml")
    assert (settings.authority, settings.population, settings.board) == ("Northbridge", 82000, "sandwell")
    assert len(settings.closures) == 2 and settings.closures_for_local_standards
    assert settings.limits["cp_visit"] == 20


def test_every_setting_there_is_is_explained():
    from caseworkbench import settings

    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    for section, names in settings._KNOWN.items():
        assert f"[{section}" in page
        for name in names or ():
            assert name in page, f"docs/configuration.md does not mention {name} of [{section}]"
