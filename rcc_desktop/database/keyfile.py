"""The key file: every slot, guarded by a checksum against accidents and a seal against hands.

The first line is the SHA-256 of the rest, which is JSON. The seal is an HMAC under a key that only an opened slot
gives.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database import keyslots
from rcc_desktop.database.keyslots import Secrets, Slot
from rcc_desktop.database.stretch import Stretch
from rcc_desktop.whole_file import write_whole

if TYPE_CHECKING:
    from rcc_desktop.database.folder import CenterFolder

_, ngettext = words("rcc_desktop")

FORMAT = 1
LARGEST_BYTES = 64 * 1024


class KeyFileDamaged(Exception):
    """These bytes are not a key file as we write it."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A change of the center's key that was begun: the epoch to come and its salt."""

    epoch: int
    salt: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What the key file says. ``salt`` stands here too, as the engine needs it before it can read anything."""

    center: str
    seq: int
    epoch: int
    salt: bytes
    slots: tuple[Slot, ...]
    pending: Pending | None = None
    seal: bytes = field(default=b"", repr=False)

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs every slot must hold, the newest first."""
        return (self.pending.epoch, self.epoch) if self.pending else (self.epoch,)

    @property
    def recovery_slot(self) -> Slot:
        """The slot of the printed code; there is always exactly one."""
        return next(slot for slot in self.slots if slot.kind == "recovery")

    def slot_of(self, login: str) -> Slot | None:
        """The slot of this login, if it has one."""
        tag = login_tag(self.center, login)
        return next((slot for slot in self.slots if slot.kind == "password" and slot.login_tag == tag), None)


def login_tag(center: str, login: str) -> str:
    """What stands in for a login in the key file: the same however it is typed, and another in every center."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", login).strip().casefold())
    return hashlib.sha256(f"rcc login|{center}|{folded}".encode()).hexdigest()[:32]


def sealed_by(keyfile: KeyFile, secrets: Secrets) -> KeyFile:
    """The key file with the seal of its newest epoch's ``secrets``."""
    return replace(keyfile, seal=_seal(keyfile, secrets))


def is_genuine(keyfile: KeyFile, secrets: Secrets) -> bool:
    """Whether the file is as someone with the center's key left it."""
    return hmac.compare_digest(keyfile.seal, _seal(keyfile, secrets))


def encode(keyfile: KeyFile) -> bytes:
    """The bytes of the file; a Problem when there are more members than it may hold."""
    body = _canonical({**_plain(keyfile), "seal": _text(keyfile.seal)})
    written = hashlib.sha256(body).hexdigest().encode("ascii") + b"\n" + body
    if len(written) > LARGEST_BYTES:
        raise Problem(
            _("This center has as many members of staff as one center file can hold."),
            _("Remove someone who has left, then try again."),
            code="store.too_many_members",
        )
    return written


def decode(written: bytes) -> KeyFile:
    """The key file in these bytes; KeyFileDamaged when a single one is not as we would have written it."""
    checksum, _newline, body = written.partition(b"\n")
    if len(written) > LARGEST_BYTES or hashlib.sha256(body).hexdigest().encode("ascii") != checksum:
        raise KeyFileDamaged
    try:
        keyfile = _read(json.loads(body))
        sound = _is_sound(keyfile) and encode(keyfile) == written
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise KeyFileDamaged from None
    if not sound:
        raise KeyFileDamaged
    return keyfile


def read_keys(folder: CenterFolder) -> tuple[KeyFile, bool]:
    """The key file, and whether it had to be the one before the last change; a Problem when neither can be read."""
    damaged = None
    for path in (folder.keys, folder.former_keys):
        try:
            with path.open("rb") as file:
                return decode(file.read(LARGEST_BYTES + 1)), path == folder.former_keys
        except FileNotFoundError:
            continue
        except KeyFileDamaged:
            damaged = path
    if damaged is None:
        raise Problem(
            _("The key file of this center is missing. What was recorded is still there, locked."),
            _("Put center.keys back beside center.db, or restore the newest backup: every backup holds the keys."),
            code="store.keys_missing",
        )
    raise Problem(
        _("The key file of this center is damaged. What was recorded is still there, locked."),
        _("Restore the newest backup: every backup holds the keys."),
        code="store.keys_damaged",
    )


