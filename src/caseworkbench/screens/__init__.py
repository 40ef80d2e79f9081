"""The workbench on the screen.

Textual is imported by this package's modules, so only the command that opens the workbench may import them.
"""

import os

# Textual draws at most this many times a second; a key pressed waits for the next drawing (16 ms at its 60).
os.environ.setdefault("TEXTUAL_FPS", "250")
