"""Mentors: the hat, the way to it, what they can do, and whom they walk beside."""

from peewee import CharField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    people, staff, sites = (_theirs(Row, table) for table in ("person", "staff_member", "site"))
    hats = _hats(Row, people)
    mentors = hats[0]
    stages = _stages(Row, mentors, staff)
    abilities = (*_abilities(Row, mentors, sites), *_learning(Row, mentors))
    company = _company(Row, mentors, staff, people)
    asked = _asked(Row, people)
    db.create_tables([*hats, *stages, *abilities, *company, *asked])


def _theirs(row, name):
    """A table made before, only to point at."""

    class Theirs(row):
        class Meta:
            table_name = name

    return Theirs


def _hats(row, people):
    class Mentor(row):
        person = ForeignKeyField(people, on_delete="RESTRICT", unique=True)
        stage = CharField(max_length=24, index=True, default="applied")
        stage_on = IntegerField()
        applied_on = IntegerField()
        active_on = IntegerField(null=True)
        left_on = IntegerField(null=True)
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

    return (Mentor,)


def _stages(row, mentors, staff):
    class StageMove(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE")
        stage = CharField(max_length=24)
        on_day = IntegerField(index=True)
        why = TextField(default="")
        open_items = TextField(default="")
        moved_by = ForeignKeyField(staff, on_delete="RESTRICT", null=True, index=False)

        class Meta:
            table_name = "mentors_stage_move"

    class ChecklistMark(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE", index=False)
        item = CharField(max_length=48)
        done_on = IntegerField()
        seen_by = ForeignKeyField(staff, on_delete="RESTRICT", null=True, index=False)
        note = TextField(default="")

        class Meta:
            table_name = "mentors_checklist_mark"
            indexes = ((("mentor", "item"), True),)

    class BackgroundCheck(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE")
        disclosed_on = IntegerField(null=True)
        authorized_on = IntegerField(null=True)
        ordered_on = IntegerField(null=True)
        result_on = IntegerField(null=True)
        result = CharField(max_length=16, default="")
        assessed_on = IntegerField(null=True)
        pre_adverse_on = IntegerField(null=True)
        final_on = IntegerField(null=True)
        decision = CharField(max_length=16, default="")
        recheck_on = IntegerField(null=True)

        class Meta:
            table_name = "mentors_background_check"

    return StageMove, ChecklistMark, BackgroundCheck


def _abilities(row, mentors, sites):
    class MentorTrait(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE", index=False)
        kind = CharField(max_length=16)
        code = CharField(max_length=48)

        class Meta:
            table_name = "mentors_trait"
            indexes = ((("mentor", "kind", "code"), True),)

    class MentorSite(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE", index=False)
        site = ForeignKeyField(sites, on_delete="RESTRICT", index=False)

        class Meta:
            table_name = "mentors_site"
            indexes = ((("mentor", "site"), True),)

    class Credential(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE")
        kind = CharField(max_length=48)
        issued_on = IntegerField()
        expires_on = IntegerField(null=True, index=True)
        number = TextField(default="")
        note = TextField(default="")

        class Meta:
            table_name = "mentors_credential"

    return MentorTrait, MentorSite, Credential


def _learning(row, mentors):
    class CredentialTerm(row):
        kind = CharField(max_length=48, unique=True)
        months = IntegerField(null=True)
        training_minutes = IntegerField(default=0)
        topics = TextField(default="")

        class Meta:
            table_name = "mentors_credential_term"

    class Training(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE")
        on_day = IntegerField(index=True)
        topic = CharField(max_length=48)
        title = TextField(default="")
        minutes = IntegerField()

        class Meta:
            table_name = "mentors_training"

    class EthicsSigning(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE")
        edition = TextField()
        signed_on = IntegerField()
        renew_on = IntegerField(null=True)

        class Meta:
            table_name = "mentors_ethics_signing"

    return CredentialTerm, Training, EthicsSigning


def _company(row, mentors, staff, people):
    class Supervision(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE", index=False)
        supervisor = ForeignKeyField(staff, on_delete="RESTRICT")
        since = IntegerField()
        until = IntegerField(null=True)

        class Meta:
            table_name = "mentors_supervision"

    Supervision.add_index(
        Supervision.index(
            Supervision.mentor, unique=True, name="mentors_supervision_active", where=Supervision.until.is_null()
        )
    )

    class Pairing(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE")
        person = ForeignKeyField(people, on_delete="RESTRICT")
        since = IntegerField()
        until = IntegerField(null=True)
        ended_why = CharField(max_length=32, default="")
        note = TextField(default="")

        class Meta:
            table_name = "mentors_pairing"

    class PairingWish(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE", index=False)
        person = ForeignKeyField(people, on_delete="RESTRICT")
        said_by = CharField(max_length=8)
        liking = IntegerField()

        class Meta:
            table_name = "mentors_pairing_wish"
            indexes = ((("mentor", "person", "said_by"), True),)

    class PairingContact(row):
        pairing = ForeignKeyField(Pairing, on_delete="CASCADE")
        on_day = IntegerField(index=True)
        how = CharField(max_length=16)
        minutes = IntegerField(default=0)

        class Meta:
            table_name = "mentors_pairing_contact"

    return Supervision, Pairing, PairingWish, PairingContact


def _asked(row, people):
    class MentorWanted(row):
        person = ForeignKeyField(people, on_delete="RESTRICT", index=False)
        asked_on = IntegerField()
        closed_on = IntegerField(null=True)

        class Meta:
            table_name = "mentors_wanted"

    MentorWanted.add_index(
        MentorWanted.index(
            MentorWanted.person, unique=True, name="mentors_wanted_open", where=MentorWanted.closed_on.is_null()
        )
    )

    class WantedTrait(row):
        wanted = ForeignKeyField(MentorWanted, on_delete="CASCADE", index=False)
        kind = CharField(max_length=16)
        code = CharField(max_length=48)

        class Meta:
            table_name = "mentors_wanted_trait"
            indexes = ((("wanted", "kind", "code"), True),)

    return MentorWanted, WantedTrait
