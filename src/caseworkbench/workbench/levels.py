"""By what a figure can be broken down. No arithmetic, so that a command can offer the choices without importing any."""

LEVELS = ("authority", "service", "team", "worker")
"""Who is responsible, from the whole down."""

CHARACTERISTICS = ("sex", "ethnicity", "disability", "age")
"""Who the children are."""

BREAKDOWNS = (*LEVELS, *CHARACTERISTICS)
