"""Opens the workbench on one measure's cases: ``python -m benchmarks.open_list STORE MEASURE``."""

import sys
from pathlib import Path

from caseworkbench.screens.app import run
from caseworkbench.settings import load_settings

if __name__ == "__main__":
    store = Path(sys.argv[1])
    run(store, load_settings(None, store), start=("cases", sys.argv[2]))
