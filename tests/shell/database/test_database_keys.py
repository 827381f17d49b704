"""Slots, key file, codes and passwords: what must open, and all that must not."""

from __future__ import annotations

import base64
import hashlib
import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcc_desktop.api.problems import Problem
from rcc_desktop.database import keyfile as keyfiles
from rcc_desktop.database import recovery_code
from rcc_desktop.database.folder import CenterFolder
from rcc_desktop.database.keyfile import KeyFile, KeyFileDamaged, decode, encode, read_keys, sealed_by, write_keys
from rcc_desktop.database.keyring import ByCode, ByPassword, unlock
from rcc_desktop.database.keyslots import (
    SlotDamaged,
    WrongSecret,
    new_secrets,
    new_slot,
    next_secrets,
    open_slot,
    sealed_for,
)
from rcc_desktop.database.passwords import check_password
from rcc_desktop.database.stretch import SMALLEST, USUAL, Stretch, calibrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHEAP = Stretch(memory_kib=19456, passes=1, lanes=1)
CENTER = "c" * 32
PASSWORD = "plenty of rainy tea days"


def a_keyfile(center: str = CENTER) -> tuple[KeyFile, str]:
    held = {1: new_secrets()}
    secret = recovery_code.new_secret()
    tag = keyfiles.login_tag(center, "ana")
    slots = (
        new_slot(center, "password", tag, PASSWORD.encode(), CHEAP, held),
        new_slot(center, "recovery", "", secret, CHEAP, held),
    )
    return sealed_by(KeyFile(center, 1, 1, held[1].salt, slots), held[1]), recovery_code.printed(secret)


KEYFILE, CODE = a_keyfile()


def test_that_a_slot_gives_back_exactly_what_was_sealed_in_it() -> None:
    held = {4: new_secrets(), 5: new_secrets()}
    slot = new_slot(CENTER, "password", "t", b"right", CHEAP, held)
    assert open_slot(CENTER, slot, b"right") == held


def test_that_another_password_opens_nothing() -> None:
    slot = new_slot(CENTER, "password", "t", b"right", CHEAP, {1: new_secrets()})
    with pytest.raises(WrongSecret):
        open_slot(CENTER, slot, b"wrong")


def test_that_a_slot_can_be_sealed_anew_without_its_password() -> None:
    first = new_secrets()
    slot = new_slot(CENTER, "password", "t", b"right", CHEAP, {1: first})
    after = next_secrets(first)
    assert open_slot(CENTER, sealed_for(slot, {2: after}), b"right") == {2: after}


def test_that_a_new_key_keeps_the_key_of_the_record() -> None:
    first = new_secrets()
    after = next_secrets(first)
    assert after.audit_key == first.audit_key
    assert after.dek != first.dek
    assert after.salt != first.salt


def test_that_what_is_sealed_for_one_epoch_is_refused_in_another() -> None:
    slot = new_slot(CENTER, "password", "t", b"right", CHEAP, {1: new_secrets()})
    with pytest.raises(SlotDamaged):
        open_slot(CENTER, replace(slot, sealed={2: slot.sealed[1]}), b"right")


def test_that_what_is_sealed_for_one_person_is_refused_in_anothers_slot() -> None:
    one, other = (new_slot(CENTER, "password", "t", b"right", CHEAP, {1: new_secrets()}) for _each in range(2))
    with pytest.raises(SlotDamaged):
        open_slot(CENTER, replace(one, sealed=other.sealed), b"right")


def test_that_secrets_are_not_shown_when_printed() -> None:
    secrets = new_secrets()
    assert secrets.dek.hex() not in repr(secrets)
    assert repr(secrets.dek) not in repr(secrets)


def test_that_a_key_file_reads_back_as_written() -> None:
    assert decode(encode(KEYFILE)) == KEYFILE


def test_that_the_first_line_is_the_checksum_of_the_rest() -> None:
    first, _newline, rest = encode(KEYFILE).partition(b"\n")
    assert first.decode() == hashlib.sha256(rest).hexdigest()


def test_that_no_login_stands_in_the_key_file() -> None:
    assert b"ana" not in encode(KEYFILE)


def test_that_a_login_is_found_however_it_is_typed() -> None:
    # U+FF21 is a full-width A: the same letter under NFKC
    assert all(KEYFILE.slot_of(login) for login in ("ana", "ANA", " Ana ", "\uff21na"))
    assert KEYFILE.slot_of("anna") is None


def test_that_the_same_login_has_another_tag_in_another_center() -> None:
    assert keyfiles.login_tag("a" * 32, "ana") != keyfiles.login_tag("b" * 32, "ana")


