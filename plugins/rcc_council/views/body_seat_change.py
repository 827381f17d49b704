"""What a seat is called, whom it is for, whether it votes, and the day after which it is no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.bodies.seats import change_seat, end_seat
from rcc_council.bodies.wording import SEAT_KINDS
from rcc_council.views.body_panels import BodyPanel
from rcc_desktop.api import words

if TYPE_CHECKING:
    from rcc_council.bodies.rows import SeatRow
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


class ChangeSeatPanel(BodyPanel):
    """The seat itself; who sits in it is a matter of terms."""

    def __init__(self, page: PageWidget, seat: SeatRow, title: str) -> None:
        super().__init__(page, _("The seat: {title}").format(title=title))
        self._seat = seat
        self.form.choice("kind", _("For"), list(SEAT_KINDS.items()), value=seat.kind, required=True)
        told = _("Empty: by whom it is for.")
        self.form.text("title", _("What it is called"), value=seat.title, help_text=told)
        self.form.check("votes", _("It has a vote"), value=seat.votes)
        told = _("Only where the body is to have one seat fewer from then on.")
        self.form.date("last_day", _("Last day of the seat"), today=self.today, value=seat.last_day, help_text=told)
        self.add_button(_("Keep the seat"))

    def save(self) -> None:
        """Keep the seat."""
        given, seat = self.form.values(), self._seat
        title, kind, votes = given["title"].strip(), given["kind"], given["votes"]
        changed = (title, kind, votes) != (seat.title, seat.kind, seat.votes)
        ends = given["last_day"] != seat.last_day

        def keep() -> None:
            change_seat(seat.id, title=title, kind=kind, votes=votes, expected=seat.version)
            if ends:
                end_seat(seat.id, given["last_day"])

        def back() -> None:
            if ends:
                end_seat(seat.id, seat.last_day)
            version = seat.version + changed + 2 * ends
            change_seat(seat.id, title=seat.title, kind=seat.kind, votes=seat.votes, expected=version)

        self.write(keep, _("The seat is kept."), back)
