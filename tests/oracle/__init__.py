"""An independent reference for the clock measures: plain loops, straight from the words of the specification.

Nothing here is shared with the program, so that agreeing with it means something.
"""
