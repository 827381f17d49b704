"""The made-up center one can look around in from the first start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.shell.open_center import MadeUp

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from rcc_desktop.shell.open_center import Told


def make_up(clock: Callable[[], datetime], told: Told, role: str = "director") -> MadeUp:
    """Write the made-up center (once a day) and say how its director, or somebody else, signs in."""
    from rcc_desktop.host.made_up import login_of, made_up_of_today

    login = login_of(role)
    made = made_up_of_today(clock, told)
    return MadeUp(made.folder, login, made.password)
