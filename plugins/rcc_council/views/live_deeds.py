"""What is done in a meeting while it goes on, in the words of the notice that offers to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.meetings import live, room
from rcc_council.motions import service as motions
from rcc_desktop.api import words

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_council.meetings.rows import ItemRow, MotionRow, PersonHere, SpeakerRow
    from rcc_council.views.live_doing import Doing
    from rcc_council.views.live_room import Comer

_, ngettext = words("rcc_council")


class RoomDeeds:
    """Who comes and goes, who chairs, and whether the doors are closed."""

    def __init__(self, doing: Doing) -> None:
        self._doing = doing
        self._desk = doing.desk

    def came(self, comer: Comer) -> None:
        """Somebody comes into the room."""
        meeting, moment = self._doing.meeting, self._doing.moment()
        person, guest = comer.person, "" if comer.person is not None else comer.name
        self._doing.keep(
            lambda: room.arrive(meeting, person, moment, guest_name=guest),
            _("{name} is here.").format(name=comer.name),
            room.undo_arrival,
        )

    def left(self, here: PersonHere) -> None:
        """Somebody leaves the room."""
        stay = here.row
        if stay is None:
            return
        moment = self._doing.moment(at_end=True)
        self._doing.keep(
            lambda: room.leave(stay, moment),
            _("{name} has left.").format(name=here.name),
            lambda _none: room.undo_leave(stay),
        )

    def correct_stay(self, here: PersonHere, came: datetime, gone: datetime | None) -> None:
        """Write other times down for somebody's stay."""
        stay, before = here.row, here.came
        if stay is None or before is None:
            return
        self._doing.keep(
            lambda: room.correct_stay(stay, came, gone),
            _("The times of {name} are corrected.").format(name=here.name),
            lambda _none: room.correct_stay(stay, before, here.left),
        )

    def excuse(self, here: PersonHere, why: str) -> None:
        """A member said beforehand that they would not come."""
        meeting, person = self._doing.meeting, here.person
        if person is None:
            return
        self._doing.keep(
            lambda: room.excuse(meeting, person, why),
            _("{name} is excused.").format(name=here.name),
            lambda _none: room.take_back_excuse(meeting, person),
        )

    def set_chair(self, person: int | None) -> None:
        """Say who chairs."""
        meeting, before = self._doing.meeting, self._doing.now.chair_id if self._doing.now else None
        self._doing.keep(
            lambda: live.set_chair(meeting, person),
            _("The chair is changed."),
            lambda _none: live.set_chair(meeting, before),
        )

    def set_secretary(self, person: int | None) -> None:
        """Say who keeps the minutes."""
        meeting, before = self._doing.meeting, self._doing.now.secretary_id if self._doing.now else None
        self._doing.keep(
            lambda: live.set_secretary(meeting, person),
            _("The secretary is changed."),
            lambda _none: live.set_secretary(meeting, before),
        )

    def enter_executive(self) -> None:
        """Go into executive session."""
        meeting, moment = self._doing.meeting, self._doing.moment()
        said = _("Executive session since {time}. Its words are sealed.").format(time=f"{moment:%H:%M}")
        self._doing.keep(lambda: live.enter_executive(meeting, moment), said)

    def leave_executive(self, since: datetime | None) -> None:
        """Come back into open session."""
        meeting, moment = self._doing.meeting, self._doing.moment(at_end=True)
        said = _("Back in open session.")
        if since is not None:
            said = _("Executive session from {since} to {until}.").format(
                since=f"{since:%H:%M}", until=f"{moment:%H:%M}"
            )
        self._doing.keep(lambda: live.leave_executive(meeting, moment), said)


class ItemDeeds:
    """Items taken up and done with, and who speaks."""

    def __init__(self, doing: Doing) -> None:
        self._doing = doing
        self._desk = doing.desk

    def begin(self, item: ItemRow) -> None:
        """Take an item up; the one before it is done."""
        moment = self._doing.moment()
        self._doing.keep(lambda: live.begin_item(item.id, moment), "")

    def end(self, item: ItemRow) -> None:
        """Be done with an item, with none after it."""
        moment = self._doing.moment()
        said = _("{number} is done.").format(number=item.number)
        self._doing.keep(
            lambda: live.end_item(item.id, moment),
            said,
            lambda _none: live.begin_item(item.id, self._doing.moment()),
        )

    def ask_to_speak(self, item: ItemRow, person: int | None, name: str) -> None:
        """Put somebody on the list of speakers."""
        moment, guest = self._doing.moment(), "" if person is not None else name
        self._doing.keep(
            lambda: live.ask_to_speak(item.id, person, moment, guest_name=guest),
            _("{name} is on the list.").format(name=name),
            lambda speaker: live.end_speaking(speaker, self._doing.moment()),
        )

    def give_word(self, speaker: SpeakerRow) -> None:
        """Somebody has the word."""
        moment = self._doing.moment()
        self._doing.keep(lambda: live.begin_speaking(speaker.id, moment), "")

    def end_word(self, speaker: SpeakerRow) -> None:
        """Somebody has spoken, or does not want to any more."""
        moment = self._doing.moment()
        self._doing.keep(lambda: live.end_speaking(speaker.id, moment), "")


class MotionDeeds:
    """The steps of a motion but for its vote."""

    def __init__(self, doing: Doing) -> None:
        self._doing = doing
        self._desk = doing.desk

    def step(self, motion: MotionRow, to: str, **known: object) -> None:
        """Bring a motion to another state."""
        moment = self._desk.now()
        self._doing.keep(
            lambda: motions.step(motion.id, to, moment, **known),  # type: ignore[arg-type]
            _("{number} is brought on.").format(number=motion.number),
            lambda _none: motions.take_back_step(motion.id, self._desk.now()),
        )

    def second(self, motion: MotionRow, person: int) -> None:
        """Somebody seconds a motion."""
        moment = self._desk.now()
        self._doing.keep(
            lambda: motions.second(motion.id, person, moment),
            _("{number} is seconded.").format(number=motion.number),
            lambda _none: motions.take_back_step(motion.id, self._desk.now()),
        )

    def recuse(self, motion: MotionRow, person: int, name: str) -> None:
        """Somebody takes no part in a motion."""
        moment = self._desk.now()
        self._doing.keep(
            lambda: motions.recuse(motion.id, person, "", moment),
            _("{name} takes no part in {number}.").format(name=name, number=motion.number),
            lambda _none: motions.unrecuse(motion.id, person, self._desk.now()),
        )

    def step_back(self, motion: MotionRow) -> None:
        """Take the latest step of a motion back."""
        moment = self._desk.now()
        self._doing.keep(
            lambda: motions.take_back_step(motion.id, moment),
            _("The last step of {number} is taken back.").format(number=motion.number),
        )
