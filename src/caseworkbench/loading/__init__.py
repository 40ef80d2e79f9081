"""Loading: extracts into a new generation of the store, clocks built, all or nothing."""
