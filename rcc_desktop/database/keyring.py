"""The keys of an open center: who may open it, and every change to that."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database import recovery_code
from rcc_desktop.database.keyfile import KeyFile, Pending, is_genuine, login_tag, sealed_by, write_keys
from rcc_desktop.database.keyslots import (
    Secrets,
    Slot,
    SlotDamaged,
    WrongSecret,
    new_slot,
    next_secrets,
    open_slot,
    password_secret,
    sealed_for,
)
from rcc_desktop.database.passwords import check_password
from rcc_desktop.database.tries import Tries

if TYPE_CHECKING:
    from rcc_desktop.database.folder import CenterFolder

_, ngettext = words("rcc_desktop")


class Way(Protocol):
    """A way to open a center: a password, or the recovery code."""

    def who(self, keyfile: KeyFile) -> str:
        """Under what the tries are counted."""

    def slot_in(self, keyfile: KeyFile) -> Slot | None:
        """The slot it should open."""

    def secret(self) -> bytes:
        """What opens it."""

    def refused(self) -> Problem:
        """What to say when it does not."""


@dataclass(frozen=True, slots=True)
class ByPassword:
    """Someone's login and password."""

    login: str
    password: str = field(repr=False)

    def who(self, keyfile: KeyFile) -> str:
        """Their tag in the key file."""
        return login_tag(keyfile.center, self.login)

    def slot_in(self, keyfile: KeyFile) -> Slot | None:
        """Their slot."""
        return keyfile.slot_of(self.login)

    def secret(self) -> bytes:
        """The password's bytes."""
        return password_secret(self.password)

    def refused(self) -> Problem:
        """One answer for a wrong name and a wrong password, so that nobody learns which names exist."""
        return Problem(
            _("This name and password do not open the center."),
            _("Check the name, Caps Lock and the keyboard's language, or use the recovery code."),
            field="password",
            code="store.wrong_password",
        )


