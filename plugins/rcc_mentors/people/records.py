"""What is stored of mentors: the hat, the way to it, what they can do, and whom they walk beside."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from rcc_desktop.api.records import DayField, Person, Record, Site, StaffMember


class Mentor(Record):
    """The hat. ``stage`` is one of ``people.rules.STAGES``, held since ``stage_on``; ``pay`` is volunteer or paid.

    ``most_shifts_week`` and ``most_shifts_month`` are what the mentor asked for; ``most_minutes_week`` and
    ``rest_minutes`` only ever narrow the center's policy. Null: the policy alone.
    """

    person = ForeignKeyField(Person, on_delete="RESTRICT", unique=True)
    stage = CharField(max_length=24, default="applied", index=True)
    stage_on = DayField()
    applied_on = DayField()
    active_on = DayField(null=True)
    left_on = DayField(null=True)
    left_why = CharField(max_length=32, default="")
    pay = CharField(max_length=16, default="volunteer")
    most_shifts_week = IntegerField(null=True)
    most_shifts_month = IntegerField(null=True)
    most_minutes_week = IntegerField(null=True)
    rest_minutes = IntegerField(null=True)
    best_times = TextField(default="")
    note = TextField(default="")

    class Meta:
        table_name = "mentors_mentor"


class StageMove(Record):
    """A mentor came to a stage on a day; ``why`` is a code for leaving, words otherwise.

    ``open_items`` are the checklist items that were not done, joined by spaces; then ``why`` says why it went on.
    """

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE")
    stage = CharField(max_length=24)
    on_day = DayField(index=True)
    why = TextField(default="")
    open_items = TextField(default="")
    moved_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)

    class Meta:
        table_name = "mentors_stage_move"


class ChecklistMark(Record):
    """One item of a stage's checklist, done on a day and seen by a member of staff."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE", index=False)
    item = CharField(max_length=48)
    done_on = DayField()
    seen_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)
    note = TextField(default="")

    class Meta:
        table_name = "mentors_checklist_mark"
        indexes = ((("mentor", "item"), True),)


class BackgroundCheck(Record):
    """The steps the Fair Credit Reporting Act asks for, each with its day; ``result`` is empty, clear or concern.

    ``assessed_on``: somebody weighed what was found, how long ago it was, and what it has to do with the role.
    ``decision`` is empty, cleared or not_cleared. What was found is written nowhere.
    """

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE")
    disclosed_on = DayField(null=True)
    authorized_on = DayField(null=True)
    ordered_on = DayField(null=True)
    result_on = DayField(null=True)
    result = CharField(max_length=16, default="")
    assessed_on = DayField(null=True)
    pre_adverse_on = DayField(null=True)
    final_on = DayField(null=True)
    decision = CharField(max_length=16, default="")
    recheck_on = DayField(null=True)

    class Meta:
        table_name = "mentors_background_check"


class MentorTrait(Record):
    """Something a mentor brings, by the center's own list: ``kind`` is role, skill, language, pathway or lived."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE", index=False)
    kind = CharField(max_length=16)
    code = CharField(max_length=48)

    class Meta:
        table_name = "mentors_trait"
        indexes = ((("mentor", "kind", "code"), True),)


class MentorSite(Record):
    """A site a mentor serves at. No row: any site."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE", index=False)
    site = ForeignKeyField(Site, on_delete="RESTRICT", index=False)

    class Meta:
        table_name = "mentors_site"
        indexes = ((("mentor", "site"), True),)


class Credential(Record):
    """A certificate, a check or a training with a last day. A renewal is a new row; the old one stays."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE")
    kind = CharField(max_length=48)
    issued_on = DayField()
    expires_on = DayField(null=True, index=True)
    number = TextField(default="")
    note = TextField(default="")

    class Meta:
        table_name = "mentors_credential"


class CredentialTerm(Record):
    """What the center asks of a kind of credential: how many months it lasts, and minutes of training in that time.

    ``topics`` are the least minutes by topic, as ``ethics:360 crisis:120``. No row: ``people.rules.USUAL_TERMS``.
    """

    kind = CharField(max_length=48, unique=True)
    months = IntegerField(null=True)
    training_minutes = IntegerField(default=0)
    topics = TextField(default="")

    class Meta:
        table_name = "mentors_credential_term"


class Training(Record):
    """Time spent learning, by topic."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE")
    on_day = DayField(index=True)
    topic = CharField(max_length=48)
    title = TextField(default="")
    minutes = IntegerField()

    class Meta:
        table_name = "mentors_training"


class EthicsSigning(Record):
    """A mentor signed a version of the ethics code; it is owed again from ``renew_on``."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE")
    edition = TextField()
    signed_on = DayField()
    renew_on = DayField(null=True)

    class Meta:
        table_name = "mentors_ethics_signing"


class Supervision(Record):
    """Who supervises a mentor; ``until`` is null for the one who does now."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE", index=False)
    supervisor = ForeignKeyField(StaffMember, on_delete="RESTRICT")
    since = DayField()
    until = DayField(null=True)

    class Meta:
        table_name = "mentors_supervision"


Supervision.add_index(
    Supervision.index(
        Supervision.mentor, unique=True, name="mentors_supervision_active", where=Supervision.until.is_null()
    )
)


class Pairing(Record):
    """A mentor walks beside a person; ``until`` is null while they do."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    since = DayField()
    until = DayField(null=True)
    ended_why = CharField(max_length=32, default="")
    note = TextField(default="")

    class Meta:
        table_name = "mentors_pairing"


class PairingWish(Record):
    """Whom somebody would like, or would rather not, be paired with: ``said_by`` is mentor or person."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE", index=False)
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    said_by = CharField(max_length=8)
    liking = IntegerField()

    class Meta:
        table_name = "mentors_pairing_wish"
        indexes = ((("mentor", "person", "said_by"), True),)


class MentorWanted(Record):
    """Somebody asked for a mentor; ``closed_on`` is null until they have one or want none any more."""

    person = ForeignKeyField(Person, on_delete="RESTRICT", index=False)
    asked_on = DayField()
    closed_on = DayField(null=True)

    class Meta:
        table_name = "mentors_wanted"


MentorWanted.add_index(
    MentorWanted.index(
        MentorWanted.person, unique=True, name="mentors_wanted_open", where=MentorWanted.closed_on.is_null()
    )
)


class WantedTrait(Record):
    """What they would like their mentor to bring, in their own choice from the center's lists."""

    wanted = ForeignKeyField(MentorWanted, on_delete="CASCADE", index=False)
    kind = CharField(max_length=16)
    code = CharField(max_length=48)

    class Meta:
        table_name = "mentors_wanted_trait"
        indexes = ((("wanted", "kind", "code"), True),)


class PairingContact(Record):
    """A mentor and the person they walk beside were in touch. What was said is nobody else's."""

    pairing = ForeignKeyField(Pairing, on_delete="CASCADE")
    on_day = DayField(index=True)
    how = CharField(max_length=16)
    minutes = IntegerField(default=0)

    class Meta:
        table_name = "mentors_pairing_contact"


RECORDS = (
    Mentor,
    StageMove,
    ChecklistMark,
    BackgroundCheck,
    MentorTrait,
    MentorSite,
    Credential,
    CredentialTerm,
    Training,
    EthicsSigning,
    Supervision,
    Pairing,
    PairingWish,
    MentorWanted,
    WantedTrait,
    PairingContact,
)
