"""What people write: reasons, notes, owners and actions on cases, comments on figures. Append only."""
