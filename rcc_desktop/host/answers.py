"""What a plugin may answer: a wrong answer is found when it is given, not when a page trips over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rcc_desktop.api.contributions import API, Measure, Page, PersonPage, PluginInfo
from rcc_desktop.api.words import words
from rcc_desktop.host.failures import SetAside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rcc_desktop.api.record import Record

_, ngettext = words("rcc_desktop")


def checked(hook: str, value: object) -> object:
    """``value`` as it goes to the program: a ``PluginInfo`` as it is, anything else as a tuple of the hook's kind."""
    if hook == "rcc_plugin":
        return value
    kinds = _kinds(hook)
    answer: tuple[object, ...] = tuple(cast("Iterable[object]", value)) if value is not None else ()
    strange = next((each for each in answer if not isinstance(each, kinds)), None)
    if strange is not None:
        wanted = " or ".join(kind.__name__ for kind in kinds)
        raise SetAside(
            "wrong_answer",
            _("It gave an answer the program cannot use."),
            f"{hook} wants {wanted}, got {type(strange).__name__}",
        )
    return answer


def checked_info(name: str, info: object) -> PluginInfo:
    """What the plugin ``name`` says of itself, if the program can work with it."""
    if not isinstance(info, PluginInfo):
        raise SetAside("wrong_answer", _("It does not say who it is."), f"rcc_plugin gave {type(info).__name__}")
    if info.api != API:
        told = _("{title} was made for version {theirs} of the plugin contract; this program has {ours}.")
        raise SetAside("wrong_api", told.format(title=info.title, theirs=info.api, ours=API))
    if info.name != name:
        told = _("It calls itself {inner}, but was installed as {outer}.").format(inner=info.name, outer=name)
        raise SetAside("wrong_answer", told)
    _check_keys(info)
    return info


def _check_keys(info: PluginInfo) -> None:
    """A permission or setting of somebody else's would give roles what was never meant for them."""
    for key in (*(each.key for each in info.settings), *(each.key for each in info.permissions)):
        if not key.startswith(f"{info.name}."):
            told = _("It gave an answer the program cannot use.")
            raise SetAside("wrong_answer", told, f"the key {key} does not begin with {info.name}.")


def check_tables(info: PluginInfo) -> None:
    """Every table carries its owner's name, and points only to its own and to the center's."""
    for record in info.records() if info.records else ():
        problem = table_problem(info.name, record)
        if problem:
            raise SetAside("wrong_tables", _("It would store its records where they do not belong."), problem)


def table_problem(name: str, record: type[Record]) -> str:
    """What is wrong with where a record is stored, or nothing."""
    table = record._meta.table_name
    if not table.startswith(f"{name}_"):
        return f"the table {table} does not begin with {name}_"
    for field in record._meta.refs:
        target = field.rel_model._meta.table_name
        if not target.startswith(f"{name}_") and field.rel_model.__module__ != "rcc_desktop.api.records":
            return f"{table}.{field.name} points into {target}, which is another plugin's"
    return ""


def _kinds(hook: str) -> tuple[type, ...]:
    from rcc_desktop.api.documents import Document
    from rcc_desktop.api.imports import Import

    by_hook: dict[str, tuple[type, ...]] = {
        "rcc_pages": (Page, PersonPage),
        "rcc_measures": (Measure,),
        "rcc_documents": (Document,),
        "rcc_imports": (Import,),
    }
    return by_hook[hook]
