"""Forms at the side for a body: who sits where, who holds an office, who is on leave, and what was declared."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from rcc_council.bodies.offices import begin_leave, declare_conflict, end_conflict, remove_leave, set_officer
from rcc_council.bodies.seats import add_seat, begin_term, change_term, end_term, remove_seat, remove_term
from rcc_council.bodies.service import add_body, change_body, close_body
from rcc_council.bodies.wording import BODY_KINDS, OFFICES, SEAT_KINDS
from rcc_council.views.motion_panel import LivePanel
from rcc_desktop.api import words
from rcc_desktop.api.ui import PersonLine, PersonPicker, label, look

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rcc_council.bodies.rows import BodyRow, MemberRow, OfficeRow, TermRow
    from rcc_desktop.api import PersonFound
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


class BodyPanel(LivePanel):
    """A form with today at hand."""

    def today(self) -> date:
        """This day."""
        return self.desk.now().date()


class FoundPanel(BodyPanel):
    """A new council, committee or board; or what one is called."""

    def __init__(self, page: PageWidget, bodies: Sequence[BodyRow], body: BodyRow | None = None) -> None:
        super().__init__(page, _("What it is called") if body else _("New council"))
        self._body = body
        self.form.text("name", _("Name"), value=body.name if body else "", required=True)
        self.form.choice("kind", _("Kind"), list(BODY_KINDS.items()), value=body.kind if body else "council")
        self.form.date("first_day", _("Since"), today=self.today, value=self.today(), required=True)
        others = [(each.id, each.name) for each in bodies if body is None or each.id != body.id]
        self.form.choice(
            "part_of", _("Part of"), [(None, _("Nothing else")), *others], value=body.part_of if body else None
        )
        told = _("Only where it meets no more after that. What it decided stays.")
        last = body.last_day if body else None
        self.form.date("last_day", _("Last day"), today=self.today, value=last, help_text=told)
        for name in ("kind", "first_day"):
            self.form.row(name).setVisible(body is None)
        self.form.row("last_day").setVisible(body is not None)
        self.add_button(_("Keep it"))

    def save(self) -> None:
        """Keep it."""
        given, body = self.form.values(), self._body
        if body is not None:
            self._change(body, given)
            return
        site = self.desk.site() if given["kind"] == "council" else None

        def kept(made: int) -> None:
            last = given["first_day"]
            self.desk.note(_("{name} is founded.").format(name=given["name"]), lambda: close_body(made, last))
            self.saved.emit()
            self.close()

        self.desk.write(
            self,
            lambda: add_body(given["name"], given["kind"], given["first_day"], site=site, part_of=given["part_of"]),
            kept,
        )

    def _change(self, body: BodyRow, given: dict[str, Any]) -> None:
        def keep() -> None:
            change_body(body.id, given["name"], site=body.site, part_of=given["part_of"], expected=body.version)
            if given["last_day"] != body.last_day:
                close_body(body.id, given["last_day"])

        ended = given["last_day"] is not None and given["last_day"] != body.last_day
        said = _("{name} meets no more after its last day.") if ended else _("{name} is kept.")

        def back() -> None:
            if given["last_day"] != body.last_day:
                close_body(body.id, body.last_day)
            change_body(body.id, body.name, site=body.site, part_of=body.part_of, expected=self._version_after(given))

        self.write(keep, said.format(name=given["name"].strip()), back)

    def _version_after(self, given: dict[str, Any]) -> int:
        """The version a body has once it was changed and its end put back."""
        assert self._body is not None
        body = self._body
        changed = (given["name"].strip(), given["part_of"]) != (body.name, body.part_of)
        ended: bool = given["last_day"] != body.last_day
        return body.version + changed + 2 * ended


class NewSeatPanel(BodyPanel):
    """Another seat; vacant at first."""

    def __init__(self, page: PageWidget, body: int, bodies: Sequence[BodyRow]) -> None:
        super().__init__(page, _("New seat"))
        self._body = body
        self.form.choice("kind", _("For"), list(SEAT_KINDS.items()), value="peer", required=True)
        self.form.text("title", _("What it is called"), help_text=_("Empty: by whom it is for."))
        self.form.date("first_day", _("Since"), today=self.today, value=self.today(), required=True)
        others = [(each.id, each.name) for each in bodies if each.id != body]
        self.form.choice("by", _("Filled by"), [(None, _("Nobody else")), *others])
        self.form.check("votes", _("It has a vote"), value=True)
        self.add_button(_("Add the seat"))

    def save(self) -> None:
        """Add it."""
        given, body = self.form.values(), self._body

        def kept(seat: int) -> None:
            self.desk.note(_("The seat is added."), lambda: remove_seat(seat))
            self.saved.emit()
            self.close()

        self.desk.write(
            self,
            lambda: add_seat(
                body,
                given["kind"],
                given["first_day"],
                title=given["title"],
                votes=given["votes"],
                delegated_by=given["by"],
            ),
            kept,
        )


class SomebodyPanel(BodyPanel):
    """A form that begins with a person; below it stands who was chosen."""

    def __init__(self, page: PageWidget, title: str) -> None:
        super().__init__(page, title)
        self.person: int | None = None
        self.picker = PersonPicker(self._look_for)
        self.picker.setFixedHeight(look().px(260))
        self.picker.chosen.connect(self._choose)
        self.who = label("", "heading3", wrap=True)
        self.column.insertWidget(1, self.picker)
        self.column.insertWidget(2, self.who)

    def _look_for(self, text: str) -> None:
        desk = self.desk

        def show(found: Sequence[PersonFound]) -> None:
            self.picker.show_lines([PersonLine(each.id, each.name, side=each.born_in) for each in found], text)

        desk.read(self, lambda: desk.find_people(text) if text else (), show)

    def _choose(self, person: int) -> None:
        self.person = person
        self.who.setText(next(line.name for line in self.picker.people.lines() if line.id == person))
        self.picker.hide()
        self.form.focusNextChild()

    def chosen(self) -> int | None:
        """Who was chosen; asks for somebody where nobody was."""
        if self.person is None:
            self.banner.say(_("Who is it?"), _("Type a name and press Enter."))
            self.picker.setFocus()
        return self.person


class SeatPanel(SomebodyPanel):
    """Somebody comes into a vacant seat."""

    def __init__(self, page: PageWidget, seat: int, title: str) -> None:
        super().__init__(page, _("Fill the seat: {title}").format(title=title))
        self._seat = seat
        self.form.date("first_day", _("From"), today=self.today, value=self.today(), required=True)
        told = _("Empty: as long as the bylaws say.")
        self.form.date("until", _("Until"), today=self.today, help_text=told)
        self.add_button(_("Keep the term"))

    def save(self) -> None:
        """Seat them."""
        person, seat, given = self.chosen(), self._seat, self.form.values()
        if person is None:
            return
        name = self.who.text()

        def kept(term: int) -> None:
            self.desk.note(_("{name} has the seat.").format(name=name), lambda: remove_term(term))
            self.saved.emit()
            self.close()

        self.desk.write(self, lambda: begin_term(seat, person, given["first_day"], until=given["until"]), kept)


class TermPanel(BodyPanel):
    """The days of a term, or its early end."""

    def __init__(self, page: PageWidget, term: TermRow) -> None:
        super().__init__(page, term.name)
        self._term = term
        self.form.date("first_day", _("From"), today=self.today, value=term.first_day, required=True)
        self.form.date("until", _("Until"), today=self.today, value=term.until)
        told = _("Only where they leave before that.")
        self.form.date("ended_on", _("Left on"), today=self.today, value=term.ended_on, help_text=told)
        self.form.text("why", _("Why they left"), value=term.ended_why)
        self.add_button(_("Keep the term"))

    def save(self) -> None:
        """Keep the days."""
        given, term = self.form.values(), self._term

        def keep() -> None:
            change_term(term.id, given["first_day"], given["until"], expected=term.version)
            end_term(term.id, given["ended_on"], given["why"])

        def back() -> None:
            end_term(term.id, term.ended_on, term.ended_why)
            change_term(term.id, term.first_day, term.until, expected=self._version_after(given))

        self.write(keep, _("The term of {name} is kept.").format(name=term.name), back)

    def _version_after(self, given: dict[str, object]) -> int:
        """The version a term has once it was changed and its end put back."""
        term = self._term
        moved = (given["first_day"], given["until"]) != (term.first_day, term.until)
        ended = (given["ended_on"], given["why"]) != (term.ended_on, term.ended_why)
        return term.version + moved + 2 * ended


class OfficePanel(SomebodyPanel):
    """Somebody takes an office; whoever had it has it until the day before."""

    def __init__(self, page: PageWidget, body: int, now_held: Sequence[OfficeRow]) -> None:
        super().__init__(page, _("An office"))
        self._body, self._held = body, now_held
        self.form.choice("office", _("Office"), list(OFFICES.items()), value="chair", required=True)
        self.form.date("since", _("Since"), today=self.today, value=self.today(), required=True)
        self.add_button(_("Keep the office"))

    def save(self) -> None:
        """Give it to them."""
        person, body, given = self.chosen(), self._body, self.form.values()
        if person is None:
            return
        office, since = given["office"], given["since"]
        before = next((each for each in self._held if each.office == office and each.last_day is None), None)
        self.write(
            lambda: set_officer(body, office, person, since),
            _("{name} is {office} now.").format(name=self.who.text(), office=OFFICES[office].lower()),
            lambda: set_officer(body, office, before.person if before else None, before.first_day if before else since),
        )


class LeavePanel(BodyPanel):
    """A member is away for a while and does not count toward the quorum."""

    def __init__(self, page: PageWidget, body: int, members: Sequence[MemberRow]) -> None:
        super().__init__(page, _("On leave"))
        self._body = body
        self._names = {each.person: each.name for each in members}
        self.form.choice("person", _("Who"), list(self._names.items()), required=True)
        self.form.date("first_day", _("From"), today=self.today, value=self.today(), required=True)
        self.form.date("last_day", _("Until and with"), today=self.today, help_text=_("Empty: not known yet."))
        self.add_button(_("Keep it"))

    def save(self) -> None:
        """Keep the leave."""
        given, body = self.form.values(), self._body

        def kept(leave: int) -> None:
            said = _("{name} is on leave and does not count toward the quorum.")
            self.desk.note(said.format(name=self._names[given["person"]]), lambda: remove_leave(leave))
            self.saved.emit()
            self.close()

        self.desk.write(self, lambda: begin_leave(body, given["person"], given["first_day"], given["last_day"]), kept)


class ConflictPanel(BodyPanel):
    """An interest a member declares, and the words that call it to mind when an agenda is written."""

    def __init__(self, page: PageWidget, members: Sequence[MemberRow]) -> None:
        super().__init__(page, _("An interest declared"))
        names = {each.person: each.name for each in members}
        self.form.choice("person", _("Who"), list(names.items()), required=True)
        told = _("Names, with commas between. An item that has one of them is marked.")
        self.form.text("words", _("Which words"), help_text=told, required=True, hint=_("For example: Harbor Printing"))
        self.form.text("note", _("What it is about"))
        self.form.date("day", _("Declared on"), today=self.today, value=self.today(), required=True)
        self.add_button(_("Keep it"))

    def save(self) -> None:
        """Keep the interest."""
        given = self.form.values()

        def kept(conflict: int) -> None:
            before = given["day"] - timedelta(days=1)
            self.desk.note(_("The interest is kept."), lambda: end_conflict(conflict, before))
            self.saved.emit()
            self.close()

        self.desk.write(
            self, lambda: declare_conflict(given["person"], given["words"], given["day"], note=given["note"]), kept
        )
