"""What a comparison of two generations reads of each: the parts that a workbench is made of."""

from typing import NamedTuple

from caseworkbench.workbench.cases import Cases
from caseworkbench.workbench.clock_book import ClockBook
from caseworkbench.workbench.counting import Counting
from caseworkbench.workbench.coverage import Coverage
from caseworkbench.workbench.figuring import Figuring
from caseworkbench.workbench.groups import Groups


class Parts(NamedTuple):
    """The parts of an open workbench."""

    book: ClockBook
    groups: Groups
    counting: Counting
    coverage: Coverage
    figuring: Figuring
    cases: Cases
