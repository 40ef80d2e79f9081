"""The command line: one file per command or small group, each a thin face of the engine."""
