"""What is stored of bodies: their seats, who sits in them and when, officers, bylaws, and what members declare."""

from __future__ import annotations

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from rcc_desktop.api.records import DayField, Person, Record, Site


class Body(Record):
    """A body that decides. ``kind`` is council, committee or advisory_board; ``part_of`` is what set it up."""

    name = TextField()
    kind = CharField(max_length=16)
    site = ForeignKeyField(Site, on_delete="RESTRICT", null=True)
    part_of = ForeignKeyField("self", on_delete="RESTRICT", null=True, index=False)
    first_day = DayField()
    last_day = DayField(null=True)

    class Meta:
        table_name = "council_body"


class Bylaws(Record):
    """A body's own rules from a day on; the newest that have begun are in force.

    ``quorum_rule``: in_office (a majority of the members in office), share (``quorum_over``/``quorum_under`` of them),
    number (``quorum_over`` people) or present (whoever comes). ``threshold`` decides a main motion. ``chair_votes`` is
    always, deciding or never. ``decides_by`` is vote or consensus; a consensus that fails may fall back to
    ``fallback_over``/``fallback_under`` of those who did not abstain (0/1: no fall-back). Days and months are whole.
    """

    body = ForeignKeyField(Body, on_delete="CASCADE", index=False)
    from_day = DayField()
    quorum_rule = CharField(max_length=16, default="in_office")
    quorum_over = IntegerField(default=1)
    quorum_under = IntegerField(default=2)
    threshold = CharField(max_length=24, default="majority")
    notice_days = IntegerField(default=7)
    proxies = BooleanField(default=False)
    chair_votes = CharField(max_length=16, default="deciding")
    decides_by = CharField(max_length=12, default="vote")
    fallback_over = IntegerField(default=0)
    fallback_under = IntegerField(default=1)
    seconds = BooleanField(default=False)
    minutes_days = IntegerField(default=60)
    term_months = IntegerField(default=12)

    class Meta:
        table_name = "council_bylaws"
        indexes = ((("body", "from_day"), True),)


class Seat(Record):
    """A place in a body. ``kind`` is peer, family, professional or community; ``delegated_by`` fills it from its own
    members; an alternate's seat names the seat it stands in for. A seat nobody sits in is vacant."""

    body = ForeignKeyField(Body, on_delete="CASCADE")
    title = TextField(default="")
    kind = CharField(max_length=16)
    votes = BooleanField(default=True)
    first_day = DayField()
    last_day = DayField(null=True)
    delegated_by = ForeignKeyField(Body, on_delete="RESTRICT", null=True, index=False)
    alternate_for = ForeignKeyField("self", on_delete="RESTRICT", null=True, index=False)

    class Meta:
        table_name = "council_seat"


class Term(Record):
    """Somebody sits in a seat. ``until`` is the last day it may last, ``ended_on`` the day it did end, if sooner."""

    seat = ForeignKeyField(Seat, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    first_day = DayField()
    until = DayField(null=True)
    ended_on = DayField(null=True)
    ended_why = TextField(default="")

    class Meta:
        table_name = "council_term"


class Office(Record):
    """Somebody chairs, keeps the minutes, or holds another office of a body."""

    body = ForeignKeyField(Body, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    office = CharField(max_length=24)
    first_day = DayField()
    last_day = DayField(null=True)

    class Meta:
        table_name = "council_office"


class MemberLeave(Record):
    """A member is on leave and does not count toward the quorum meanwhile."""

    body = ForeignKeyField(Body, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    first_day = DayField()
    last_day = DayField(null=True)

    class Meta:
        table_name = "council_leave"


class Declared(Record):
    """Something a member says of themselves for the make-up of a body, by code; nobody has to."""

    person = ForeignKeyField(Person, on_delete="RESTRICT", index=False)
    question = CharField(max_length=24)
    code = CharField(max_length=32)

    class Meta:
        table_name = "council_declared"
        indexes = ((("person", "question", "code"), True),)


class Conflict(Record):
    """An interest a member declared: ``words`` are looked for in agenda items, so that nobody forgets it."""

    person = ForeignKeyField(Person, on_delete="RESTRICT")
    words = TextField()
    note = TextField(default="")
    declared_on = DayField()
    ended_on = DayField(null=True)

    class Meta:
        table_name = "council_conflict"


RECORDS = (Body, Bylaws, Seat, Term, Office, MemberLeave, Declared, Conflict)
