"""Measures: one SQL file each, a header that says what it means and a SELECT that yields its clocks."""
