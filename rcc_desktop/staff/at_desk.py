"""Who came to the desk, locked it, came back and left: kept in the record, each on their own account.

An entry says no more than its verb; the account, the desk and the moment are part of every entry.
"""

from __future__ import annotations

from rcc_desktop.api.acting import needs
from rcc_desktop.api.ledger import remark

VERBS = ("staff.signed_in", "staff.signed_out", "staff.locked", "staff.unlocked", "staff.failed_tries")
"""Their names in the record."""


@needs("staff.come_and_go")
def signed_in() -> None:
    """Keep that somebody signed in."""
    remark()


@needs("staff.come_and_go")
def signed_out() -> None:
    """Keep that they left."""
    remark()


@needs("staff.come_and_go")
def locked() -> None:
    """Keep that their desk was locked, by them or by nobody being there."""
    remark()


@needs("staff.come_and_go")
def unlocked() -> None:
    """Keep that they came back to it."""
    remark()


@needs("staff.come_and_go")
def failed_tries(count: int) -> None:
    """Keep how often a wrong password was typed for them since the last right one."""
    remark(count=str(count))
