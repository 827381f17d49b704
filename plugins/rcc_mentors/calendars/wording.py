"""What came of calendars, in words."""

from __future__ import annotations

from rcc_desktop.api import words

_, ngettext = words("rcc_mentors")


def taken_words(added: int, removed: int, clashes: int, unread: int) -> str:
    """What came of taking somebody's busy times: the count that matters first, the others where there are any."""
    said = [ngettext("{count} busy time added.", "{count} busy times added.", added).format(count=added)]
    if removed:
        said.append(ngettext("{count} taken out.", "{count} taken out.", removed).format(count=removed))
    if clashes:
        told = ngettext("{count} shift they hold lies in them.", "{count} shifts they hold lie in them.", clashes)
        said.append(told.format(count=clashes))
    if unread:
        told = ngettext("{count} event could not be read.", "{count} events could not be read.", unread)
        said.append(told.format(count=unread))
    return " ".join(said)


def written_words(files: int, folder: str) -> str:
    """How many calendars went where."""
    told = ngettext("{count} calendar written to {folder}.", "{count} calendars written to {folder}.", files)
    return told.format(count=files, folder=folder)
