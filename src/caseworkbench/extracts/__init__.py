"""Reading extracts: files in, typed rows of the native tables out, with what was turned away and why."""
