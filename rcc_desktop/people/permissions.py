"""What not everybody may do with people's files."""

from rcc_desktop.api.contributions import ROLES, Permission
from rcc_desktop.api.words import words

_, ngettext = words("rcc_desktop")

_AT_THE_DESK = ("front_desk", "coordinator", "peer_specialist", "supervisor", "director")

PERMISSIONS: tuple[Permission, ...] = (
    Permission("people.see", _("See people and find them"), ROLES),
    Permission("people.add", _("Add people"), _AT_THE_DESK),
    Permission("people.change", _("Change names, contact ways and alerts"), _AT_THE_DESK),
    Permission(
        "people.demographics",
        _("See and change answers to the optional questions"),
        ("coordinator", "peer_specialist", "supervisor", "director"),
    ),
    Permission("people.restricted", _("See people whose file is restricted"), ("supervisor", "director")),
    Permission("people.import", _("Bring in people from a spreadsheet"), ("coordinator", "director")),
)
