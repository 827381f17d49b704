"""What staff may do with staff, and the words for the roles."""

from __future__ import annotations

from rcc_desktop.api.contributions import ROLES, Permission
from rcc_desktop.api.words import words

_, ngettext = words("rcc_desktop")

SEE = Permission("staff.see", _("See who may sign in"), ("supervisor", "director", "administrator"))
MANAGE = Permission("staff.manage", _("Add, change and remove staff"), ("director", "administrator"))
CHANGE_CENTER = Permission(
    "center.change", _("Change settings, sites and opening hours"), ("director", "administrator")
)
BACK_UP = Permission("center.back_up", _("Make and see backups"), ("supervisor", "director", "administrator"))
APPROVE_PLUGINS = Permission("plugins.approve", _("Approve and leave off plugins"), ("director", "administrator"))
SEE_NUMBERS = Permission("numbers.see", _("See the center's numbers"), ("coordinator", "supervisor", "director"))
COME_AND_GO = Permission("staff.come_and_go", _("Sign in, lock the desk and sign out"), ROLES)

PERMISSIONS = (SEE, MANAGE, CHANGE_CENTER, BACK_UP, APPROVE_PLUGINS, SEE_NUMBERS, COME_AND_GO)


def role_titles() -> dict[str, str]:
    """Each role by key, in the order they are offered, and what people call it."""
    titles = (
        _("Front desk"),
        _("Coordinator"),
        _("Council secretary"),
        _("Peer specialist"),
        _("Peer mentor"),
        _("Supervisor"),
        _("Director"),
        _("Administrator"),
    )
    return dict(zip(ROLES, titles, strict=True))
