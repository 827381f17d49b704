"""The made-up center one can look around in from the first start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.shell.open_center import MadeUp

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from rcc_desktop.shell.open_center import Told


def make_up(clock: Callable[[], datetime], told: Told) -> MadeUp:
    """Write the made-up center (once a day) and say how its director signs in."""
    from rcc_desktop.host.made_up import made_up_of_today

    made = made_up_of_today(clock, told)
    return MadeUp(made.folder, made.director, made.password)
