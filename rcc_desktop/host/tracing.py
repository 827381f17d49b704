"""Who was asked what, what came back, and how long it took: ``RCC_TRACE_PLUGINS=1 rcc-desktop``."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SWITCH = "RCC_TRACE_PLUGINS"


@contextmanager
def traced(hook: str, plugin: str) -> Iterator[Callable[[object], None]]:
    """Time the block; it hands over the answer. Prints a line to stderr when tracing is switched on."""
    if os.environ.get(SWITCH) != "1":
        yield lambda _answer: None
        return
    answers: list[object] = []
    began = time.perf_counter()
    told = "failed"
    try:
        yield answers.append
        told = summary(answers[-1]) if answers else "nothing"
    finally:
        took = (time.perf_counter() - began) * 1000
        sys.stderr.write(f"{hook}  {plugin} → {told}, {took:.1f} ms\n")


def summary(answer: object) -> str:
    """What came back, by kind and number: ``2 Page, 1 PersonPage``."""
    if not isinstance(answer, tuple):
        return type(answer).__name__
    kinds = Counter(type(each).__name__ for each in answer)
    return ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "nothing"
