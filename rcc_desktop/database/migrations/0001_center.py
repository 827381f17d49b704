"""People, sites, staff, settings, and the record of who did what."""

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    people = _people(Row)
    db.create_tables([people, *_about(Row, people), *_sites(Row), *_staff(Row, people), *_audit(db.Model)])


def _people(row):
    class Person(row):
        shown_name = TextField()
        sort_name = TextField(index=True)
        first_name = TextField(default="")
        middle_name = TextField(default="")
        last_name = TextField(default="")
        goes_by = TextField(default="")
        pronouns = TextField(default="")
        gender = TextField(default="")
        birth_on = IntegerField(null=True, index=True)
        birth_year = IntegerField(null=True)
        street = TextField(default="")
        city = TextField(default="")
        state = TextField(default="")
        zip = TextField(default="")
        tract = TextField(default="")
        restricted = BooleanField(default=False)
        added_on = IntegerField(index=True)

        class Meta:
            table_name = "person"

    return Person


def _about(row, people):
    """What a person's file may hold many of."""

    class PersonName(row):
        person = ForeignKeyField(people, on_delete="RESTRICT")
        kind = CharField(max_length=16)
        name = TextField()

        class Meta:
            table_name = "person_name"

    class ContactWay(row):
        person = ForeignKeyField(people, on_delete="RESTRICT")
        kind = CharField(max_length=16)
        value = TextField()
        digits = TextField(default="", index=True)
        ok_to_message = BooleanField(null=True)
        note = TextField(default="")

        class Meta:
            table_name = "person_contact"

    class PersonCode(row):
        person = ForeignKeyField(people, on_delete="RESTRICT")
        kind = CharField(max_length=16)
        source = TextField(default="")
        code = TextField()

        class Meta:
            table_name = "person_code"
            indexes = ((("kind", "source", "code"), True),)

    class PersonAnswer(row):
        person = ForeignKeyField(people, on_delete="RESTRICT")
        question = CharField(max_length=32)
        code = CharField(max_length=32)

        class Meta:
            table_name = "person_answer"
            indexes = ((("person", "question", "code"), True),)

    class DeskAlert(row):
        person = ForeignKeyField(people, on_delete="RESTRICT")
        words = TextField()
        until = IntegerField(null=True)

        class Meta:
            table_name = "person_alert"

    return PersonName, ContactWay, PersonCode, PersonAnswer, DeskAlert


def _sites(row):
    class Site(row):
        name = TextField()
        active = BooleanField(default=True)

        class Meta:
            table_name = "site"

    class OpenOn(row):
        site = ForeignKeyField(Site, on_delete="RESTRICT")
        weekday = IntegerField()
        opens = IntegerField()
        closes = IntegerField()

        class Meta:
            table_name = "open_on"
            indexes = ((("site", "weekday"), True),)

    class ClosedDay(row):
        site = ForeignKeyField(Site, on_delete="RESTRICT", null=True)
        on_day = IntegerField()
        why = TextField(default="")

        class Meta:
            table_name = "closed_day"

    return Site, OpenOn, ClosedDay


def _staff(row, people):
    """Who may sign in, and what the center chose."""

    class StaffMember(row):
        login = TextField(unique=True)
        name = TextField()
        slot = TextField(default="")
        active = BooleanField(default=True)
        person = ForeignKeyField(people, on_delete="RESTRICT", null=True)

        class Meta:
            table_name = "staff_member"

    class StaffRole(row):
        member = ForeignKeyField(StaffMember, on_delete="CASCADE")
        role = CharField(max_length=32)

        class Meta:
            table_name = "staff_role"
            indexes = ((("member", "role"), True),)

    class SettingValue(row):
        key = TextField(unique=True)
        value = TextField()

        class Meta:
            table_name = "setting_value"

    return StaffMember, StaffRole, SettingValue


def _audit(model):
    """Who did what, and what a row said before and after."""

    class AuditEntry(model):
        seq = BigIntegerField(primary_key=True)
        at = BigIntegerField()
        on_day = IntegerField()
        actor = IntegerField(null=True)
        device = TextField()
        verb = TextField()
        rows = TextField()
        fields = TextField()
        remarks = TextField()
        request = TextField(unique=True)
        prev_mac = TextField()
        mac = TextField()

        class Meta:
            table_name = "audit_entry"

    class History(model):
        entry = BigIntegerField(index=True)
        table_name = TextField()
        kind = CharField(max_length=8)
        first_row = BigIntegerField()
        last_row = BigIntegerField()
        before = TextField(null=True)
        after = TextField(null=True)

        class Meta:
            table_name = "history"
            indexes = ((("table_name", "first_row"), False),)

    return AuditEntry, History
