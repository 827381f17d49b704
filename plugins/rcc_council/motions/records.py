"""What is stored of motions and of the votes that settled them."""

from __future__ import annotations

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from rcc_council.meetings.records import AgendaItem, Meeting
from rcc_desktop.api.records import DayField, MomentField, Person, Record


class Motion(Record):
    """Something moved. ``amends`` is the motion an amendment would change, ``rescinds`` a motion adopted before,
    and ``goes_on_from`` one that an earlier meeting tabled, postponed or referred and that is taken up again.

    ``words`` are as moved, ``final_words`` as put to the vote. ``kind``: main, amendment, previous_question,
    limit_debate, suspend_rules, objection, special_order, close_nominations, adopt_minutes, amend_adopted, election,
    adjourn, recess, fix_time, get_quorum, other. ``state``: moved, seconded, stated, put, adopted, lost, tabled,
    postponed, postponed_indefinitely, referred or withdrawn.
    """

    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    item = ForeignKeyField(AgendaItem, on_delete="CASCADE")
    amends = ForeignKeyField("self", on_delete="CASCADE", null=True, index=False)
    rescinds = ForeignKeyField("self", on_delete="SET NULL", null=True, index=False)
    goes_on_from = ForeignKeyField("self", on_delete="SET NULL", null=True, index=False)
    number = CharField(max_length=24, default="")
    kind = CharField(max_length=24, default="main")
    title = TextField(default="")
    words = TextField()
    final_words = TextField(default="")
    mover = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    mover_name = TextField(default="")
    seconder = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    threshold = CharField(max_length=24, default="majority")
    had_notice = BooleanField(default=False)
    state = CharField(max_length=24, default="moved")
    until = DayField(null=True)
    referred_to = TextField(default="")
    moved_at = MomentField()
    settled_at = MomentField(null=True)
    is_sealed = BooleanField(default=False)

    class Meta:
        table_name = "council_motion"


class MotionStep(Record):
    """A step in the life of a motion, and whose it was."""

    motion = ForeignKeyField(Motion, on_delete="CASCADE")
    at = MomentField()
    step = CharField(max_length=24)
    person = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    words = TextField(default="")

    class Meta:
        table_name = "council_motion_step"


class Vote(Record):
    """One vote on a motion, with the room as it was at that moment.

    ``method``: voice, hands, roll_call, ballot, consensus or unanimous. ``needed`` and ``present`` are of the quorum;
    ``in_office`` counts the members. ``arithmetic`` is the sentence that proves the outcome: adopted, lost or, for a
    choice among candidates, chosen; undecided where what was brought in does not say. ``question`` words it where it is
    not simply for or against the motion.
    """

    motion = ForeignKeyField(Motion, on_delete="CASCADE")
    taken_at = MomentField()
    method = CharField(max_length=12)
    threshold = CharField(max_length=24)
    question = TextField(default="")
    yes = IntegerField(default=0)
    no = IntegerField(default=0)
    abstain = IntegerField(default=0)
    blank = IntegerField(default=0)
    illegal = IntegerField(default=0)
    present = IntegerField(default=0)
    needed = IntegerField(default=0)
    in_office = IntegerField(default=0)
    was_counted = BooleanField(default=True)
    outcome = CharField(max_length=12)
    arithmetic = TextField()
    is_void = BooleanField(default=False)

    class Meta:
        table_name = "council_vote"


class VoteChoice(Record):
    """One line of a vote among several (candidates, dates): its words and its counts."""

    vote = ForeignKeyField(Vote, on_delete="CASCADE")
    place = IntegerField()
    person = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    words = TextField(default="")
    yes = IntegerField(default=0)
    no = IntegerField(default=0)
    abstain = IntegerField(default=0)
    is_chosen = BooleanField(default=False)

    class Meta:
        table_name = "council_vote_choice"


class Ballot(Record):
    """How one member voted, where votes are by name. ``cast_for`` is the member a proxy votes for.

    ``choice``: yes, no, abstain, recused, agree, reservations, aside or block. A secret ballot leaves no row here; one
    brought in from elsewhere may leave some without any name, of which ``weight`` is the number of votes.
    """

    vote = ForeignKeyField(Vote, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    name = TextField(default="")
    cast_for = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    choice = CharField(max_length=16)
    option = ForeignKeyField(VoteChoice, on_delete="CASCADE", null=True, index=False)
    weight = IntegerField(default=1)
    why = TextField(default="")

    class Meta:
        table_name = "council_ballot"


class Recusal(Record):
    """A member takes no part in a motion, and leaves the count of those present and voting."""

    motion = ForeignKeyField(Motion, on_delete="CASCADE", index=False)
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    why = TextField(default="")

    class Meta:
        table_name = "council_recusal"
        indexes = ((("motion", "person"), True),)


RECORDS = (Motion, MotionStep, Vote, VoteChoice, Ballot, Recusal)
