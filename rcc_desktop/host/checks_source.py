"""What can be seen in a plugin's source without running it: imports, guards, raw SQL, proportions."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.host.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FILE_LINES, FUNCTION_LINES, PUBLIC_METHODS = 400, 50, 15
WITHOUT_PEEWEE = frozenset({"plugin", "rules", "settings", "documents", "imports", "views"})
WRITES = frozenset({"add", "add_many", "change", "remove", "create", "save", "insert", "insert_many"}) | frozenset(
    {"update", "delete", "delete_instance", "bulk_create", "bulk_update", "replace", "set_by_id", "delete_by_id"}
)
INNER_ROOMS = frozenset({"rcc_desktop.api.acting", "rcc_desktop.api.ledger", "rcc_desktop.api.noted_queries"})
INNER_NAMES = frozenset({"PROGRAM", "act_as", "keep_ledger", "open_ledger", "writing_ledger"})
"""With these a plugin could work on an account that is not the signed-in person's, or beside the record of it."""
OPEN_ROOMS = frozenset({"rcc_desktop.api", "rcc_desktop.testing"})
WHOLE_ROOMS = frozenset({"views", "migrations"})
"""Folders that are one room, however deep; a file in any other folder is in the room of its own name."""
LIBRARIES = frozenset({"dateutil", "highspy", "holidays", "icalendar", "numpy", "recurring_ical_events"})
"""What the program brings along and a plugin may use as it is."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a plugin's package: the room it is in (``records``, ``views`` …) and its syntax tree."""

    path: Path
    name: str
    room: str
    text: str
    tree: ast.Module

    @property
    def is_migration(self) -> bool:
        """Whether it is a numbered step, which is read once and never changed."""
        return "migrations" in self.path.parts

    def at(self, node: ast.AST) -> str:
        """Where a node stands, for a finding."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


def sources_of(package: Path) -> list[Source]:
    """Every Python file of a package, its tests left out."""
    sources = []
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        if "tests" not in inside.parts:
            text = path.read_text(encoding="utf-8")
            room = inside.parts[0] if inside.parts[0] in WHOLE_ROOMS else inside.stem
            name = f"{package.name}/{inside.as_posix()}"
            sources.append(Source(path, name, room, text, ast.parse(text, str(path))))
    return sources


def check_source(package: Path) -> list[Finding]:
    """Everything that the source of a plugin's package shows."""
    sources = sources_of(package)
    findings: list[Finding] = []
    for source in sources:
        if not source.is_migration:
            findings += import_findings(source, package.name)
            findings += account_findings(source)
            findings += sql_findings(source)
        findings += proportion_findings(source)
        findings += unguarded_verbs(source)
    return findings


def import_findings(source: Source, own: str) -> Iterator[Finding]:
    """A plugin knows the api, the standard library and itself; peewee and Qt have their rooms."""
    for node, module in imported(source.tree):
        told = _import_told(source, own, node, module)
        if told:
            yield Finding(source.at(node), *told)
    if source.room == "rules":
        yield from _impure(source)
    if source.room == "views":
        yield from _record_in_view(source, own)


def _import_told(source: Source, own: str, node: ast.stmt, module: str) -> tuple[str, str] | None:
    """What is wrong with importing ``module`` here, and what to do instead."""
    top = module.split(".", maxsplit=1)[0]
    if top == "rcc_desktop":
        allowed = any(_within(module, room) for room in OPEN_ROOMS)
        return None if allowed else (f"imports {module}", "Import from rcc_desktop.api; the rest may change any time.")
    if top.startswith("rcc_") and top != own:
        return f"imports another plugin, {top}", "Use a measure or a person page instead."
    if top in {"peewee", "playhouse"}:
        allowed = source.room not in WITHOUT_PEEWEE or _for_types(source, node)
        return None if allowed else ("asks the database outside its rooms", "Move it to service.py or measures.py.")
    if top in {"PySide6", "shiboken6"}:
        allowed = source.room == "views" or _for_types(source, node)
        return None if allowed else ("uses Qt outside views", "Move what is shown into views/.")
    allowed = top in sys.stdlib_module_names or top in LIBRARIES or top == own
    return None if allowed else (f"imports {top}", "A plugin brings no library along; say in an issue what is needed.")


def account_findings(source: Source) -> Iterator[Finding]:
    """A plugin works on the account of whoever is signed in, and on no other."""
    for node in ast.walk(source.tree):
        for name in _named_inside(node):
            told = f"reaches for {name}, which is not for plugins"
            yield Finding(source.at(node), told, "Let the desk do the work: it knows who is signed in.")


