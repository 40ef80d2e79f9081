"""Opens a list of made-up cases on a real terminal: for the test that drives one."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.screens.conftest import make_app

if __name__ == "__main__":
    make_app(cases=int(sys.argv[1]), start=tuple(sys.argv[2:])).run()
