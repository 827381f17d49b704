"""Looks a workbook over before any parser sees it: an honest zip, of a sane size, holding plain XML."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass

from rcc_desktop.imports.limits import MEGABYTE, MOST_BYTES
from rcc_desktop.imports.refusals import refusal

MOST_MEMBERS = 2000
MOST_INFLATED = 100 * MEGABYTE
MOST_INFLATED_IN_ALL = 200 * MEGABYTE
MOST_RATIO = 200
RATIO_COUNTS_FROM = MEGABYTE
_PIECE = 64 * 1024

_ENCRYPTED = 0x1 | 0x40 | 0x2000
_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OPEN_FORMULA = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^<>]*)?/>)\s*(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*(?:/>|></))"
)
_OVERLAP = 512
_XML_NAMES = (".xml", ".rels", ".vml")
_OTHER_LETTERS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00", b"\x00\x00")
_SAYS_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{0,40})["']""")
_PLAIN_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})


@dataclass(frozen=True, slots=True)
class Archive:
    """What the look-over saw."""

    names: tuple[str, ...]
    has_open_formulas: bool
    """Some sheet holds a formula whose result is blank or was never calculated."""


def look_over(content: bytes) -> Archive:
    """Refuses a workbook that could harm; nothing is unpacked to disk, and no more is inflated than is allowed."""
    if len(content) > MOST_BYTES:
        raise refusal("too_big", most=MOST_BYTES // MEGABYTE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            return _look_over(zipped)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as broken:
        raise refusal("damaged") from broken


def _look_over(zipped: zipfile.ZipFile) -> Archive:
    members = zipped.infolist()
    if len(members) > MOST_MEMBERS:
        raise refusal("too_many_parts", most=MOST_MEMBERS)
    _check_names([member.orig_filename for member in members])
    for member in members:
        _check_entry(member)
    if sum(member.file_size for member in members) > MOST_INFLATED_IN_ALL:
        raise refusal("inflates")
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names:
        raise refusal("not_a_workbook")
    inflated, open_formulas = 0, False
    for member in members:
        part = _Part(zipped, member, MOST_INFLATED_IN_ALL - inflated)
        part.inflate()
        inflated += part.size
        open_formulas = open_formulas or part.has_open_formulas
    return Archive(tuple(sorted(names)), open_formulas)


def _check_names(names: list[str]) -> None:
    plain = [name.replace("\\", "/") for name in names]
    if len({name.casefold() for name in plain}) != len(plain):
        raise refusal("twice")
    for name in plain:
        leaves = name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name)
        if leaves or "\0" in name or not name:
            raise refusal("unsafe_name")


def _check_entry(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise refusal("encrypted")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise refusal("unsafe_name")
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise refusal("packed_oddly")
    if member.file_size > MOST_INFLATED:
        raise refusal("inflates")


class _Part:
    """One member, inflated piece by piece and thrown away, counted while it grows."""

    def __init__(self, zipped: zipfile.ZipFile, member: zipfile.ZipInfo, allowance: int) -> None:
        self._zipped = zipped
        self._member = member
        self._most = min(allowance, MOST_INFLATED)
        self.size = 0
        self.has_open_formulas = False

    def inflate(self) -> None:
        before = b""
        with self._zipped.open(self._member) as source:
            while piece := source.read(_PIECE):
                if not self.size and self._member.filename.lower().endswith(_XML_NAMES):
                    _check_letters(piece)
                self.size += len(piece)
                self._check_size()
                self._check_words(before + piece)
                before = piece[-_OVERLAP:]

    def _check_size(self) -> None:
        swollen = self.size > RATIO_COUNTS_FROM and self.size > MOST_RATIO * max(1, self._member.compress_size)
        if self.size > self._most or swollen:
            raise refusal("inflates")

    def _check_words(self, piece: bytes) -> None:
        if _FORBIDDEN.search(piece):
            raise refusal("entities")
        if "worksheets/" in self._member.filename and not self.has_open_formulas:
            self.has_open_formulas = bool(_OPEN_FORMULA.search(piece))


def _check_letters(start: bytes) -> None:
    """XML whose letters are not ASCII's could hide a DOCTYPE from the search; Excel writes UTF-8 only."""
    if start.startswith(_OTHER_LETTERS):
        raise refusal("odd_xml")
    plain = start.removeprefix(b"\xef\xbb\xbf")
    said = _SAYS_ENCODING.match(plain)
    if not plain.lstrip().startswith(b"<") or (said and said[1].lower() not in _PLAIN_ENCODINGS):
        raise refusal("odd_xml")
