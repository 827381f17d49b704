"""Who works here now, as the staff room and each plugin say: asked whenever somebody's participant side is wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rcc_desktop.api.hats import Hat
from rcc_desktop.api.records import StaffMember

if TYPE_CHECKING:
    from peewee import Database, Select

    from rcc_desktop.api.contributions import PluginInfo
    from rcc_desktop.host.host import PluginHost


def hats_of(host: PluginHost, database: Database) -> tuple[Hat, ...]:
    """The question of the staff room and of each plugin that gives a hat.

    One that cannot be asked sets its plugin aside. A plugin set aside later still closes what it closed: its rows are
    where they were.
    """
    asked = [(name, info) for name, info in host.infos.items() if info.hats is not None]
    found = (host.attempt(name, "hats", partial(hat_of, info, database)) for name, info in asked)
    return (_question(_staff(), database), *(each for each in found if each is not None))


def hat_of(info: PluginInfo, database: Database) -> Hat | None:
    """One plugin's question, tried. Raises ``TypeError`` when it does not give ``person`` alone."""
    return None if info.hats is None else _question(info.hats(), database)


def _staff() -> Select:
    return StaffMember.select(StaffMember.person.alias("person")).where(
        StaffMember.active & StaffMember.person.is_null(is_null=False)
    )


def _question(select: Select, database: Database) -> Hat:
    sql, parameters = database.get_sql_context().parse(select)
    cursor = database.execute_sql(f"SELECT * FROM ({sql}) LIMIT 0", parameters)
    columns = [column[0] for column in cursor.description]
    if columns not in (["person"], ["person_id"]):
        raise TypeError(f"its hats give {columns}, not person")
    return Hat(sql, tuple(parameters))
