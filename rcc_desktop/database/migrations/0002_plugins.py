"""Plugins from outside that a director has let in."""

from peewee import BigIntegerField, CharField, ForeignKeyField, IntegerField


def up(migrator, db):
    class StaffMember(db.Model):
        class Meta:
            table_name = "staff_member"

    class PluginApproval(db.Model):
        version = IntegerField(default=1)
        name = CharField(max_length=64, unique=True)
        sha256 = CharField(max_length=64)
        approved_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True)
        approved_at = BigIntegerField()

        class Meta:
            table_name = "plugin_approval"
            legacy_table_names = False

    db.create_tables([PluginApproval])
