"""What not everybody may do with the center as a whole."""

from rcc_desktop.api.contributions import ROLES, Permission
from rcc_desktop.api.words import words

_, ngettext = words("rcc_desktop")

PERMISSIONS = (Permission("documents.hand_over", _("Save and print papers"), ROLES),)
