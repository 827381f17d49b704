"""Bodies: seats, terms, officers, bylaws, and what members declare."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    sites, people = (_theirs(Row, table) for table in ("site", "person"))
    sets = _sets(Row, sites)
    bodies = sets[0]
    rules = _rules(Row, bodies)
    places = _places(Row, bodies, people)
    roles = _roles(Row, bodies, people)
    db.create_tables([*sets, *rules, *places, *roles])


def _theirs(row, name):
    """A table made before, only to point at."""

    class Theirs(row):
        class Meta:
            table_name = name

    return Theirs


def _sets(row, sites):
    class Body(row):
        name = TextField()
        kind = CharField(max_length=16)
        site = ForeignKeyField(sites, on_delete="RESTRICT", null=True)
        part_of = ForeignKeyField("self", on_delete="RESTRICT", null=True, index=False)
        first_day = IntegerField()
        last_day = IntegerField(null=True)

        class Meta:
            table_name = "council_body"

    return (Body,)


def _rules(row, bodies):
    class Bylaws(row):
        body = ForeignKeyField(bodies, on_delete="CASCADE", index=False)
        from_day = IntegerField()
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

    return (Bylaws,)


def _places(row, bodies, people):
    class Seat(row):
        body = ForeignKeyField(bodies, on_delete="CASCADE")
        title = TextField(default="")
        kind = CharField(max_length=16)
        votes = BooleanField(default=True)
        first_day = IntegerField()
        last_day = IntegerField(null=True)
        delegated_by = ForeignKeyField(bodies, on_delete="RESTRICT", null=True, index=False)
        alternate_for = ForeignKeyField("self", on_delete="RESTRICT", null=True, index=False)

        class Meta:
            table_name = "council_seat"

    class Term(row):
        seat = ForeignKeyField(Seat, on_delete="CASCADE")
        person = ForeignKeyField(people, on_delete="RESTRICT")
        first_day = IntegerField()
        until = IntegerField(null=True)
        ended_on = IntegerField(null=True)
        ended_why = TextField(default="")

        class Meta:
            table_name = "council_term"

    return Seat, Term


def _roles(row, bodies, people):
    class Office(row):
        body = ForeignKeyField(bodies, on_delete="CASCADE")
        person = ForeignKeyField(people, on_delete="RESTRICT")
        office = CharField(max_length=24)
        first_day = IntegerField()
        last_day = IntegerField(null=True)

        class Meta:
            table_name = "council_office"

    class MemberLeave(row):
        body = ForeignKeyField(bodies, on_delete="CASCADE")
        person = ForeignKeyField(people, on_delete="RESTRICT")
        first_day = IntegerField()
        last_day = IntegerField(null=True)

        class Meta:
            table_name = "council_leave"

    class Declared(row):
        person = ForeignKeyField(people, on_delete="RESTRICT", index=False)
        question = CharField(max_length=24)
        code = CharField(max_length=32)

        class Meta:
            table_name = "council_declared"
            indexes = ((("person", "question", "code"), True),)

    class Conflict(row):
        person = ForeignKeyField(people, on_delete="RESTRICT")
        words = TextField()
        note = TextField(default="")
        declared_on = IntegerField()
        ended_on = IntegerField(null=True)

        class Meta:
            table_name = "council_conflict"

    return Office, MemberLeave, Declared, Conflict
