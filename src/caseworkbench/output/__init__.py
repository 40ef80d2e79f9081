"""What people read: tables for a terminal, CSV for a spreadsheet, JSON for a program, Markdown for a report.

The command line and the screens' export write through the same functions, so a hostile name is made harmless
in one place (``plain``).
"""
