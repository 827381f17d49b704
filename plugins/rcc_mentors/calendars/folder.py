"""The folder that calendars are written to: all of them or none."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_, ngettext = words("rcc_mentors")

ENDING = ".ics"


def replace_files(folder: Path, files: Mapping[str, bytes], stale: Iterable[str]) -> int:
    """Put ``files`` (by name without ending) into ``folder``, take the ``stale`` ones away, and say how many went.

    Every file is written whole, beside the others, before the first is replaced, so that a full disk changes nothing.
    Files of other names are left alone. Raises ``Problem`` where the folder cannot be written to.
    """
    if not folder.is_dir():
        raise _no_folder(folder)
    try:
        aside = Path(tempfile.mkdtemp(prefix=".calendars-", dir=folder))
    except OSError as trouble:
        raise _not_written(trouble) from trouble
    try:
        for name, content in files.items():
            (aside / f"{name}{ENDING}").write_bytes(content)
        for name in files:
            (aside / f"{name}{ENDING}").replace(folder / f"{name}{ENDING}")
        return sum(_removed(folder / f"{name}{ENDING}") for name in stale)
    except OSError as trouble:
        raise _not_written(trouble) from trouble
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _removed(file: Path) -> bool:
    was_there = file.exists()
    file.unlink(missing_ok=True)
    return was_there


def _no_folder(folder: Path) -> Problem:
    return Problem(
        _("There is no folder {folder}.").format(folder=folder),
        _("No calendar was written. Make the folder, or choose another one."),
        field="folder",
        code="mentors.calendar_folder",
    )


def _not_written(trouble: OSError) -> Problem:
    return Problem(
        _("The calendars could not be written: {trouble}.").format(trouble=trouble.strerror or type(trouble).__name__),
        _("Look whether the folder may be written to and has room, then write them again."),
        field="folder",
        code="mentors.calendar_folder",
    )
