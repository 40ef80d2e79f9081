"""By what a figure can be broken down. No arithmetic, so that a command can offer the choices without importing any."""

from caseworkbench.children_words import CHARACTERISTICS

LEVELS = ("authority", "service", "team", "worker")
"""Who is responsible, from the whole down."""

BREAKDOWNS = (*LEVELS, *CHARACTERISTICS)
"""Who is responsible, and who the children are."""

__all__ = ["BREAKDOWNS", "CHARACTERISTICS", "LEVELS"]
