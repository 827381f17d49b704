"""A plugin from outside can read everything here: a director lets it in, for as long as its files stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api.acting import acting, needs
from rcc_desktop.api.ledger import remark
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import database, fetch
from rcc_desktop.api.words import words
from rcc_desktop.host.drop_in import fingerprint
from rcc_desktop.host.failures import Failure, SetAside, failure_of
from rcc_desktop.host.records import PluginApproval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from rcc_desktop.host.found import Found

_, ngettext = words("rcc_desktop")


@needs("plugins.approve")
def approve(found: Found, now: datetime) -> None:
    """Let a dropped-in plugin run from the next opening on, with the files it has now."""
    if found.folder is None:
        raise Problem(_("This plugin came with the program."), _("Nothing needs to be approved."))
    files = fingerprint(found.folder)
    remark(plugin=found.name, sha256=files)
    row = _row(found.name)
    if row is None:
        PluginApproval.add(name=found.name, sha256=files, approved_by=acting().staff, approved_at=now)
    else:
        PluginApproval.change(row, sha256=files, approved_by=acting().staff, approved_at=now)


@needs("plugins.approve")
def withdraw(name: str) -> None:
    """Let it run no more, from the next opening on; its records stay."""
    row = _row(name)
    if row is not None:
        remark(plugin=name)
        PluginApproval.remove(row)


def approved() -> dict[str, str]:
    """The approved plugins and the SHA-256 of their files; none in a file from before plugins could be approved."""
    if not database.table_exists(PluginApproval._meta.table_name):
        return {}
    return dict(fetch(PluginApproval.select(PluginApproval.name, PluginApproval.sha256)))


def not_let_in(found: Iterable[Found], let_in: Mapping[str, str]) -> tuple[Failure, ...]:
    """The dropped-in plugins that may not run: nobody approved them, or their files have changed since."""
    return tuple(
        failure_of(each.name, each.name, reason, loading=True)
        for each in found
        if each.folder is not None and (reason := _reason(each, let_in)) is not None
    )


def _reason(found: Found, let_in: Mapping[str, str]) -> SetAside | None:
    if found.name not in let_in:
        told = _("{name} waits until a director approves it.")
        return SetAside("not_approved", told.format(name=found.name))
    if found.folder is not None and fingerprint(found.folder) != let_in[found.name]:
        return SetAside("changed", _("{name} has changed since it was approved.").format(name=found.name))
    return None


def _row(name: str) -> int | None:
    row = PluginApproval.select(PluginApproval.id).where(PluginApproval.name == name).tuples().first()
    return row[0] if row else None
