"""`python -m pywebio` is the command `pywebio`."""

from pywebio.cli import main

if __name__ == "__main__":
    main()
