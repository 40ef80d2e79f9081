"""Clocks as columns: what starts, stops and voids them, when they are due, how they stand at a date."""
