"""`python -m exready`."""

from exready.cli import main

if __name__ == "__main__":
    main()
