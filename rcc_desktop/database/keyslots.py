"""A slot holds the center's key for one person, and opens with that person's password only.

The password, stretched, wraps the person's own private key (X25519); the center's key is sealed to the public half
(HPKE, RFC 9180). So the center's key can be changed for everyone who stays without asking anyone for a password.
"""

from __future__ import annotations

import json
import os
import secrets as randomness
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_desktop.database.stretch import Stretch

Kind = Literal["password", "recovery"]
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
PRIVATE_BYTES = NONCE_BYTES + KEY_BYTES + 16
PAYLOAD_BYTES = KEY_BYTES + SALT_BYTES + KEY_BYTES
SEALED_BYTES = KEY_BYTES + PAYLOAD_BYTES + 16

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class WrongSecret(Exception):
    """The password does not open this slot (or the slot's header was altered: nobody can tell the two apart)."""


class SlotDamaged(Exception):
    """The slot opened, and what is sealed in it is not for this slot and epoch."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """All that a member's slot holds: the database's key and salt, and the key of the record of who did what.

    ``audit_key`` stays the same when the center's key is changed, so the record can be proved from its first entry.
    """

    dek: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    audit_key: bytes = field(repr=False)

    def derived(self, purpose: str) -> bytes:
        """A key of 32 bytes for one purpose, from the database's key."""
        return derive(self.dek, purpose)


@dataclass(frozen=True, slots=True)
class Slot:
    """One person's way in, as the key file stores it; no name, no login in clear."""

    uid: str
    kind: Kind
    login_tag: str
    stretch: Stretch
    kdf_salt: bytes
    public: bytes
    wrapped_private: bytes
    sealed: Mapping[int, bytes]  # epoch -> Secrets of that epoch; two while the key is being changed


def new_secrets() -> Secrets:
    """The secrets of a new center."""
    return Secrets(*(randomness.token_bytes(size) for size in (KEY_BYTES, SALT_BYTES, KEY_BYTES)))


def next_secrets(former: Secrets) -> Secrets:
    """A new key and salt for the database; the record's key stays."""
    return replace(new_secrets(), audit_key=former.audit_key)


def new_slot(
    center: str,
    kind: Kind,
    login_tag: str,
    secret: bytes,
    stretch: Stretch,
    by_epoch: Mapping[int, Secrets],
    uid: str = "",
) -> Slot:
    """A slot with a key pair of its own, opened by ``secret``; pass ``uid`` to put it in the place of a former one."""
    private = X25519PrivateKey.generate()
    slot = Slot(
        uid=uid or randomness.token_hex(16),
        kind=kind,
        login_tag=login_tag,
        stretch=stretch,
        kdf_salt=os.urandom(SALT_BYTES),
        public=private.public_key().public_bytes_raw(),
        wrapped_private=b"",
        sealed={},
    )
    nonce = os.urandom(NONCE_BYTES)
    wrapped = AESGCM(_wrapping_key(slot, secret)).encrypt(nonce, private.private_bytes_raw(), _header(center, slot))
    return sealed_for(replace(slot, wrapped_private=nonce + wrapped), by_epoch)


def sealed_for(slot: Slot, by_epoch: Mapping[int, Secrets]) -> Slot:
    """The same slot holding the secrets of these epochs and no others; needs no password."""
    public = X25519PublicKey.from_public_bytes(slot.public)
    sealed = {
        epoch: _SUITE.encrypt(held.dek + held.salt + held.audit_key, public, info=_purpose(epoch, slot.uid))
        for epoch, held in by_epoch.items()
    }
    return replace(slot, sealed=sealed)


def open_slot(center: str, slot: Slot, secret: bytes) -> dict[int, Secrets]:
    """The secrets in the slot by epoch; WrongSecret or SlotDamaged when it does not open."""
    nonce, wrapped = slot.wrapped_private[:NONCE_BYTES], slot.wrapped_private[NONCE_BYTES:]
    try:
        raw = AESGCM(_wrapping_key(slot, secret)).decrypt(nonce, wrapped, _header(center, slot))
    except InvalidTag:
        raise WrongSecret from None
    private = X25519PrivateKey.from_private_bytes(raw)
    return {epoch: _unsealed(slot, private, epoch) for epoch in slot.sealed}


def password_secret(password: str) -> bytes:
    """The bytes of a password, the same on every keyboard and system (NFKC)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8")


def derive(key: bytes, purpose: str) -> bytes:
    """HKDF-SHA256 (RFC 5869) without salt: ``key`` is random already."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode("ascii")).derive(key)


def _unsealed(slot: Slot, private: X25519PrivateKey, epoch: int) -> Secrets:
    try:
        payload = _SUITE.decrypt(slot.sealed[epoch], private, info=_purpose(epoch, slot.uid))
    except (InvalidTag, ValueError):
        raise SlotDamaged from None
    if len(payload) != PAYLOAD_BYTES:
        raise SlotDamaged
    return Secrets(payload[:KEY_BYTES], payload[KEY_BYTES : KEY_BYTES + SALT_BYTES], payload[KEY_BYTES + SALT_BYTES :])


def _wrapping_key(slot: Slot, secret: bytes) -> bytes:
    return derive(slot.stretch.apply(secret, slot.kdf_salt), "kek")


def _purpose(epoch: int, uid: str) -> bytes:
    return f"rcc dek|{epoch}|{uid}".encode("ascii")


def _header(center: str, slot: Slot) -> bytes:
    stretch = [slot.stretch.memory_kib, slot.stretch.passes, slot.stretch.lanes, slot.kdf_salt.hex()]
    return json.dumps(
        [center, slot.uid, slot.kind, slot.login_tag, "argon2id", 19, stretch, slot.public.hex()]
    ).encode()
