"""The calendar: which days are working days in England, and arithmetic over columns of dates."""
