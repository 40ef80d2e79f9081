"""Cells of a workbook in which Excel shows an error instead of a value: the reader of workbooks gives them as empty."""

import html
import re
import zipfile
from pathlib import Path

_BLOCK = 1 << 20
_LONGEST_TAG = 200
_SHOWN = 5
_MARK = b't="e"'
_CELL = re.compile(rb'<(?:\w+:)?c\s([^<>]*\bt="e"[^<>]*)>')
_PLACE = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(r'(?:\w+:)?(\w+)="([^"]*)"')


def error_cells(path: Path) -> dict[str, list[str]]:
    """The cells with an error (``D2``) of each sheet that has any, by its name; of an ``.xlsx`` or ``.xlsm`` only."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
        found = {part: cells for part in parts if (cells := _of_part(archive, part))}
        if not found:
            return {}
        names = _sheet_names(archive)
    return {names[part]: cells for part, cells in found.items() if part in names}


def told(label: str, cells: list[str]) -> str:
    """The sentence about the cells of one sheet."""
    shown = ", ".join(cells[:_SHOWN]) + (" …" if len(cells) > _SHOWN else "")
    many = f"{len(cells):,} cells show" if len(cells) > 1 else "one cell shows"
    read = "they were" if len(cells) > 1 else "it was"
    return f"{label}: {many} an error of Excel's, such as #REF! or #N/A ({shown}), and {read} read as empty."


def _of_part(archive: zipfile.ZipFile, part: str) -> list[str]:
    places: dict[str, None] = {}
    with archive.open(part) as stream:
        kept = b""
        while block := stream.read(_BLOCK):
            block = kept + block
            if _MARK in block:
                for tag in _CELL.findall(block):
                    if place := _PLACE.search(tag):
                        places[place[1].decode("ascii")] = None
            kept = block[-_LONGEST_TAG:]
    return list(places)


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names of the sheets by the parts of the archive that hold them."""
    try:
        book = archive.read("xl/workbook.xml").decode("utf-8", errors="replace")
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", errors="replace")
    except KeyError:
        return {}
    targets: dict[str, str] = {}
    for tag in _RELATIONSHIP.findall(links):
        link = dict(_ATTRIBUTE.findall(tag))
        target = link.get("Target", "")
        targets[link.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    sheets = [dict(_ATTRIBUTE.findall(tag)) for tag in _SHEET.findall(book)]
    return {targets[one["id"]]: html.unescape(one.get("name", "")) for one in sheets if one.get("id") in targets}
