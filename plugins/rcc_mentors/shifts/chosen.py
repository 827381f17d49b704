"""What the center has chosen, for verbs that are not handed a desk. Reads the store."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api.records import SettingValue, Site, fetch
from rcc_mentors.settings import ASK_FIRST, CREDENTIALS, HOLIDAYS, LATE_HOURS, ROLES, SKILLS, SPOKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_desktop.api import Choice, Setting

_LISTS = (ROLES, SKILLS, SPOKEN, CREDENTIALS)


@dataclass(frozen=True, slots=True)
class Titles:
    """The center's words for its codes, and its sites' names. A code that is on no list stands for itself."""

    roles: Mapping[str, str]
    skills: Mapping[str, str]
    credentials: Mapping[str, str]
    sites: Mapping[int, str]

    def role(self, code: str) -> str:
        """What mentors do."""
        return self.roles.get(code, code)

    def skill(self, code: str) -> str:
        """A skill or a language."""
        return self.skills.get(code, code)

    def credential(self, code: str) -> str:
        """A credential."""
        return self.credentials.get(code, code)


def titles() -> Titles:
    """The words for roles, skills (with languages), credentials and sites."""
    stored = _stored(*(each.key for each in _LISTS))
    roles, skills, spoken, credentials = (_entries(each, stored.get(each.key)) for each in _LISTS)
    sites = dict(fetch(Site.select(Site.id, Site.name)))
    return Titles(roles, {**skills, **spoken}, credentials, sites)


def holidays_of() -> str:
    """Whose public holidays are kept: ``US``, ``US-MA``, or nothing."""
    return str(_one(HOLIDAYS)).strip().upper()


def late_hours() -> int:
    """Calling off within this many hours is late."""
    return int(_one(LATE_HOURS))


def ask_first() -> bool:
    """Whether a filled shift is only an offer until the mentor says yes."""
    return bool(_one(ASK_FIRST))


def _one(which: Setting[str] | Setting[int] | Setting[bool]) -> str | int:
    text = _stored(which.key).get(which.key)
    found = which.default if text is None else json.loads(text)
    return found if isinstance(found, type(which.default)) else which.default


def _entries(which: Setting[tuple[Choice, ...]], text: str | None) -> dict[str, str]:
    if text is None:
        return {each.key: each.title for each in which.default}
    return {str(each["key"]): str(each["title"]) for each in json.loads(text)}


def _stored(*keys: str) -> dict[str, str]:
    query = SettingValue.select(SettingValue.key, SettingValue.value).where(SettingValue.key.in_(keys))
    return dict(fetch(query))
