"""The pictures of the documentation, taken anew: ``python -m tools.pictures [FOLDER]``."""
