"""The paper of what mentors owe: renewals, signatures, training, checks that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.documents import Column, Document, Sheet, Table
from rcc_mentors.people.listing import warnings
from rcc_mentors.people.standards import standards_of
from rcc_mentors.people.wording import owed_words
from rcc_mentors.settings import CREDENTIALS

if TYPE_CHECKING:
    from rcc_desktop.api import Desk
    from rcc_desktop.api.documents import Answers

_, ngettext = words("rcc_mentors")


def due_documents(desk: Desk) -> list[Document]:
    """The one list to go through on a quiet morning."""
    return [
        Document(
            "mentors.to_renew",
            _("What mentors have to renew"),
            _("Credentials, signatures and training that ran out or soon will, what is late first."),
            (),
            lambda answers: to_renew(desk, answers),
            needs="mentors.see",
        )
    ]


def to_renew(desk: Desk, answers: Answers) -> Sheet:
    """A line for each thing that somebody owes on the day of asking."""
    credentials = desk.setting(CREDENTIALS)
    columns = (Column(_("Name"), width=30), Column(_("What"), width=50), Column(_("Day"), "date"), Column(_("Stands")))
    rows = [
        (row.name, owed_words(row.owed, credentials), row.owed.day, _("Late") if row.owed.is_pressing else _("Soon"))
        for row in warnings(answers.now, standards_of(desk))
    ]
    table = Table(columns, rows, empty=_("Every credential and signature is in order."))
    return Sheet(_("What mentors have to renew"), (table,))
