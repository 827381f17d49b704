"""What the plugins say of who was here when, as the search index asks it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rcc_desktop.database.search_seen import Presence
from rcc_desktop.host.host import records_of

if TYPE_CHECKING:
    from peewee import Database

    from rcc_desktop.api.contributions import PluginInfo
    from rcc_desktop.host.host import PluginHost


def presences_of(host: PluginHost, database: Database) -> tuple[Presence, ...]:
    """The question of each plugin that has one; a plugin whose question cannot be asked is set aside."""
    asked = [(name, info) for name, info in host.infos.items() if info.presence is not None]
    found = (host.attempt(name, "presence", partial(presence_of, info, database)) for name, info in asked)
    return tuple(each for each in found if each is not None)


def presence_of(info: PluginInfo, database: Database) -> Presence | None:
    """One plugin's question, tried. Raises ``TypeError`` when it does not give ``person`` and ``on_day``."""
    if info.presence is None:
        return None
    sql, parameters = database.get_sql_context().parse(info.presence())
    cursor = database.execute_sql(f"SELECT * FROM ({sql}) LIMIT 0", parameters)
    columns = [column[0] for column in cursor.description]
    if sorted(columns) != ["on_day", "person"]:
        raise TypeError(f"its presence gives {columns}, not person and on_day")
    return Presence(frozenset(record._meta.table_name for record in records_of(info)), sql, tuple(parameters))
