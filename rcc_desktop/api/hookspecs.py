"""The five hooks. All are pulled by the host, all return frozen answers, none is called in a hot path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api.contributions import Measure, Page, PersonPage, PluginInfo
    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.documents import Document
    from rcc_desktop.api.imports import Import

hookspec = pluggy.HookspecMarker("rcc_desktop")
hookimpl = pluggy.HookimplMarker("rcc_desktop")


@hookspec
def rcc_plugin() -> PluginInfo:
    """Say who you are, what you store and what may be set. Asked before the center is opened."""


@hookspec
def rcc_pages(desk: Desk) -> Sequence[Page | PersonPage]:
    """Offer the pages people work on. A ``PersonPage`` becomes a tab in everyone's file."""


@hookspec
def rcc_measures(desk: Desk) -> Sequence[Measure]:
    """Offer facts others may count: who, on which day, how much, of what kind."""


@hookspec
def rcc_documents(desk: Desk) -> Sequence[Document]:
    """Offer papers to print or hand over, as headings, paragraphs and tables."""


@hookspec
def rcc_imports(desk: Desk) -> Sequence[Import]:
    """Offer to take in files from outside, as fields to fill and one verb that takes checked rows."""
