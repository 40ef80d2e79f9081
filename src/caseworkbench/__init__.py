"""A terminal workbench for case-level exception management in children's social care."""

__version__ = "0.1.0"
