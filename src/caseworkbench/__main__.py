"""``python -m caseworkbench`` is the ``caseworkbench`` command."""

from caseworkbench.cli.main import main

if __name__ == "__main__":
    main()
