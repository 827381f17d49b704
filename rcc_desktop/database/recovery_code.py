"""The printed recovery code: 160 bits that open the center when no password does.

Base32 in Crockford's alphabet, which leaves out I, L, O and U so that nothing on paper can be read two ways; eight
groups of four, then two characters that catch slips of the pen.
"""

from __future__ import annotations

import hashlib
import re
import secrets

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

_, ngettext = words("rcc_desktop")

CODE_BITS = 160
CODE_CHARACTERS = 32
CHECK_CHARACTERS = 2
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_secret() -> bytes:
    """Twenty bytes nobody can guess."""
    return secrets.token_bytes(CODE_BITS // 8)


def printed(secret: bytes) -> str:
    """The secret as it is printed: ``ABCD-EFGH-…`` in eight groups, and the two check characters."""
    letters = _letters(int.from_bytes(secret, "big"), CODE_CHARACTERS)
    groups = [letters[at : at + 4] for at in range(0, CODE_CHARACTERS, 4)]
    return "-".join([*groups, _check(secret)])


def typed(code: str) -> bytes:
    """The secret that was typed, in any case, with or without dashes and spaces, O for 0 and I or L for 1."""
    letters = re.sub(r"[\W_]", "", code).upper().translate(LOOKALIKES)
    if len(letters) != CODE_CHARACTERS + CHECK_CHARACTERS:
        raise Problem(
            _("The recovery code has 34 letters and numbers; {count} were typed.").format(count=len(letters)),
            _("Look for a group that was left out or typed twice."),
            field="code",
            code="store.recovery_code_length",
        )
    secret = _read(letters[:CODE_CHARACTERS])
    if secret is None or _check(secret) != letters[CODE_CHARACTERS:]:
        raise Problem(
            _("There is a slip somewhere in the recovery code."),
            _("Compare it with the paper, group by group, and type it again."),
            field="code",
            code="store.recovery_code_slip",
        )
    return secret


def _letters(number: int, count: int) -> str:
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(count)))


def _read(letters: str) -> bytes | None:
    number = 0
    for letter in letters:
        value = ALPHABET.find(letter)
        if value < 0:
            return None
        number = number << 5 | value
    return number.to_bytes(CODE_BITS // 8, "big")


def _check(secret: bytes) -> str:
    digest = hashlib.sha256(b"rcc recovery code" + secret).digest()
    return _letters(int.from_bytes(digest[:2], "big"), CHECK_CHARACTERS)
