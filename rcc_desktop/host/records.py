"""Which plugins from outside a director has let in, and what their files were then."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField

from rcc_desktop.api.fields import MomentField
from rcc_desktop.api.record import Record
from rcc_desktop.api.records import StaffMember


class PluginApproval(Record):
    """A plugin from the drop-in folder that may run here, as long as its files have this SHA-256."""

    name = CharField(max_length=64, unique=True)
    sha256 = CharField(max_length=64)
    approved_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True)
    approved_at = MomentField()

    class Meta:
        table_name = "plugin_approval"
