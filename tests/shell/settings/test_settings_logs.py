"""What is logged may leave the building: numbers, types and places, never an error's own words."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rcc_desktop import places
from rcc_desktop.logs import NamelessFormatter, log, log_mistake, report_of, start_log

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    handler = start_log(tmp_path / "deep")
    yield tmp_path / "deep" / "rcc-desktop.log"
    log.removeHandler(handler)
    handler.close()


def broken(words: str) -> Exception:
    try:
        raise ValueError(words)
    except ValueError as error:
        return error


def test_that_a_mistake_is_logged_by_number_type_and_place(file: Path) -> None:
    report = log_mistake(broken("Maria Nuñez was here"))
    told = file.read_text(encoding="utf-8")
    assert "Maria" not in told
    assert f"mistake {report.number}" in told
    assert "ValueError" in told
    assert "test_settings_logs:" in told


def test_that_words_another_formatter_left_behind_stay_out_of_the_file(file: Path) -> None:
    record = logging.LogRecord("rcc_desktop", logging.ERROR, __file__, 1, "broke", (), None)
    error = broken("Maria Nuñez")
    record.exc_info = (type(error), error, error.__traceback__)
    logging.Formatter().format(record)
    assert record.exc_text is not None
    assert "Maria" in record.exc_text
    assert "Maria" not in NamelessFormatter().format(record)


def test_that_the_same_mistake_has_the_same_number_and_another_has_not() -> None:
    first, again = (report_of(broken(words)) for words in ("one", "two"))
    other = report_of(KeyError())
    assert first.number == again.number
    assert first.number != other.number
    assert first.text().splitlines()[0] == f"{first.number} ValueError"


def test_that_a_deep_mistake_keeps_its_innermost_places() -> None:
    def dig(depth: int) -> None:
        if depth:
            dig(depth - 1)
        raise RecursionError

    with pytest.raises(RecursionError) as caught:
        dig(50)
    assert len(report_of(caught.value).places) == 12


def test_that_the_desks_own_files_can_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(places.ELSEWHERE, str(tmp_path))
    found = [places.config_folder(), places.cache_folder(), places.state_folder(), places.drop_in_folder()]
    assert all(each.parent == tmp_path for each in found)
    monkeypatch.delenv(places.ELSEWHERE)
    assert Path(places.PROGRAM).name in places.config_folder().as_posix()
    assert places.drop_in_folder().name == "plugins"
