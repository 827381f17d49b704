"""Who of some people is here today, whichever plugin saw them come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api.fields import to_day
from rcc_desktop.api.record import database

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def here_on(people: Iterable[int], today: date) -> frozenset[int]:
    """Those of ``people`` who came on ``today``, by what the plugins declare as presence.

    It asks for no permission: the verb that tells somebody of it does. It knows nothing of the days before.
    """
    some = ", ".join(str(int(person)) for person in people)
    sql = f'SELECT "person" FROM "search_seen" WHERE "person" IN ({some}) AND "seen_on" = {to_day(today)}'
    return frozenset(person for (person,) in database.execute_sql(sql).fetchall())
