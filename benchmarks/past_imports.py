"""How long a command takes past its imports: ``python -m benchmarks.past_imports COMMAND…``.

One process runs the command and lists the modules it imported; a second one imports those first, then runs it
and prints the seconds.
"""

import contextlib
import importlib
import io
import os
import subprocess
import sys
import time


def modules_of(command: list[str]) -> list[str]:
    """The modules that a command imports."""
    script = "import sys; from caseworkbench.cli.main import run; run(sys.argv[1:]); "
    script += "print('|'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=True)
    return done.stderr.strip().splitlines()[-1].split("|")


if __name__ == "__main__":
    command = sys.argv[1:]
    for name in modules_of(command):
        with contextlib.suppress(Exception):
            if name != "__main__":
                importlib.import_module(name)
    from caseworkbench.cli.main import run

    answer = io.StringIO()
    with contextlib.redirect_stdout(answer):
        started = time.perf_counter()
        status = run(command)
        seconds = time.perf_counter() - started
    print(seconds if status == 0 and answer.getvalue() else "failed", flush=True)
    os._exit(status)
