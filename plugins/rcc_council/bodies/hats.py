"""Who works here by sitting in a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peewee import fn

from rcc_council.bodies.records import Term

if TYPE_CHECKING:
    from peewee import Select

_TODAY = fn.REPLACE(fn.date("now").cast("TEXT"), "-", "").cast("INTEGER")
"""This day as the store keeps days, by the store's own clock (UTC), on SQLite and PostgreSQL."""


def wearers() -> Select:
    """The ``person`` of everybody who sits in a seat today; asked once as a center opens, and each time its day."""
    begun = Term.first_day <= _TODAY
    goes_on = (Term.until.is_null() | (Term.until >= _TODAY)) & (Term.ended_on.is_null() | (Term.ended_on >= _TODAY))
    return Term.select(Term.person.alias("person")).where(begun, goes_on)