@given(at=st.integers(0, len(encode(KEYFILE)) * 8 - 1))
def test_that_one_flipped_bit_anywhere_is_noticed(at: int) -> None:
    written = bytearray(encode(KEYFILE))
    written[at // 8] ^= 1 << (at % 8)
    with pytest.raises(KeyFileDamaged):
        decode(bytes(written))


@given(at=st.integers(0, len(encode(KEYFILE)) - 1))
def test_that_a_key_file_cut_short_is_noticed(at: int) -> None:
    with pytest.raises(KeyFileDamaged):
        decode(encode(KEYFILE)[:at])


def leaves(plain: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from leaves(value, (*path, key))
    elif isinstance(plain, list):
        for index, value in enumerate(plain):
            yield from leaves(value, (*path, index))
    else:
        yield path


def altered(value: Any) -> Any:
    if value is None:
        return {"epoch": 2, "salt": base64.b64encode(bytes(16)).decode()}
    if isinstance(value, int):
        return value + 1
    if value in ("password", "recovery"):
        return "recovery" if value == "password" else "password"
    return ("B" if value[:1] != "B" else "C") + value[1:]


BODY: dict[str, Any] = json.loads(encode(KEYFILE).partition(b"\n")[2])


def test_that_the_list_of_fields_to_tamper_with_is_complete() -> None:
    # center, epoch, format, pending, salt, seal, seq, and in each of two slots: uid, kind, login, pub, enc_priv,
    # sealed, and of kdf name, v, m, t, p, salt
    assert len(list(leaves(BODY))) == 7 + 2 * 12


@pytest.mark.parametrize("path", list(leaves(BODY)), ids=lambda path: ".".join(map(str, path)))
def test_that_a_field_altered_by_hand_with_its_checksum_put_right_is_refused(path: tuple[Any, ...]) -> None:
    body = json.loads(json.dumps(BODY))
    part = body
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = altered(part[path[-1]])
    text = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    written = hashlib.sha256(text).hexdigest().encode() + b"\n" + text
    with pytest.raises((KeyFileDamaged, Problem)):
        _open_both_ways(written)


def _open_both_ways(written: bytes) -> None:
    for way in (ByPassword("ana", PASSWORD), ByCode(CODE)):
        unlock(decode(written), way)


@pytest.mark.parametrize("stretch", [Stretch(19455, 1, 1), Stretch(2 * 1024 * 1024 + 1, 1, 1), Stretch(19456, 0, 1)])
def test_that_a_key_file_asking_for_too_little_or_too_much_work_is_refused(stretch: Stretch) -> None:
    slots = (replace(KEYFILE.slots[0], stretch=stretch), KEYFILE.slots[1])
    with pytest.raises(KeyFileDamaged):
        decode(encode(replace(KEYFILE, slots=slots)))


def test_that_a_key_file_larger_than_64_kib_is_refused() -> None:
    slots = tuple(replace(KEYFILE.slots[0], uid=f"{number:032x}") for number in range(200))
    with pytest.raises(Problem) as raised:
        encode(replace(KEYFILE, slots=(*slots, KEYFILE.slots[1])))
    assert raised.value.code == "store.too_many_members"


def test_that_a_center_of_fifty_staff_fits_even_while_its_key_is_changed() -> None:
    held = {1: new_secrets(), 2: new_secrets()}
    slot = sealed_for(KEYFILE.slots[0], held)
    slots = tuple(replace(slot, uid=f"{number:032x}") for number in range(50))
    pending = keyfiles.Pending(2, held[2].salt)
    assert encode(replace(KEYFILE, slots=(*slots, sealed_for(KEYFILE.slots[1], held)), pending=pending))


def test_that_the_former_key_file_is_kept_and_used_when_the_present_one_is_damaged(tmp_path: Path) -> None:
    folder = CenterFolder(tmp_path)
    write_keys(folder, KEYFILE)
    write_keys(folder, replace(KEYFILE, seq=2))
    folder.keys.write_bytes(folder.keys.read_bytes()[:-1])
    assert read_keys(folder) == (KEYFILE, True)


def test_that_a_damaged_key_file_never_replaces_the_former_one(tmp_path: Path) -> None:
    folder = CenterFolder(tmp_path)
    write_keys(folder, KEYFILE)
    write_keys(folder, replace(KEYFILE, seq=2))
    folder.keys.write_bytes(b"junk")
    write_keys(folder, replace(KEYFILE, seq=3))
    assert decode(folder.former_keys.read_bytes()).seq == 1


def test_that_a_key_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    folder = CenterFolder(tmp_path)
    write_keys(folder, KEYFILE)
    assert folder.keys.stat().st_mode & 0o777 == 0o600


def test_that_missing_and_damaged_key_files_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Problem) as missing:
        read_keys(CenterFolder(tmp_path))
    (tmp_path / "center.keys").write_bytes(b"junk")
    with pytest.raises(Problem) as damaged:
        read_keys(CenterFolder(tmp_path))
    assert (missing.value.code, damaged.value.code) == ("store.keys_missing", "store.keys_damaged")


@given(secret=st.binary(min_size=20, max_size=20))
def test_that_every_recovery_code_reads_back(secret: bytes) -> None:
    assert recovery_code.typed(recovery_code.printed(secret)) == secret


def test_that_a_printed_code_is_eight_groups_of_four_and_two_check_characters() -> None:
    # 160 zero bits are 32 times the first letter of the alphabet
    printed = recovery_code.printed(bytes(20))
    assert printed.startswith("0000-" * 8)
    assert [len(group) for group in printed.split("-")] == [4] * 8 + [2]


@given(secret=st.binary(min_size=20, max_size=20))
def test_that_a_code_typed_by_a_tired_hand_still_reads(secret: bytes) -> None:
    tired = recovery_code.printed(secret).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert recovery_code.typed(f" {tired}\n") == secret


@given(secret=st.binary(min_size=20, max_size=20), at=st.integers(0, 31), step=st.integers(1, 31))
def test_that_no_slip_makes_the_right_code_of_a_wrong_one(secret: bytes, at: int, step: int) -> None:
    letters = list(recovery_code.printed(secret).replace("-", ""))
    alphabet = recovery_code.ALPHABET
    letters[at] = alphabet[(alphabet.index(letters[at]) + step) % 32]
    with suppress(Problem):  # ten bits of check let one slip in a thousand pass as another code, never as the right one
        assert recovery_code.typed("".join(letters)) != secret


@pytest.mark.parametrize("typed", ["", "ABCD", "A" * 33, "A" * 35])
def test_that_a_code_of_the_wrong_length_is_said_to_be_one(typed: str) -> None:
    with pytest.raises(Problem) as raised:
        recovery_code.typed(typed)
    assert raised.value.code == "store.recovery_code_length"


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple lamp",
        "my dog eats blue socks",
        "Tr33house&canoe",
        "I a ox by u",  # five words, eleven characters
        "ñandú über straße 12",
        "x7Kq-9mWp-2vLz",
    ],
)
def test_that_a_long_password_is_accepted_whatever_it_is_made_of(password: str) -> None:
    check_password(password, "ana")


