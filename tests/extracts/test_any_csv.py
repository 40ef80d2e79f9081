"""Whatever cells a CSV holds and however it is cut into chunks, the rows and their lines are those of the file."""

import csv
import io
import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from caseworkbench.extracts import delimited
from caseworkbench.extracts.delimited import DelimitedFile
from caseworkbench.extracts.sources import examine_text

CELL = st.text(alphabet='ab é,;"\n\r', max_size=4) | st.sampled_from(["", "plain", "2018-09-21"])
ROWS = st.lists(st.tuples(CELL, CELL, CELL), max_size=12)


def written(rows: list[tuple[str, str, str]], ending: str) -> tuple[str, list[int]]:
    """The rows as a CSV, and the line on which each begins."""
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if any("\r" in cell for row in rows for cell in row) else csv.QUOTE_MINIMAL
    writer = csv.writer(out, lineterminator=ending, quoting=quoting)
    writer.writerow(("one", "two", "three"))
    lines = []
    for row in rows:
        lines.append(len(io.StringIO(out.getvalue(), newline="").readlines()) + 1)
        writer.writerow(row)
    return out.getvalue(), lines


@settings(max_examples=100, deadline=None)
@given(
    rows=ROWS,
    ending=st.sampled_from(["\n", "\r\n"]),
    block=st.integers(1, 40),
    chunk=st.integers(1, 5),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_rows_and_lines_are_those_of_the_file(
    rows: list[tuple[str, str, str]], ending: str, block: int, chunk: int, encoding: str
) -> None:
    content, lines = written(rows, ending)
    with tempfile.TemporaryDirectory() as folder, patch.multiple(delimited, BLOCK=block, CHUNK=chunk):
        path = Path(folder) / "any.csv"
        path.write_bytes(content.encode(encoding))
        file = DelimitedFile(examine_text(path))
        chunks = list(file.chunks())
    assert file.headings == ["one", "two", "three"]
    assert [row for chunk in chunks for row in zip(*chunk.columns, strict=True)] == rows
    assert [line for chunk in chunks for line in chunk.lines] == lines
    assert not any(chunk.ragged for chunk in chunks)
