"""Reads a workbook in a process apart, and ends that process when it takes too long or nobody wants it any more."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from typing import IO

from rcc_desktop.api.apart import command, surroundings
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import language
from rcc_desktop.imports.limits import Cancelled, never
from rcc_desktop.imports.refusals import refusal
from rcc_desktop.imports.workbook import Sheet

WALL_SECONDS = 120.0
CHILD = "rcc_desktop.imports.child"


def read_apart(source: IO[bytes], sheet: int | None, cancelled: Cancelled = never, wall: float = WALL_SECONDS) -> Sheet:
    """The sheet, read by a child that gets ``source`` as its standard input. Raises a Problem for every bad end."""
    os.lseek(source.fileno(), 0, os.SEEK_SET)  # the child reads past our buffer, from where the system stands
    place = "-" if sheet is None else str(sheet)
    child = subprocess.Popen(
        [*_program(), language(), place],
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback may quote a cell
        env=_surroundings(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        answer = _wait(child, cancelled, time.monotonic() + wall)
    finally:
        child.kill()
        child.communicate()
    return _sheet(answer)


def _program() -> list[str]:
    return command(CHILD)


def _surroundings() -> dict[str, str]:
    """Without lxml, which would take defusedxml's place."""
    return {**surroundings(CHILD), "OPENPYXL_LXML": "False", "OPENPYXL_DEFUSEDXML": "True"}


def _wait(child: subprocess.Popen[bytes], cancelled: Cancelled, until: float) -> bytes:
    while True:
        try:
            answer, _none = child.communicate(timeout=0.1)
        except subprocess.TimeoutExpired:
            if cancelled():
                raise refusal("stopped") from None
            if time.monotonic() > until:
                raise refusal("too_slow") from None
        else:
            if child.returncode == -getattr(signal, "SIGXCPU", 1000):
                raise refusal("too_slow")
            return answer


def _sheet(answer: bytes) -> Sheet:
    """A child that was killed by a limit leaves no last line, or half of one."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    for line in answer.splitlines():
        try:
            said = json.loads(line)
        except ValueError as half:
            raise refusal("crashed") from half
        if isinstance(said, list):
            rows.append((int(said[0]), tuple(said[1])))
        elif "what" in said:
            raise Problem(said["what"], said["way_out"], code=said["code"])
        else:
            return Sheet(tuple(said["names"]), said["chosen"], rows, said["uncalculated"])
    raise refusal("crashed")
