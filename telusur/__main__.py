"""Lets ``python -m telusur`` do what ``telusur`` does."""

from telusur.start import main

if __name__ == "__main__":
    main()
