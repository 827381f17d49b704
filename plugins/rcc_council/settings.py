"""What a center may decide about its councils, and who may do what from the start."""

from __future__ import annotations

from rcc_desktop.api import Choice, Permission, Setting, words

_, ngettext = words("rcc_council")

_PATHWAYS = (
    Choice("mutual_aid", _("Mutual aid meetings")),
    Choice("medication", _("Medication for recovery")),
    Choice("faith", _("Faith")),
    Choice("smart", _("Self-management")),
    Choice("treatment", _("Treatment")),
    Choice("culture", _("Culture and tradition")),
    Choice("natural", _("On my own")),
)
_STAGES = (
    Choice("thinking", _("Thinking about it")),
    Choice("early", _("Early recovery")),
    Choice("steady", _("Steady recovery")),
    Choice("long", _("Long-term recovery")),
)

PATHWAYS: Setting[tuple[Choice, ...]] = Setting("council.pathways", _("Pathways"), _PATHWAYS, section="council")
STAGES: Setting[tuple[Choice, ...]] = Setting("council.stages", _("Stages of recovery"), _STAGES, section="council")
HIDE_BELOW = Setting(
    "council.hide_below",
    _("Hide counts of members smaller than"),
    3,
    help=_("The make-up of a body never shows a group that few people belong to."),
    least=1,
    most=11,
    section="council",
)
ANSWER_DAYS = Setting(
    "council.answer_days",
    _("An answer to a recommendation is due after"),
    30,
    least=1,
    most=365,
    unit=_("days"),
    section="council",
)

SETTINGS = (PATHWAYS, STAGES, HIDE_BELOW, ANSWER_DAYS)

_LEADS = ("council_secretary", "coordinator", "director")

PERMISSIONS = (
    Permission("council.see", _("See councils, meetings and adopted minutes"), (*_LEADS, "supervisor")),
    Permission("council.keep", _("Keep bodies, seats and bylaws"), _LEADS),
    Permission("council.record", _("Run meetings and keep their minutes"), ("council_secretary", "coordinator")),
    Permission("council.sealed", _("See and keep what was said in executive session"), ("council_secretary",)),
    Permission("council.answer", _("Answer recommendations"), ("director", "supervisor")),
    Permission("council.report", _("Print minutes and registers"), (*_LEADS, "supervisor")),
)