@dataclass(frozen=True, slots=True)
class ByCode:
    """The printed recovery code."""

    code: str = field(repr=False)

    def who(self, keyfile: KeyFile) -> str:
        """The same for every center."""
        return "recovery"

    def slot_in(self, keyfile: KeyFile) -> Slot | None:
        """The recovery slot."""
        return keyfile.recovery_slot

    def secret(self) -> bytes:
        """The code's 160 bits; a Problem when it is mistyped."""
        return recovery_code.typed(self.code)

    def refused(self) -> Problem:
        """It was typed well, and is another center's or an older one."""
        return Problem(
            _("This recovery code does not open this center."),
            _("A newer code may have been printed since, or the paper belongs to another center."),
            field="code",
            code="store.wrong_recovery_code",
        )


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A slot that opened, and the secrets of each epoch it holds."""

    slot: Slot
    by_epoch: dict[int, Secrets] = field(repr=False)


def unlock(keyfile: KeyFile, way: Way) -> Unlocked:
    """Open one slot; a Problem when the way is wrong or the key file was altered."""
    secret = way.secret()
    slot = way.slot_in(keyfile)
    if slot is None:
        decoy = keyfile.recovery_slot  # as slow as a wrong password, so that time does not tell either
        decoy.stretch.apply(secret, decoy.kdf_salt)
        raise way.refused()
    try:
        by_epoch = open_slot(keyfile.center, slot, secret)
    except WrongSecret:
        raise way.refused() from None
    except SlotDamaged:
        raise altered() from None
    if not is_genuine(keyfile, by_epoch[keyfile.epochs[0]]) or by_epoch[keyfile.epoch].salt != keyfile.salt:
        raise altered()
    return Unlocked(slot, by_epoch)


def unlock_counted(folder: CenterFolder, keyfile: KeyFile, way: Way) -> tuple[Unlocked, int]:
    """Open one slot, slower after every failed try; also how many tries had failed before this one."""
    tries = Tries(folder.tries)
    who = way.who(keyfile)
    tries.check(who)
    try:
        unlocked = unlock(keyfile, way)
    except Problem as problem:
        if problem.code in ("store.wrong_password", "store.wrong_recovery_code"):
            tries.failed(who)
        raise
    return unlocked, tries.succeeded(who)


def altered() -> Problem:
    """Somebody changed the key file without having the key."""
    return Problem(
        _("The key file of this center was changed by something other than RCC Desktop."),
        _("Restore the newest backup: every backup holds the keys. Nothing recorded was lost."),
        code="store.keys_altered",
    )


class Keyring:
    """The key file of an open center, with the secrets that let it be written anew."""

    def __init__(self, folder: CenterFolder, keyfile: KeyFile, unlocked: Unlocked) -> None:
        self._folder = folder
        self._by_epoch = dict(unlocked.by_epoch)
        self._stretch = unlocked.slot.stretch
        self._lock = threading.RLock()
        self.keyfile = keyfile
        self.slot_uid = unlocked.slot.uid

    @property
    def secrets(self) -> Secrets:
        """Of the epoch the database is in, or is about to leave."""
        return self._by_epoch[self.keyfile.epoch]

    def secrets_of(self, epoch: int) -> Secrets:
        """Of one of the epochs in the key file."""
        return self._by_epoch[epoch]

    def epoch_of(self, secrets: Secrets) -> int:
        """Which epoch these are the secrets of: the newer one as soon as the database is in it."""
        return next(epoch for epoch, held in self._by_epoch.items() if held == secrets)

    def add(self, login: str, password: str) -> str:
        """A slot for someone new; its uid."""
        with self._lock:
            check_login(login)
            if self.keyfile.slot_of(login):
                raise Problem(
                    _("Someone signs in with this name already."),
                    _("Choose another name to sign in with."),
                    field="login",
                    code="store.login_taken",
                )
            check_password(password, login)
            slot = self._password_slot(login, password)
            self._write(replace(self.keyfile, slots=(*self.keyfile.slots, slot)))
            return slot.uid

    def change_password(self, login: str, old: str, new: str) -> None:
        """One slot written anew under the same uid; nothing else changes."""
        with self._lock:
            slot = self._open(ByPassword(login, old)).slot
            check_password(new, login)
            self._replace(slot, self._password_slot(login, new, slot.uid))

    def reset_password(self, code: str, login: str, new: str) -> None:
        """A new password for a login that exists, given the recovery code."""
        with self._lock:
            self._open(ByCode(code))
            slot = self.keyfile.slot_of(login)
            if slot is None:
                raise Problem(
                    _("Nobody signs in to this center with that name."),
                    _("Check how the name is written on the staff page."),
                    field="login",
                    code="store.no_such_login",
                )
            check_password(new, login)
            self._replace(slot, self._password_slot(login, new, slot.uid))

    def reprint(self) -> str:
        """A new recovery code in the place of the old one."""
        with self._lock:
            secret = recovery_code.new_secret()
            slot = new_slot(self.keyfile.center, "recovery", "", secret, self._stretch, self._by_epoch)
            self._replace(self.keyfile.recovery_slot, slot)
            return recovery_code.printed(secret)

    def begin_epoch(self, without: str | None = None) -> Secrets:
        """Write down the key to come beside the present one, for everyone but the slot ``without``; the key to come."""
        with self._lock:
            keyfile, by_epoch = self.keyfile, dict(self._by_epoch)
            if without is not None:
                self._must_be_removable(without)
            if keyfile.pending is None:
                epoch = keyfile.epoch + 1
                by_epoch[epoch] = next_secrets(self.secrets)
                keyfile = replace(keyfile, pending=Pending(epoch, by_epoch[epoch].salt))
            slots = tuple(sealed_for(slot, by_epoch) for slot in keyfile.slots if slot.uid != without)
            self._write(replace(keyfile, slots=slots), by_epoch)
            return by_epoch[self.keyfile.epochs[0]]

    def finish_epoch(self) -> None:
        """Drop the former key: the database was read back with the new one."""
        with self._lock:
            epoch = self.keyfile.epochs[0]
            kept = {epoch: self._by_epoch[epoch]}
            slots = tuple(sealed_for(slot, kept) for slot in self.keyfile.slots)
            self._write(replace(self.keyfile, slots=slots, pending=None, epoch=epoch, salt=kept[epoch].salt), kept)

    def recognize(self, login: str, password: str) -> tuple[str, int]:
        """The uid of the slot this password opens, and how many tries had failed before."""
        with self._lock:
            unlocked, failed = unlock_counted(self._folder, self.keyfile, ByPassword(login, password))
            return unlocked.slot.uid, failed

    def heal(self) -> None:
        """Write the key file again as it is, where it had to be read from its former copy."""
        with self._lock:
            write_keys(self._folder, self.keyfile)

    def _open(self, way: Way) -> Unlocked:
        return unlock_counted(self._folder, self.keyfile, way)[0]

    def _must_be_removable(self, uid: str) -> None:
        slot = next((slot for slot in self.keyfile.slots if slot.uid == uid), None)
        if slot is None:
            raise Problem(
                _("This person has no key to the center, or it was taken away already."),
                _("Close the staff page and open it again to see who has one."),
                code="store.no_such_slot",
            )
        if slot.kind == "recovery":
            raise Problem(
                _("The recovery code cannot be taken away, only replaced."),
                _("Print a new recovery code; the old one stops working then."),
                code="store.recovery_slot_stays",
            )
        if sum(slot.kind == "password" for slot in self.keyfile.slots) == 1:
            raise Problem(
                _("This is the last person who can open the center."),
                _("Add someone else first."),
                code="store.last_member",
            )

    def _password_slot(self, login: str, password: str, uid: str = "") -> Slot:
        tag = login_tag(self.keyfile.center, login)
        secret = password_secret(password)
        return new_slot(self.keyfile.center, "password", tag, secret, self._stretch, self._by_epoch, uid)

    def _replace(self, former: Slot, slot: Slot) -> None:
        slots = tuple(slot if each.uid == former.uid else each for each in self.keyfile.slots)
        self._write(replace(self.keyfile, slots=slots))

    def _write(self, changed: KeyFile, by_epoch: dict[int, Secrets] | None = None) -> None:
        """On disk first, and only then believed."""
        held = by_epoch or self._by_epoch
        written = sealed_by(replace(changed, seq=self.keyfile.seq + 1), held[changed.epochs[0]])
        write_keys(self._folder, written)
        self.keyfile, self._by_epoch = written, held


def check_login(login: str) -> None:
    """A Problem when there is nothing to sign in with."""
    if not login.strip():
        raise Problem(
            _("A name to sign in with is missing."),
            _("Type one; it need not be the person's full name."),
            field="login",
            code="store.login_empty",
        )
