"""Selecting rows of a list and grouping them by worker or family, as the work list and My team do."""

from __future__ import annotations

from caseworkbench.screens.noting import NotingList


class SelectingList(NotingList):
    """A list of cases or of children. The pages bind the keys, so that each has its own order in the footer."""

    def remask(self) -> None:
        """Headings that name workers go by their identifiers where names are masked."""
        super().remask()
        if self.group_by_worker():
            self.rearrange()

    def action_select(self) -> None:
        """Select the row, or let it go."""
        self.grid.toggle()
        self.tell()

    def action_all(self) -> None:
        """Select every row shown, or none."""
        self.grid.select_all()
        self.tell()

    def action_group(self) -> None:
        """By worker, by family, not at all."""
        steps: list[str | None] = [None, "worker" if self.view.masked else "worker_named", "family_id"]
        self.group = steps[(steps.index(self.group) + 1) % len(steps)]
        self.rearrange()

    def group_by_worker(self) -> bool:
        """Where the list is grouped by worker: by name, or by identifier where names are masked."""
        if self.group not in ("worker", "worker_named"):
            return False
        self.group = "worker" if self.view.masked else "worker_named"
        return True
