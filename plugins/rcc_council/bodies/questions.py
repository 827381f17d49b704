"""What members may say of themselves for the make-up of a body; nobody has to. Reads what the center has chosen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_council.settings import HIDE_BELOW, PATHWAYS, STAGES
from rcc_desktop.api import words
from rcc_desktop.api.records import SettingValue, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_desktop.api import Choice, Setting

_, ngettext = words("rcc_council")

_YES_NO = {"yes": _("Yes"), "no": _("No")}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its answers by code, and whether somebody may choose several."""

    key: str
    title: str
    answers: Mapping[str, str]
    several: bool = False


def questions() -> tuple[Asked, ...]:
    """All of them, in the order they are asked."""
    stored = _stored(PATHWAYS.key, STAGES.key)
    return (
        Asked("recovery", _("In recovery"), _YES_NO),
        Asked("pathway", _("Pathways"), _titles(PATHWAYS, stored), several=True),
        Asked("family", _("Family of somebody in recovery"), _YES_NO),
        Asked("stage", _("Stage of recovery"), _titles(STAGES, stored)),
        Asked("age", _("Age"), _ages()),
        Asked("gender", _("Gender"), _genders()),
        Asked("culture", _("Culture"), _cultures(), several=True),
        Asked("speaker", _("Speaks in public about recovery"), _YES_NO),
        Asked("mentor", _("Mentors others"), _YES_NO),
    )


def hide_below() -> int:
    """Counts of members smaller than this are not told."""
    text = _stored(HIDE_BELOW.key).get(HIDE_BELOW.key)
    return HIDE_BELOW.default if text is None else int(json.loads(text))


def _ages() -> dict[str, str]:
    return {
        "under_26": _("Under 26"),
        "26_34": _("26 to 34"),
        "35_44": _("35 to 44"),
        "45_54": _("45 to 54"),
        "55_64": _("55 to 64"),
        "65_up": _("65 and over"),
    }


def _genders() -> dict[str, str]:
    return {"woman": _("Woman"), "man": _("Man"), "nonbinary": _("Nonbinary"), "other": _("Another gender")}


def _cultures() -> dict[str, str]:
    return {
        "native": _("American Indian or Alaska Native"),
        "asian": _("Asian"),
        "black": _("Black or African American"),
        "hispanic": _("Hispanic or Latino"),
        "middle_eastern": _("Middle Eastern or North African"),
        "pacific": _("Native Hawaiian or Pacific Islander"),
        "white": _("White"),
        "lgbtq": _("LGBTQ+"),
        "deaf": _("Deaf culture"),
        "veteran": _("Veterans"),
        "other": _("Another culture"),
    }


def _titles(which: Setting[tuple[Choice, ...]], stored: Mapping[str, str]) -> dict[str, str]:
    text = stored.get(which.key)
    if text is None:
        return {each.key: each.title for each in which.default}
    return {str(each["key"]): str(each["title"]) for each in json.loads(text)}


def _stored(*keys: str) -> dict[str, str]:
    query = SettingValue.select(SettingValue.key, SettingValue.value).where(SettingValue.key.in_(keys))
    return dict(fetch(query))
