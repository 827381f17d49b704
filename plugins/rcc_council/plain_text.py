"""Plain text out of HTML that somebody else wrote: no markup, no scripts, nothing fetched, in bounded time."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser

MOST_CHARACTERS = 100_000
MOST_TAGS = 5_000
_HIDDEN = frozenset({"script", "style", "template", "head", "title"})
_LINES = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)


def plain_text(html: str) -> str:
    """What a reader would see, one line for each paragraph, ``- `` before the items of lists.

    Character references are read once, so that nothing grows. Raises ``ValueError`` for more than any motion needs.
    """
    if len(html) > MOST_CHARACTERS or html.count("<") > MOST_TAGS:
        raise ValueError("a text too long")
    markup = _COMMENTS.sub("", html) if "-->" in html else html
    last = markup.rfind(">") + 1  # what opens after it never closes, and the parser would look for the end each time
    reader = _Reader()
    reader.feed(markup[:last])
    reader.close()
    lines = (" ".join(line.split()) for line in ("".join(reader.said) + unescape(markup[last:])).split("\n"))
    return "\n".join(printable(line) for line in lines if line)


def printable(text: str) -> str:
    """``text`` without control characters and marks that turn the writing around; line ends stay."""
    return "".join(each for each in text if each == "\n" or unicodedata.category(each) not in {"Cc", "Cf", "Cs"})


class _Reader(HTMLParser):
    """Keeps what stands between the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _LINES:
            self.said.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _LINES:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.said.append(data.replace("\n", " "))
