"""What a center may decide about its mentors, and who may do what from the start."""

from __future__ import annotations

from rcc_desktop.api import Choice, Permission, Setting, words
from rcc_mentors.calendars.choices import CALENDAR_SETTINGS
from rcc_mentors.hours.choices import HOURS_SETTINGS

_, ngettext = words("rcc_mentors")

_ROLES = (
    Choice("peer_mentor", _("Peer mentoring")),
    Choice("front_desk", _("Front desk")),
    Choice("meeting", _("Meeting host")),
    Choice("telephone", _("Telephone support")),
    Choice("driver", _("Rides")),
    Choice("kitchen", _("Food and coffee")),
    Choice("childcare", _("Childcare")),
)
_SKILLS = (
    Choice("naloxone", _("Naloxone")),
    Choice("first_aid", _("First aid")),
    Choice("motivational", _("Motivational interviewing")),
    Choice("groups", _("Leading groups")),
    Choice("computer", _("Computers")),
    Choice("keys", _("Holds keys")),
)
_SPOKEN = (
    Choice("english", _("English")),
    Choice("spanish", _("Spanish")),
    Choice("arabic", _("Arabic")),
    Choice("asl", _("American Sign Language")),
    Choice("haitian_creole", _("Haitian Creole")),
    Choice("portuguese", _("Portuguese")),
)
_PATHWAYS = (
    Choice("mutual_aid", _("Mutual aid meetings")),
    Choice("medication", _("Medication for recovery")),
    Choice("faith", _("Faith")),
    Choice("smart", _("Self-management")),
    Choice("treatment", _("Treatment")),
    Choice("culture", _("Culture and tradition")),
    Choice("natural", _("On my own")),
)
_LIVED = (
    Choice("own_recovery", _("In recovery")),
    Choice("family", _("Family of a person in recovery")),
    Choice("justice", _("Has been through the courts")),
    Choice("housing", _("Has been without a home")),
    Choice("parent", _("Parent")),
    Choice("veteran", _("Veteran")),
    Choice("mental_health", _("Lives with a mental health condition")),
    Choice("young", _("Young person in recovery")),
    Choice("lgbtq", _("LGBTQ+")),
)
_CREDENTIALS = (
    Choice("peer_certificate", _("Peer certificate")),
    Choice("background_check", _("Background check")),
    Choice("orientation", _("Orientation")),
    Choice("naloxone_training", _("Naloxone training")),
    Choice("cpr", _("CPR")),
    Choice("driver_license", _("Driver's license")),
)
_TOPICS = (
    Choice("ethics", _("Ethics and boundaries")),
    Choice("peer_role", _("The peer role")),
    Choice("crisis", _("Crisis and safety")),
    Choice("overdose", _("Overdose response")),
    Choice("culture", _("Culture and respect")),
    Choice("other", _("Something else")),
)

_LEFT_WHY = (
    Choice("moved", _("Moved away")),
    Choice("work", _("Work or school")),
    Choice("family", _("Family")),
    Choice("health", _("Health")),
    Choice("rest", _("Needs time for themselves")),
    Choice("hired", _("Took a paid job here")),
    Choice("no_fit", _("The role was not for them")),
    Choice("ended", _("The center ended it")),
    Choice("other", _("Something else")),
)

