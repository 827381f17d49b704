"""Paper as data: a plugin says what stands on the page, a writer for each kind of file makes it of that.

A document is offered once (`Document`), asks its few questions (`AskPeriod`, `AskSite`, `AskOne`), and builds a `Sheet`
from the answers. A sheet is a row of parts, read from top to bottom.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .periods import Period

Number = int | float | Decimal | Fraction
Cell = str | Number | date | time | None
Kind = Literal["text", "number", "date", "time", "minutes", "percent"]
Total = Literal["sum", "count", "average"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    ``minutes`` takes whole minutes and shows hours and minutes; ``percent`` takes a share of one (0.25 shows 25.0 %);
    ``date`` and ``time`` take local wall time, a moment is never moved to another zone. ``width`` is in characters, 0
    means as wide as what stands in it. A word in a column of numbers (``"< 5"``) is shown as it is and not added up.
    """

    title: str
    kind: Kind = "text"
    width: int = 0
    total: Total | None = None
    note: str = ""
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; ``empty`` is what stands there when there are none.

    Raises ValueError when a row has more or fewer cells than there are columns.
    """

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    title: str = ""
    empty: str = ""

    def __post_init__(self) -> None:
        wide = len(self.columns)
        if any(len(row) != wide for row in self.rows):
            raise ValueError(f"a row of the table does not have {wide} cells")

    def totals(self) -> tuple[Cell, ...]:
        """The figure under each column, None where it has none; the one place where a table is added up.

        Exact: sums and averages are of fractions. A ``count`` is of cells that are not empty, an ``average`` of the
        numbers alone.
        """
        return tuple(_total(column.total, (row[at] for row in self.rows)) for at, column in enumerate(self.columns))

    @property
    def has_totals(self) -> bool:
        """Whether any column is added up."""
        return any(column.total for column in self.columns)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that says what follows: level 1 for a part of the paper, 2 within it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text; a line break begins a new line."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number a reader should see first; ``kind`` and ``decimals`` as in `Column`."""

    label: str
    value: Cell
    note: str = ""
    kind: Kind = "number"
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """A few figures side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart, or one color of its bars; None where nothing is known, which is not zero."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers that also stand in a table; ``unit`` is what is counted, in a word.

    Raises ValueError when a series has more or fewer values than there are labels.
    """

    kind: Literal["bar", "line"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""

    def __post_init__(self) -> None:
        if any(len(each.values) != len(self.labels) for each in self.series):
            raise ValueError(f"a series of the chart does not have {len(self.labels)} values")


@dataclass(frozen=True, slots=True)
class Definition:
    """A word of the paper and what it means there."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """Lines to sign on, each with what is to be written there."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """Empty rows under titles, tall enough for handwriting: for a power cut, or a day away from the desk."""

    columns: tuple[Column, ...]
    rows: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A small paper: what it is about, a line or two, and choices with a box to mark before each."""

    title: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slips:
    """The same small paper ``copies`` times, to be cut apart along the lines between: ballots, reminders."""

    slip: Slip
    copies: int


Part = Heading | Paragraph | Figures | Table | Chart | SignatureLines | Blank | Slips


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one document becomes.

    ``about`` is what a reader must know to trust the numbers: what was left out, as of when, the rule for small
    numbers, how many were anonymous. It stands under the title. ``definitions`` stand at the end. A ``poster`` is set
    twice as large, to be read from two meters away. What ``is_text`` is meant to be read through, and is offered as
    .docx and .txt too.
    """

    title: str
    parts: tuple[Part, ...]
    subtitle: str = ""
    period_words: str = ""
    about: tuple[Definition, ...] = ()
    definitions: tuple[Definition, ...] = ()
    landscape: bool = False
    poster: bool = False
    is_text: bool = False

    def tables(self) -> Iterator[Table]:
        """The tables, in their order."""
        return (part for part in self.parts if isinstance(part, Table))


@dataclass(frozen=True, slots=True)
class AskPeriod:
    """Ask for which days; ``default`` is the period offered first."""

    default: Literal["day", "week", "month", "quarter", "year", "reporting_year"] = "month"


@dataclass(frozen=True, slots=True)
class AskSite:
    """Ask for which site, where the center has more than one; all of them is an answer too."""


@dataclass(frozen=True, slots=True)
class AskOne:
    """Ask for one of several things, such as a meeting: ``among`` gives their ids and words, the one meant most often
    first. It is called on the reading lane, with this moment."""

    title: str
    among: Callable[[datetime], Sequence[tuple[int, str]]]


Question = AskPeriod | AskSite | AskOne


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person said: a period if one was asked for, a site or None for all of them, and when it was asked.

    ``one`` is the id of the one thing that was asked for, None where there is none of them.
    """

    period: Period | None = None
    site: int | None = None
    one: int | None = None
    now: datetime = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Document:
    """A paper a plugin offers. ``identifies`` says that it names people, so that handing it over is asked and kept.

    ``needs`` is the permission without which it is not offered, ``""`` for everyone who is signed in.
    """

    key: str
    title: str
    summary: str
    asks: tuple[Question, ...]
    build: Callable[[Answers], Sheet]
    needs: str = ""
    identifies: bool = True


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is, and when it was made. Raises ValueError when ``made_on`` has no time zone."""

    center: str
    made_on: datetime
    made_by: str = ""
    language: str = "en"

    def __post_init__(self) -> None:
        if self.made_on.tzinfo is None:
            raise ValueError("the moment a paper was made needs a time zone")


def is_number(cell: Cell) -> TypeGuard[int | float | Decimal | Fraction]:
    """Whether a cell can be added up."""
    return isinstance(cell, int | float | Decimal | Fraction) and not isinstance(cell, bool)


def _total(kind: Total | None, cells: Iterator[Cell]) -> Cell:
    if kind is None:
        return None
    if kind == "count":
        return sum(1 for cell in cells if cell not in {None, ""})
    numbers = [cell for cell in cells if isinstance(cell, int | float | Decimal | Fraction)]
    if not numbers:
        return 0 if kind == "sum" else None
    exact = sum((Fraction(number) for number in numbers if not isinstance(number, int)), Fraction(0))
    exact += sum(number for number in numbers if isinstance(number, int))
    if kind == "average":
        exact /= len(numbers)
    return exact.numerator if exact.denominator == 1 else exact