@pytest.mark.parametrize("password", ["", "short", "elevencharz", "one two", "a b c d", " " * 20])
def test_that_fewer_than_twelve_characters_and_five_words_are_too_short(password: str) -> None:
    with pytest.raises(Problem) as raised:
        check_password(password)
    assert (raised.value.code, raised.value.field) == ("store.password_short", "password")
    assert raised.value.way_out


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "P@ssw0rd2024!",
        "123456789012",
        "987654321098",
        "qwertyuiop12",
        "qwertyuiopasdf",
        "abcdefghijkl",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "one day at a time",
        "One-Day-At-A-Time-1",
        "iloveyou20242024",
        "RecoveryCenter2026",
        "1qaz2wsx3edc",
        "Welcome123456!",
        "serenity prayer 1",
        "a a a a a",
    ],
)
def test_that_what_everybody_tries_first_is_refused(password: str) -> None:
    with pytest.raises(Problem) as raised:
        check_password(password)
    assert raised.value.code == "store.password_common"


def test_that_a_login_with_numbers_around_it_is_no_password() -> None:
    with pytest.raises(Problem):
        check_password("mariagonzalez1987", "MariaGonzalez")


def test_that_calibration_keeps_the_usual_cost_where_it_takes_half_a_second_to_one() -> None:
    assert calibrate(lambda _stretch: 0.57) == USUAL == Stretch(262_144, 3, 2)


def test_that_a_slow_computer_gets_less_and_never_less_than_64_mib() -> None:
    # 4 seconds at 256 MiB: 128 MiB takes 2, and 64 MiB is the floor (RFC 9106's second choice)
    assert calibrate(lambda stretch: stretch.memory_kib / 65_536) == SMALLEST == Stretch(65_536, 3, 4)


def test_that_a_fast_computer_gets_more_and_never_more_than_1_gib() -> None:
    assert calibrate(lambda _stretch: 0.01).memory_kib == 1024 * 1024
    # 0.3 s at 256 MiB is too quick; at 512 MiB it is 0.6 s
    assert calibrate(lambda stretch: 0.3 * stretch.memory_kib / 262_144).memory_kib == 524_288


def test_that_a_doubling_that_would_take_over_a_second_is_not_taken() -> None:
    assert calibrate(lambda stretch: 0.45 if stretch == USUAL else 1.2) == USUAL
