"""Merging a load's checked rows, by key, into the tables that the new generation carries over.

Interface for loading/load.py (being built; the signatures stand):

    merger = Merger(connection, history)        # history: Extract.history (None for native and SSD rows)
    merger.add(checked)                         # every CheckedRows of the load, in the order of the extract
    result = merger.finish(as_at)               # after the as-at date is settled
    result.replaced: dict[str, int]             # table -> rows that took the place of a stored row
    result.accepted: dict[str, int]             # table -> rows that reached the store (one per key)
    result.withdrawn: list[Withdrawn]           # (table_name, key, child_id, message)
    result.latest_only: frozenset[str]          # tables whose history begins with such loads: coverage.running_from
    result.notes: list[str]

The connection's tables hold the rows carried over from the current generation (empty tables for ``--mode replace``
of a mapped format: the merger still brings rows of several lists together). Native rows in merge mode are applied
at once, chunk by chunk; rows with an origin wait for ``finish``, which needs the as-at date. An earlier as-at date
of the same format is read from ``loads`` (format, as_at).
"""
