"""The workbench: what screens and commands ask of an open store."""
