"""Votes by name: who may be called, who votes for whom, and how each member's choice is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.standing import is_in_office, roster_on
from rcc_desktop.api import Problem, words
from rcc_desktop.api.known_people import require_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rcc_council.motions.standing import Standing

_, ngettext = words("rcc_council")


def require_voters(standing: Standing, choices: Mapping[int, str], proxies: Mapping[int, int]) -> None:
    """Raise ``Problem`` unless everybody in ``choices`` may vote here, or has somebody here who votes for them."""
    require_known(choices)
    if standing.recused & choices.keys():
        raise Problem(
            _("A member who takes no part is among the votes."),
            _("Leave them out, or take the recusal back first."),
            code="council.recused",
        )
    if standing.rulebook.chair_votes == "never" and standing.meeting.chair in choices:
        raise Problem(
            _("The chair has no vote here."),
            _("Leave the chair's vote out. The bylaws say whether the chair votes."),
            code="council.chair",
        )
    here = set(standing.may_vote) if standing.room else set(choices)
    if choices.keys() - here - proxies.keys():
        raise Problem(
            _("Somebody who is not in the room as a member who votes is among the votes."),
            _("Mark their arrival first, or leave them out."),
            code="council.not_in_room",
        )
    if proxies.keys() - choices.keys():
        raise Problem(
            _("Nobody said how a member votes by proxy."),
            _("Give their vote, or leave the proxy out."),
            code="council.proxy",
        )


def require_proxies(standing: Standing, proxies: Mapping[int, int]) -> None:
    """Raise ``Problem`` unless the bylaws have proxies, and each is of an absent member and alone with its holder."""
    if not proxies:
        return
    if not standing.rulebook.proxies:
        raise _refused(_("The bylaws do not have votes by proxy."), _("Leave the proxies out."))
    require_known([*proxies, *proxies.values()])
    if len(set(proxies.values())) < len(proxies):
        raise _refused(_("One member holds two proxies."), _("Each member may vote for one absent member."))
    if standing.room is None:
        return
    if not set(proxies.values()) <= set(standing.may_vote):
        raise _refused(
            _("A proxy is held by somebody who may not vote here now."), _("Choose a member who is in the room.")
        )
    absent = _absent(standing, standing.room.counting)
    if not proxies.keys() <= absent - standing.recused:
        raise _refused(
            _("A proxy is for a member who is in the room, or who has no vote."),
            _("Members in the room vote themselves; only an absent member has a proxy."),
        )


def _absent(standing: Standing, counting: Iterable[int]) -> set[int]:
    """The members in office who are not here, and for whom no alternate is."""
    roster = roster_on(facts_of(standing.meeting.body), standing.meeting.on_day)
    here = set(counting)
    members = {each.seat: each.person for each in roster.members if is_in_office(each)}
    stood_for = {
        members.get(each.stands_in_for or 0)
        for each in roster.members
        if each.person in here and each.capacity == "alternate" and each.person not in members.values()
    }
    return set(members.values()) - here - stood_for


def _refused(what: str, way_out: str) -> Problem:
    return Problem(what, way_out, field="proxies", code="council.proxy")
