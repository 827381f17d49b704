"""Which file is ours, and how new a one we can read."""

from __future__ import annotations

APPLICATION_ID = 0x52434344  # "RCCD", in the header of every center's database
SCHEMA_VERSION = 2  # the number of the shell's last migration step; a file that says more is newer than this program
