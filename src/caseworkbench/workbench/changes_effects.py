"""What each case, and each kind of change, did to a figure: parts that add up to the whole difference.

Between 31 of 52 and 36 of 57 no case has an effect of its own that does not hang on the others. Each is taken against
the mean of the two figures: a case that is met and comes in pulls the figure up by how far 1 lies above that mean,
divided by the mean of the two denominators. So the order of cases does not matter, looking backwards gives the same
with the sign turned, and the parts add up exactly:
(n1/d1 - n0/d0) = ((n1 - n0) - m (d1 - d0)) / D, where m = (n0/d0 + n1/d1) / 2 and D = (d0 + d1) / 2.
"""

from fractions import Fraction
from typing import NamedTuple

_PER = {"percent": 100, "rate_per_10000": 10_000}


class Counts(NamedTuple):
    """Numerator and denominator of a figure; of a rate the denominator is the population."""

    numerator: float
    denominator: float | None


class Weighing:
    """Weighs changes of numerator and denominator as points of the figure."""

    def __init__(self, before: Counts, after: Counts, unit: str) -> None:
        self.possible = unit != "average"
        self._mean, self._over, self._per = Fraction(0), Fraction(1), Fraction(_PER.get(unit, 1))
        if unit == "rate_per_10000":
            self.possible = bool(after.denominator)
            self._over = Fraction(after.denominator or 1)
        elif unit == "percent":
            self.possible = bool(before.denominator and after.denominator)
            if before.denominator and after.denominator:
                first, last = Fraction(before.denominator), Fraction(after.denominator)
                self._mean = (Fraction(before.numerator) / first + Fraction(after.numerator) / last) / 2
                self._over = (first + last) / 2

    def points(self, numerator: float, denominator: float) -> float | None:
        """The effect in points of the figure; None where it has none at one of the two ends, or is an average."""
        if not self.possible:
            return None
        moved = Fraction(numerator) - self._mean * Fraction(denominator)
        return float(self._per * moved / self._over)