def write_keys(folder: CenterFolder, keyfile: KeyFile) -> None:
    """Replace the key file; the former one is kept beside it, unless it was damaged."""
    written = encode(keyfile)
    try:
        former = folder.keys.read_bytes()
        decode(former)
    except (FileNotFoundError, KeyFileDamaged):
        former = b""
    if former and former != written:
        write_whole(folder.former_keys, former)
    write_whole(folder.keys, written)


def _seal(keyfile: KeyFile, secrets: Secrets) -> bytes:
    return hmac.digest(secrets.derived("key file"), _canonical(_plain(keyfile)), "sha256")


def _plain(keyfile: KeyFile) -> dict[str, Any]:
    pending = keyfile.pending
    return {
        "format": FORMAT,
        "center": keyfile.center,
        "seq": keyfile.seq,
        "epoch": keyfile.epoch,
        "salt": _text(keyfile.salt),
        "slots": [_plain_slot(slot) for slot in keyfile.slots],
        "pending": {"epoch": pending.epoch, "salt": _text(pending.salt)} if pending else None,
    }


def _plain_slot(slot: Slot) -> dict[str, Any]:
    kdf = {"name": "argon2id", "v": 19, "m": slot.stretch.memory_kib, "t": slot.stretch.passes, "p": slot.stretch.lanes}
    return {
        "uid": slot.uid,
        "kind": slot.kind,
        "login": slot.login_tag,
        "kdf": {**kdf, "salt": _text(slot.kdf_salt)},
        "pub": _text(slot.public),
        "enc_priv": _text(slot.wrapped_private),
        "sealed": {str(epoch): _text(sealed) for epoch, sealed in slot.sealed.items()},
    }


def _read(plain: dict[str, Any]) -> KeyFile:
    pending = plain["pending"]
    return KeyFile(
        center=plain["center"],
        seq=plain["seq"],
        epoch=plain["epoch"],
        salt=_bytes(plain["salt"]),
        slots=tuple(_read_slot(slot) for slot in plain["slots"]),
        pending=Pending(pending["epoch"], _bytes(pending["salt"])) if pending else None,
        seal=_bytes(plain["seal"]),
    )


def _read_slot(plain: dict[str, Any]) -> Slot:
    kdf = plain["kdf"]
    return Slot(
        uid=plain["uid"],
        kind=plain["kind"],
        login_tag=plain["login"],
        stretch=Stretch(kdf["m"], kdf["t"], kdf["p"]),
        kdf_salt=_bytes(kdf["salt"]),
        public=_bytes(plain["pub"]),
        wrapped_private=_bytes(plain["enc_priv"]),
        sealed={int(epoch): _bytes(sealed) for epoch, sealed in plain["sealed"].items()},
    )


def _is_sound(keyfile: KeyFile) -> bool:
    numbers = [keyfile.seq, *keyfile.epochs]
    salts = [keyfile.salt, *([keyfile.pending.salt] if keyfile.pending else [])]
    return (
        all(type(number) is int and number >= 1 for number in numbers)
        and all(len(salt) == keyslots.SALT_BYTES for salt in salts)
        and len({slot.uid for slot in keyfile.slots}) == len(keyfile.slots)
        and sum(slot.kind == "recovery" for slot in keyfile.slots) == 1
        and all(_is_sound_slot(slot, keyfile.epochs) for slot in keyfile.slots)
    )


def _is_sound_slot(slot: Slot, epochs: tuple[int, ...]) -> bool:
    cost = (slot.stretch.memory_kib, slot.stretch.passes, slot.stretch.lanes)
    return (
        slot.uid.isascii()
        and slot.kind in ("password", "recovery")
        and all(type(number) is int for number in cost)
        and slot.stretch.is_bearable()
        and len(slot.kdf_salt) == keyslots.SALT_BYTES
        and len(slot.public) == keyslots.KEY_BYTES
        and len(slot.wrapped_private) == keyslots.PRIVATE_BYTES
        and set(slot.sealed) == set(epochs)
        and all(len(sealed) == keyslots.SEALED_BYTES for sealed in slot.sealed.values())
    )


def _canonical(plain: dict[str, Any]) -> bytes:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
