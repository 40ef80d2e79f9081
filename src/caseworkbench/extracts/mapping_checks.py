"""What a column of a mapping may say: mistakes that would else turn away every row, or change what a flag means."""

from collections.abc import Mapping

from caseworkbench.extracts.mapping import PLACEHOLDER, Codes
from caseworkbench.extracts.table_kinds import Column


def column_fault(column: Column, template: str, headings: Mapping[str, Codes | None]) -> str | None:
    """A sentence on what is wrong with what a native column is made from, else None.

    ``headings``: every heading and value of the part, with the codes that it is read as.
    """
    if column.required and not template.strip():
        return f"'{column.name}' is required and empty: name a heading in braces, or write a constant."
    if any(brace in PLACEHOLDER.sub("", template) for brace in "{}"):
        return f"'{column.name}' is {template!r}, where a brace is left over: a heading is written as {{heading}}."
    if template in headings and column.kind != "flag" and not column.codes:
        return f"'{column.name}' would be the word {template!r} in every row: for the heading write {{{template}}}."
    return None


def code_fault(column: Column, template: str, headings: Mapping[str, Codes | None]) -> tuple[Codes, str, str] | None:
    """Codes that a native column does not know: the list of codes, the code and a sentence on it; else None."""
    known = ("Y", "N") if column.kind == "flag" else column.codes
    names = PLACEHOLDER.findall(template)
    codes = headings.get(names[0]) if names and template == f"{{{names[0]}}}" else None
    if codes is None or not known:
        return None
    folded = {code.casefold() for code in known}
    for code in dict.fromkeys([*codes.words.values(), *codes.letters.values()]):
        if code.casefold() not in folded:
            return codes, code, f"'{code}' is no value of '{column.name}': it can be {', '.join(known)}."
    return None
