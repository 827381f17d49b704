"""Something went wrong that a person can put right."""

from __future__ import annotations


class Problem(Exception):
    """A rule said no, or the machine did: one sentence of what, one of the way out.

    Raised by services, the database and the documents; shown beside the field named in ``field`` where there is one,
    else as a quiet notice. The words are shown as they are, so they come translated and without anybody's name unless
    the person asking may see it. They are never logged; ``code`` is, where one is given.
    """

    def __init__(self, what: str, way_out: str = "", *, field: str | None = None, code: str | None = None) -> None:
        super().__init__(what, way_out)
        self.what = what
        self.way_out = way_out
        self.field = field
        self.code = code

    def __str__(self) -> str:
        return f"{self.what} {self.way_out}".strip()