ROLES: Setting[tuple[Choice, ...]] = Setting("mentors.roles", _("What mentors do"), _ROLES, section="mentors")
SKILLS: Setting[tuple[Choice, ...]] = Setting("mentors.skills", _("Skills"), _SKILLS, section="mentors")
SPOKEN: Setting[tuple[Choice, ...]] = Setting("mentors.languages", _("Languages"), _SPOKEN, section="mentors")
PATHWAYS: Setting[tuple[Choice, ...]] = Setting("mentors.pathways", _("Pathways"), _PATHWAYS, section="mentors")
LIVED: Setting[tuple[Choice, ...]] = Setting("mentors.lived", _("Lived experience"), _LIVED, section="mentors")
CREDENTIALS: Setting[tuple[Choice, ...]] = Setting(
    "mentors.credentials", _("Credentials"), _CREDENTIALS, section="mentors"
)
TOPICS: Setting[tuple[Choice, ...]] = Setting("mentors.topics", _("Training topics"), _TOPICS, section="mentors")
LEFT_WHY: Setting[tuple[Choice, ...]] = Setting(
    "mentors.left_why", _("Why mentors leave"), _LEFT_WHY, section="mentors"
)
LAST_DAY = Setting(
    "mentors.last_day",
    _("The last day of a credential"),
    "same_date",
    help=_("Counted from the day it was issued. A file's own dates can still be typed."),
    choices={
        "same_date": _("The same date; the month's last day where there is no such date"),
        "next_day": _("The same date; the first of the next month where there is no such date"),
        "day_before": _("The day before that date"),
        "month_end": _("The end of that month"),
    },
    section="mentors",
)
WARN_DAYS = Setting(
    "mentors.warn_days",
    _("Warn before something expires"),
    90,
    least=1,
    most=365,
    unit=_("days"),
    section="mentors",
)
QUIET_DAYS = Setting(
    "mentors.quiet_days",
    _("Show pairs with no contact for"),
    30,
    least=1,
    most=365,
    unit=_("days"),
    section="mentors",
)
MOST_PAIRS = Setting(
    "mentors.most_pairs",
    _("A mentor walks beside at most"),
    4,
    help=_("Pairing one more asks for a reason."),
    least=1,
    most=50,
    unit=_("people"),
    section="mentors",
)
LATE_HOURS = Setting(
    "mentors.late_hours",
    _("Calling off is late within"),
    24,
    help=_("Somebody who calls off fewer hours before the shift goes on the call list as late."),
    least=0,
    most=168,
    unit=_("hours"),
    section="mentors",
)
ASK_FIRST = Setting(
    "mentors.ask_first",
    _("Ask mentors before a filled shift is theirs"),
    False,
    help=_("When this is on, filled shifts are offers until the mentor says yes."),
    section="mentors",
)
HOLIDAYS = Setting(
    "mentors.holidays",
    _("Public holidays of"),
    "US",
    help=_("A country, or a country and a state: US or US-MA. Leave it empty for none."),
    section="mentors",
)
ETHICS_EDITION = Setting("mentors.ethics_edition", _("Edition of the ethics code"), "2026", section="mentors")
ETHICS_MONTHS = Setting(
    "mentors.ethics_months",
    _("The ethics code is signed again after"),
    12,
    least=1,
    most=60,
    unit=_("months"),
    section="mentors",
)

SETTINGS = (
    *(
        ROLES,
        SKILLS,
        SPOKEN,
        PATHWAYS,
        LIVED,
        CREDENTIALS,
        TOPICS,
        LEFT_WHY,
        LAST_DAY,
        WARN_DAYS,
        QUIET_DAYS,
        MOST_PAIRS,
        LATE_HOURS,
        ASK_FIRST,
    ),
    *(HOLIDAYS, ETHICS_EDITION, ETHICS_MONTHS),
    *HOURS_SETTINGS,
    *CALENDAR_SETTINGS,
)

_LEADS = ("coordinator", "supervisor", "director")

PERMISSIONS = (
    Permission("mentors.schedule_see", _("See the mentor schedule"), (*_LEADS, "front_desk", "peer_mentor")),
    Permission("mentors.schedule", _("Make shifts, book mentors and fill open slots"), ("coordinator", "director")),
    Permission("mentors.override", _("Book somebody against a rule, with a reason"), ("coordinator", "director")),
    Permission("mentors.see", _("See mentors' files"), _LEADS),
    Permission("mentors.keep", _("Keep mentors' files and credentials"), ("coordinator", "director")),
    Permission("mentors.pair", _("Pair mentors with people"), ("coordinator", "supervisor")),
    Permission("mentors.clock", _("Clock mentors in and out"), (*_LEADS, "front_desk")),
    Permission("mentors.mine", _("Answer offers and clock in as a mentor"), ("peer_mentor",)),
    Permission("mentors.approve", _("Approve hours"), _LEADS),
    Permission("mentors.report", _("Print schedules and hours"), _LEADS),
    Permission("mentors.match", _("Set pay rates and count match"), ("director",)),
)
