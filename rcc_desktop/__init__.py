"""The program a recovery community center runs its day on."""

__version__ = "0.1.0"
