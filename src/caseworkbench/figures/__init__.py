"""Figures: counts over clocks, as at any date, for any group (measures.md, "Counting a figure")."""