def _named_inside(node: ast.AST) -> Iterator[str]:
    """What a node names of the rooms of the api that are the program's own."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in INNER_ROOMS)
    elif isinstance(node, ast.ImportFrom) and _within(node.module or "", "rcc_desktop"):
        for alias in node.names:
            is_public_verb = (node.module, alias.name) == ("rcc_desktop.api", "acting")
            inside = node.module in INNER_ROOMS or f"{node.module}.{alias.name}" in INNER_ROOMS
            if alias.name in INNER_NAMES or (inside and not is_public_verb):
                yield f"{node.module}.{alias.name}"
    elif isinstance(node, ast.Attribute) and node.attr in INNER_NAMES:
        yield node.attr


def sql_findings(source: Source) -> Iterator[Finding]:
    """Raw SQL passes by the record of who did what."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in {"execute_sql", "raw", "SQL", "executemany", "executescript"}:
            yield Finding(source.at(node), f"writes SQL by hand ({called})", "Use the record's add, change and remove.")


def unguarded_verbs(source: Source) -> Iterator[Finding]:
    """A function that writes says who may: ``@needs("…")`` on it, or on every public function that calls it."""
    if source.is_migration or source.room in {"records", "demo", "rules"}:
        return
    everything = (node for node in source.tree.body if isinstance(node, ast.FunctionDef))
    functions = {node.name: node for node in everything if not _needed(node)}
    writing = {name for name, node in functions.items() if _writes(node)}
    while more := {name for name, node in functions.items() if name not in writing and _calls(node) & writing}:
        writing |= more
    for name in sorted(writing):
        if not name.startswith("_"):
            yield Finding(
                source.at(functions[name]),
                f"{name} writes and does not say who may",
                'Put @needs("…") above it, with a permission the plugin declares.',
            )


def needed_permissions(sources: Sequence[Source]) -> dict[str, str]:
    """Every permission that a verb needs, and where."""
    needed: dict[str, str] = {}
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef):
                needed |= {key: source.at(node) for key in _needed(node)}
    return needed


def proportion_findings(source: Source) -> Iterator[Finding]:
    """Small files, short functions, narrow classes."""
    lines = source.text.count("\n")
    if lines > FILE_LINES:
        yield Finding(
            source.name, f"has {lines} lines; {FILE_LINES} is the most", "Split it where the subject changes."
        )
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                mend = "Give the parts names and call them."
                yield Finding(source.at(node), f"{node.name} has {length} lines; {FUNCTION_LINES} is the most", mend)
        if isinstance(node, ast.ClassDef):
            public = [each for each in node.body if _is_public_method(each)]
            if len(public) > PUBLIC_METHODS:
                what = f"{node.name} has {len(public)} public methods; {PUBLIC_METHODS} is the most"
                yield Finding(source.at(node), what, "Two ideas live in it: take them apart.")


def imported(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Each import of a module from outside the package, wherever it stands, and what it names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node, node.module


def _impure(source: Source) -> Iterator[Finding]:
    for node, module in imported(source.tree):
        if module.split(".")[0] in {"peewee", "PySide6"} or module.endswith((".records", ".service", ".settings")):
            yield Finding(source.at(node), f"rules know {module}", "Rules take and give plain values.")


def _record_in_view(source: Source, own: str) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            of_ours = bool(node.level) or module.startswith(f"{own}.")
            names_records = module == "rcc_desktop.api.records" or (of_ours and module.endswith("records"))
            if names_records and not _for_types(source, node):
                yield Finding(source.at(node), "a page knows records", "Let service.py give it frozen rows.")


def _for_types(source: Source, node: ast.stmt) -> bool:
    """Whether an import only serves annotations."""
    blocks = (each for each in source.tree.body if isinstance(each, ast.If))
    return any(
        isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING" and node in block.body for block in blocks
    )


def _writes(function: ast.FunctionDef) -> bool:
    """Whether it calls a writing verb of something named like a record (``Visit.add``) or of a row (``row.save``)."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id[:1].isupper():
                return True
            if node.func.attr in {"save", "delete_instance"}:
                return True
    return False


def _calls(function: ast.FunctionDef) -> set[str]:
    """The functions it calls by name; those it hands on as a value are run on somebody else's account."""
    return {
        node.func.id for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def _needed(function: ast.FunctionDef) -> list[str]:
    keys = []
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "needs" and decorator.args:
            key = decorator.args[0]
            keys.append(str(key.value) if isinstance(key, ast.Constant) else "")
    return keys


def _is_public_method(node: ast.stmt) -> bool:
    if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
        return False
    is_qt_override = node.name != node.name.lower()
    return not is_qt_override


def _within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")
