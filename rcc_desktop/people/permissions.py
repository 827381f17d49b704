"""What not everybody may do with people's files. Administrators keep the program and hold nothing here.

A council secretary finds the people who sit on the council, and is told neither how to reach them nor when they came.
"""

from rcc_desktop.api.contributions import Permission
from rcc_desktop.api.words import words

_, ngettext = words("rcc_desktop")

_AT_THE_DESK = ("front_desk", "coordinator", "peer_specialist", "supervisor", "director")

PERMISSIONS: tuple[Permission, ...] = (
    Permission("people.see", _("Find people and see their files"), (*_AT_THE_DESK, "council_secretary")),
    Permission("people.contact", _("See addresses and ways to reach people"), _AT_THE_DESK),
    Permission("people.presence", _("See when people were last here"), _AT_THE_DESK),
    Permission("people.add", _("Add people"), _AT_THE_DESK),
    Permission("people.change", _("Change names, contact ways and alerts"), _AT_THE_DESK),
    Permission(
        "people.demographics",
        _("See and change answers to the optional questions"),
        ("coordinator", "peer_specialist", "supervisor", "director"),
    ),
    Permission("people.restricted", _("See people whose file is restricted"), ("supervisor", "director")),
    Permission("people.colleagues", _("See what colleagues are as visitors"), ("supervisor", "director")),
    Permission("people.import", _("Bring in people from a spreadsheet"), ("coordinator", "director")),
)
