"""Workbooks packed by hand, part by part, as a stranger or an attacker would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

Pack = Callable[..., bytes]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def _sheet(rows: str, before: str = "") -> str:
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def _inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


TWO_ROWS = f'<row r="1">{_inline("A1", "Name")}</row><row r="2">{_inline("A2", "Ana")}</row>'


@pytest.fixture
def pack() -> Pack:
    """A workbook of one sheet; `rows` its rows as XML, `parts` replaces or adds parts, `last` a last-minute change."""

    def packed(
        rows: str = TWO_ROWS,
        *,
        before: str = "",
        parts: dict[str, str | bytes] | None = None,
        last: Callable[[zipfile.ZipFile], None] | None = None,
    ) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as zipped:
            everything = {**PARTS, "xl/worksheets/sheet1.xml": _sheet(rows, before), **(parts or {})}
            for name, content in everything.items():
                zipped.writestr(name, content)
            if last:
                last(zipped)
        return written.getvalue()

    return packed


@pytest.fixture
def today() -> date:
    return date(2026, 11, 21)
