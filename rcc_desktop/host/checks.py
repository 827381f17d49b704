"""What every plugin must keep to, said of one plugin: for ``rcc-desktop plugins check`` and for our own tests."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from peewee import ModelIndex, PeeweeException, SqliteDatabase

from rcc_desktop.api.contributions import ROLES
from rcc_desktop.database.migrate import SHELL, Steps, migrate
from rcc_desktop.host.checks_source import check_source, needed_permissions, sources_of
from rcc_desktop.host.findings import Finding
from rcc_desktop.host.found import Found
from rcc_desktop.host.hats import hat_of
from rcc_desktop.host.host import PluginHost, records_of
from rcc_desktop.host.presence import presence_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peewee import Database, Model

    from rcc_desktop.api.contributions import PluginInfo
    from rcc_desktop.database.search_seen import Presence

GROUP = "rcc_desktop.plugins"
SHELL_PERMISSIONS = frozenset({"people.see", "people.contact", "people.presence", "people.add", "people.change"}) | {
    "people.demographics",
    "people.restricted",
    "people.colleagues",
}


def check_folder(folder: Path) -> list[Finding]:
    """Check every plugin of a project folder (one with a ``pyproject.toml``) or of an unzipped wheel."""
    if not folder.is_dir():
        told = "is not a folder" if folder.exists() else "is not there"
        return [Finding(str(folder), told, "Name the folder of the plugin: check how it is written.")]
    found = plugins_in(folder)
    if not found:
        told = f"names no plugin of the group {GROUP}"
        return [Finding(str(folder), told, f'Add [project.entry-points."{GROUP}"] to pyproject.toml.')]
    findings: list[Finding] = []
    with _importable(folder):
        for each in found:
            findings += check_plugin(each)
    return findings


def check_plugin(found: Found) -> list[Finding]:
    """Everything that is wrong with one plugin whose module can be imported."""
    package = _package_folder(found.module)
    if package is None:
        return [Finding(found.module, "is not there", "The entry point must name a module inside the package.")]
    try:
        findings = check_source(package)
    except SyntaxError as error:
        return [Finding(f"{error.filename}:{error.lineno}", "is not Python", "Mend the line.")]
    host = PluginHost([found])
    host.start()
    failure = host.failures.get(found.name)
    if failure is not None and failure.kind != "missing_plugin":
        return [*findings, Finding(found.module, failure.words, failure.detail or "Mend what is said here.")]
    if failure is not None:
        return findings
    info = host.infos[found.name]
    findings += info_findings(info)
    findings += permission_findings(info, package)
    findings += record_findings(info)
    findings += presence_findings(info)
    findings += hat_findings(info)
    return findings


def plugins_in(folder: Path) -> list[Found]:
    """The plugins that a project or an unzipped wheel offers; none of their code runs."""
    project = folder / "pyproject.toml"
    if project.is_file():
        table = tomllib.loads(project.read_text(encoding="utf-8")).get("project", {})
        entries = table.get("entry-points", {}).get(GROUP, {})
        return [Found(str(name), str(module)) for name, module in entries.items()]
    from rcc_desktop.host.drop_in import dropped_in

    return [each for each in dropped_in(folder.parent) if each.folder == folder]


def info_findings(info: PluginInfo) -> Iterator[Finding]:
    """The name is a word, and the settings and permissions are nothing the program cannot keep."""
    from rcc_desktop.settings import to_text

    if not info.name.isidentifier() or info.name != info.name.lower():
        yield Finding("rcc_plugin", f"the name {info.name!r} is no word", "Use small letters, digits and _.")
    for setting in info.settings:
        try:
            to_text(setting.default)
        except TypeError as error:
            yield Finding(setting.key, str(error), "Use a bool, a whole number, text, a time, or a tuple of Choice.")
    for permission in info.permissions:
        strange = set(permission.roles) - set(ROLES)
        if strange:
            yield Finding(permission.key, f"names roles there are not: {sorted(strange)}", f"Choose from {ROLES}.")


def permission_findings(info: PluginInfo, package: Path) -> Iterator[Finding]:
    """Every permission a verb needs is declared, so that a role can hold it."""
    declared = {permission.key for permission in info.permissions} | SHELL_PERMISSIONS
    for key, where in needed_permissions(sources_of(package)).items():
        if key not in declared:
            yield Finding(where, f"needs {key!r}, which nobody can hold", "Declare it in PluginInfo.permissions.")


def record_findings(info: PluginInfo) -> list[Finding]:
    """The migrations end where the records begin."""
    records = records_of(info)
    if records and not info.migrations:
        return [Finding("rcc_plugin", "stores records and has no migrations", "Add a package of numbered steps.")]
    if not info.migrations:
        return []
    return drift([SHELL, Steps(info.name, info.migrations)], records)


def presence_findings(info: PluginInfo) -> Iterator[Finding]:
    """What it says of who was here can be asked of its own tables, quickly for one person."""
    if info.presence is None:
        return
    mend = 'Select two columns of your own tables, .alias("person") and .alias("on_day").'
    if not info.migrations:
        yield Finding("presence", "asks tables it does not have", mend)
        return
    with _migrated([SHELL, Steps(info.name, info.migrations)]) as database:
        try:
            presence = presence_of(info, database)
        except (TypeError, AttributeError, PeeweeException) as error:
            yield Finding("presence", str(error), mend)
            return
        if presence is not None and _walks_through(database, presence):
            yield Finding("presence", "reads every row for one person", "Put an index on the person and the day.")


def hat_findings(info: PluginInfo) -> Iterator[Finding]:
    """What it says of who works here can be asked of its own tables."""
    if info.hats is None:
        return
    mend = 'Select one column of your own tables, .alias("person").'
    if not info.migrations:
        yield Finding("hats", "asks tables it does not have", mend)
        return
    with _migrated([SHELL, Steps(info.name, info.migrations)]) as database:
        try:
            hat_of(info, database)
        except (TypeError, AttributeError, PeeweeException) as error:
            yield Finding("hats", str(error), mend)


def _walks_through(database: Database, presence: Presence) -> bool:
    sql = f'EXPLAIN QUERY PLAN SELECT w."on_day" FROM ({presence.sql}) w WHERE w."person" = 1'
    plan = database.execute_sql(sql, presence.parameters).fetchall()
    return any(str(step[-1]).startswith("SCAN") for step in plan)


def drift(owners: Iterable[Steps], records: Iterable[type[Model]]) -> list[Finding]:
    """Where the tables that the steps make differ from what the records say."""
    with _migrated(owners) as database:
        return [finding for record in records for finding in _drift_of(database, record)]


@contextmanager
def _migrated(owners: Iterable[Steps]) -> Iterator[Database]:
    """A database in memory with the tables that the steps make."""
    database = SqliteDatabase(":memory:")
    database.connect()
    try:
        migrate(database, list(owners), backup=lambda: None)
        yield database
    finally:
        database.close()


def _drift_of(database: Database, record: type[Model]) -> Iterator[Finding]:
    table = record._meta.table_name
    mend = "Add a numbered migration, or mend records.py."
    if not database.table_exists(table):
        yield Finding(table, "no migration makes this table", mend)
        return
    made = {column.name: column for column in database.get_columns(table)}
    said = {field.column_name: field for field in record._meta.sorted_fields}
    for name in sorted(made.keys() ^ said.keys()):
        told = "is in the records and not in the table" if name in said else "is in the table and not in the records"
        yield Finding(f"{table}.{name}", told, mend)
    for name in sorted(made.keys() & said.keys()):
        column, field = made[name], said[name]
        if column.null != field.null and not field.primary_key:
            yield Finding(f"{table}.{name}", "may be empty in one and not in the other", mend)
        if _affinity(column.data_type) != _affinity(field.ddl_datatype(_types_of(database)).sql):
            yield Finding(f"{table}.{name}", f"is {column.data_type} in the table", mend)
    yield from _index_drift(database, record, mend)


def _index_drift(database: Database, record: type[Model], mend: str) -> Iterator[Finding]:
    table = record._meta.table_name
    made = {(tuple(index.columns), bool(index.unique)) for index in database.get_indexes(table)}
    for columns, unique in sorted(_indexes_of(record) - made):
        kind = "unique index" if unique else "index"
        yield Finding(table, f"the {kind} on {', '.join(columns)} is not made by a migration", mend)
    made_keys = {(key.column, key.dest_table) for key in database.get_foreign_keys(table)}
    said_keys = {(field.column_name, field.rel_model._meta.table_name) for field in record._meta.refs}
    for column, target in sorted(made_keys ^ said_keys):
        yield Finding(f"{table}.{column}", f"points to {target} in one and not in the other", mend)


def _indexes_of(record: type[Model]) -> set[tuple[tuple[str, ...], bool]]:
    """The columns of each index the record asks for, and whether it is unique."""
    meta = record._meta
    single = {
        ((field.column_name,), bool(field.unique))
        for field in meta.sorted_fields
        if (field.index or field.unique) and not field.primary_key
    }
    several = set()
    for index in meta.indexes or ():
        if isinstance(index, ModelIndex):
            parts, unique = index._expressions, index._unique  # type: ignore[attr-defined]  # noqa: SLF001 (peewee tells it nowhere else)
        else:
            parts, unique = (meta.combined[name] for name in index[0]), index[1]
        columns = tuple(str(getattr(part, "column_name", "")) for part in parts)
        several.add((columns, bool(unique)))
    return single | several


def _types_of(database: Database) -> object:
    return database.get_sql_context()


def _affinity(kind: str) -> str:
    """SQLite's and PostgreSQL's names for what is the same to us."""
    word = kind.upper().split("(")[0].split()[0]
    alike = {"AUTO": "INTEGER", "SERIAL": "INTEGER", "VARCHAR": "TEXT", "CHAR": "TEXT", "BIGINT": "INTEGER"}
    alike |= {"BOOL": "INTEGER", "BOOLEAN": "INTEGER", "SMALLINT": "INTEGER"}
    return alike.get(word, word)


def _package_folder(module: str) -> Path | None:
    top = module.split(":", maxsplit=1)[0].split(".", maxsplit=1)[0]
    spec = importlib.util.find_spec(top)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    """Let the modules of ``folder`` be imported, after everything else, for as long as the block lasts."""
    sys.path.append(str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
