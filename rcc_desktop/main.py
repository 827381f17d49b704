"""The one place where the parts are put together: with a window, and without one.

Nothing heavy is imported here before it is wanted: the sign-in page is on screen first, and the store, the plugins and
the writers of papers are brought in while the person types.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rcc_desktop.places import config_folder
from rcc_desktop.settings import Settings
from rcc_desktop.shell.open_center import NewCenter, OpenCenter, Told, Ways

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from rcc_desktop.api.contributions import Permission
    from rcc_desktop.database.backup import BackupRow
    from rcc_desktop.database.center import Center
    from rcc_desktop.database.restore import Restored
    from rcc_desktop.database.stretch import Stretch
    from rcc_desktop.host.session import Session
    from rcc_desktop.shell.doors import Doors
    from rcc_desktop.shell.theme import Scheme
    from rcc_desktop.work.lanes import TwoLanes

__all__ = ["OpenCenter", "close_center", "default_folder", "open_headless", "open_window"]

HEAVY = (
    "rcc_desktop.database.center",
    "rcc_desktop.host.opening",
    "rcc_desktop.staff.service",
    "rcc_desktop.people.service",
    "rcc_desktop.shell.at_work",
    "rapidfuzz.fuzz",
)
"""Brought in on a lane while the person types their password."""


def clock() -> datetime:
    """This moment, aware; the only clock of the program."""
    return datetime.now(UTC)  # noqa: TID251 (the one clock; everybody else is handed it)


def default_folder() -> Path:
    """Where a center is looked for, and offered to be made, when none was named."""
    return Path.home() / "RCC Center"


def is_center(folder: Path) -> bool:
    """Whether ``folder`` holds a center, well or not; its backups alone are one that can be put back."""
    named = ("center.db", "center.keys")
    return any((folder / name).exists() for name in named) or any((folder / "backups").glob("center-*.rcbak"))


def language_here() -> str:
    """The language this desk has chosen; read by hand, for it must be known before any word is used."""
    try:
        chosen = json.loads((config_folder() / "desk.json").read_text(encoding="utf-8"))
        return str(json.loads(chosen["desk.language"]))
    except (OSError, ValueError, KeyError, TypeError):
        return "en"  # nothing was chosen, or it cannot be read; settings say so once they are loaded


def permissions(session: Session) -> tuple[Permission, ...]:
    """Everything that is not for everybody: the program's own, then the plugins'."""
    from rcc_desktop.host.permissions import PERMISSIONS as PAPERS
    from rcc_desktop.people.permissions import PERMISSIONS as PEOPLE
    from rcc_desktop.staff.permissions import PERMISSIONS as STAFF

    return (*STAFF, *PAPERS, *PEOPLE, *session.host.permissions())


def open_headless(folder: Path, login: str, password: str) -> OpenCenter:
    """Open a center without a window, everything on this thread. Raises ``Problem``."""
    from rcc_desktop.work.lanes import PlainLanes

    return open_at(folder, login, password, PlainLanes(), Settings())


def open_at(folder: Path, login: str, password: str, lanes: TwoLanes, settings: Settings) -> OpenCenter:
    """Open a center and sign in; called on the thread that is to write. Raises ``Problem``, and leaves nothing open."""
    from rcc_desktop.database.center import open_center

    center = open_center(folder, login=login, password=password)
    try:
        return sign_in(center, begin(center, lanes, settings))
    except BaseException:
        center.close()
        raise


def begin(center: Center, lanes: TwoLanes, settings: Settings) -> Session:
    """The session of an open center; nobody is signed in yet."""
    from rcc_desktop.host.opening import begin as begin_session
    from rcc_desktop.shell.choices import SHELL_SETTINGS

    settings.declare(SHELL_SETTINGS)
    return begin_session(center, lanes=lanes, settings=settings, clock=clock)


def sign_in(center: Center, session: Session) -> OpenCenter:
    """Sign in whoever holds the key the center was opened with."""
    from rcc_desktop.api.acting import PROGRAM
    from rcc_desktop.staff import service

    declared = permissions(session)
    signed = session.store.read(lambda: service.sign_in(center.slot_uid, declared), PROGRAM)
    session.sign_in(signed.actor)
    warnings = (*center.warnings, *note_signed_in(session, center.failed_tries))
    return OpenCenter(center, session, signed, center.failed_tries, warnings)


def note_signed_in(session: Session, failed_tries: int) -> tuple[str, ...]:
    """Keep in the record who came; what is to be said where a full disk takes no entry, for that shuts nobody out."""
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.staff import at_desk

    try:
        session.store.write(at_desk.signed_in, session.actor)
        if failed_tries:
            session.store.write(lambda: at_desk.failed_tries(failed_tries), session.actor)
    except Problem as problem:
        return (str(problem),)
    return ()


def close_center(opened: OpenCenter) -> None:
    """Close the center for good; its lanes have ended (``session.close``) or are about to."""
    opened.session.close()
    opened.center.close()


def create_at(
    new: NewCenter, lanes: TwoLanes, settings: Settings, told: Told, stretch: Stretch | None = None
) -> tuple[OpenCenter, str]:
    """Make a center with its sites, hours and first director, and sign that director in; the recovery code with it."""
    from rcc_desktop.api.acting import PROGRAM
    from rcc_desktop.database.center import create_center
    from rcc_desktop.shell.furnishing import furnish

    created = create_center(new.folder, login=new.login, password=new.password, stretch=stretch)
    center = created.center
    try:
        told(0.6)
        session = begin(center, lanes, settings)
        told(0.9)
        session.store.write(lambda: furnish(new, center.slot_uid, clock()), PROGRAM)
        return sign_in(center, session), created.recovery_code
    except BaseException:
        center.close()
        raise


def recover_at(folder: Path, code: str, login: str, password: str, lanes: TwoLanes, settings: Settings) -> OpenCenter:
    """Give somebody a new password with the recovery code, then open the center with it."""
    from rcc_desktop.staff.keys import reset_password

    reset_password(folder, code, login, password)
    return open_at(folder, login, password, lanes, settings)


NOT_THEIRS_TODAY = frozenset({"store.wrong_password", "store.too_many_tries", "staff.unknown"})
"""The codes of a center that is well and does not open for whoever asks."""


def restore_at(folder: Path, backup: Path, login: str, password: str) -> Restored:
    """Put a backup in the place of the closed center in ``folder``. Raises ``Problem``, and then nothing was changed.

    Where the center opens, whoever asks must be one who may make backups. A center that does not open says nothing of
    roles; whoever has a password of today may then put a backup in its place. A password that is none today, such as
    that of somebody who was removed, puts nothing back; for a backup from before the key was changed there is the
    recovery code.
    """
    from rcc_desktop.api.acting import require
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.database.restore import restore_center

    try:
        opened = open_headless(folder, login, password)
    except Problem as problem:
        if problem.code in NOT_THEIRS_TODAY:
            raise
        opened = None
    if opened is not None:
        try:
            opened.session.store.read(lambda: require("center.back_up"), opened.session.actor)
        finally:
            close_center(opened)
    return restore_center(folder, backup, login=login, password=password, now=clock())


def restore_by_code(folder: Path, backup: Path, code: str) -> Restored:
    """The same on the strength of the recovery code, which opens everything."""
    from rcc_desktop.database.restore import restore_with_recovery_code

    return restore_with_recovery_code(folder, backup, code=code, now=clock())


def backups_in(folder: Path) -> list[BackupRow]:
    """The backups in the folder of a closed center, newest first."""
    from rcc_desktop.database.backup import list_backups
    from rcc_desktop.database.folder import CenterFolder

    return list_backups(CenterFolder(folder))


def ways(lanes: Callable[[], TwoLanes], settings: Settings) -> Ways:
    """How the window opens, makes and closes centers; ``lanes`` gives the ones in use."""
    from rcc_desktop.shell.demo_room import make_up

    def prove(opened: OpenCenter, password: str) -> int:
        from rcc_desktop.staff.keys import prove as prove_password

        return prove_password(opened.center, opened.signed.member.login, password)

    return Ways(
        open=lambda folder, login, password: open_at(folder, login, password, lanes(), settings),
        recover=lambda folder, code, login, new: recover_at(folder, code, login, new, lanes(), settings),
        create=lambda new, told: create_at(new, lanes(), settings, told),
        make_up=lambda told: make_up(clock, told),
        prove=prove,
        close=lambda opened: opened.center.close(),
        is_center=is_center,
        backups=backups_in,
        restore=restore_at,
        restore_by_code=restore_by_code,
        default_folder=default_folder(),
    )


def open_window(folder: Path | None = None, login: str = "") -> int:
    """Show the window and stay until it is closed; the exit status."""
    from rcc_desktop.shell.application import run

    app, doors = put_together()
    return run(app, doors, folder, login)


def put_together(
    settings: Settings | None = None, scheme: Scheme | None = None, text: int | None = None, *, inline: bool = False
) -> tuple[QApplication, Doors]:
    """The application, the window and the doors, ready to be shown, as this desk has chosen unless told otherwise."""
    from rcc_desktop.shell import choices
    from rcc_desktop.shell.application import make_application
    from rcc_desktop.shell.doors import Doors
    from rcc_desktop.shell.theme import learn_scripts
    from rcc_desktop.shell.window import Window
    from rcc_desktop.work.jobs import Lanes

    settings = settings or Settings()
    colors = scheme if scheme is not None else settings.get(choices.SCHEME)
    app = make_application(colors, text or settings.get(choices.TEXT_SIZE))
    window = Window()
    window.fit(settings.get(choices.WINDOW_SIZE))
    doors = Doors(app, window, ways(lambda: doors.lanes, settings), settings, lambda: Lanes(inline=inline))
    window.painted.connect(lambda: learn_scripts(app))
    window.painted.connect(lambda: doors.lanes.run("read", window, bring_in, lambda _done: None))
    return app, doors


def open_made_up_window() -> int:
    """Make the made-up center of today and show the window with its director's name and password filled in."""
    from rcc_desktop.shell.application import run
    from rcc_desktop.shell.demo_room import make_up

    made = make_up(clock, lambda _share: None)
    app, doors = put_together()
    return run(app, doors, made.folder, made.login, made.password)


def take_pictures(args: Namespace, size: tuple[int, int]) -> list[Path]:
    """Write a picture of every page of the made-up center to ``args.out``; needs no screen."""
    import os
    from tempfile import TemporaryDirectory

    from rcc_desktop.api.words import speak

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    speak(args.language)
    from rcc_desktop.shell.demo_room import make_up
    from rcc_desktop.shell.theme import learn_scripts
    from rcc_desktop.shell.tour import Tour, hush

    with hush(), TemporaryDirectory() as desk:
        app, doors = put_together(Settings(Path(desk) / "desk.json"), args.theme, args.text, inline=True)
        learn_scripts(app)  # the window is never shown, and nobody would notice its first paint
        doors.window.resize(*size)
        try:
            made = make_up(clock, lambda _share: None, args.role)
            return Tour(doors, made, args.out).take(args.page or ())
        finally:
            doors.close()


def bring_in() -> int:
    """Import what is wanted once somebody has signed in."""
    from importlib import import_module

    for name in HEAVY:
        import_module(name)
    return len(sys.modules)
