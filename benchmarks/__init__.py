"""``make bench``: each budget of the project beside its yardstick, measured in one run on one machine."""
