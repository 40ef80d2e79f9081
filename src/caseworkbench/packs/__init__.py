"""A board taken into the room: an Excel workbook, one HTML page, Markdown.

``gather`` asks the workbench once; ``workbook``, ``page`` and ``markdown`` write what it gathered, measure by
measure, so that a large county's cases are never all in memory; ``write`` sees that whole files come out or none.
"""
