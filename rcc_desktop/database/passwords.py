"""What a password must be: long, and not one that everybody tries first. No expiry, no rules about its characters."""

from __future__ import annotations

import re
import unicodedata

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

_, ngettext = words("rcc_desktop")

LEAST_CHARACTERS = 12
LEAST_WORDS = 5
LEAST_DIFFERENT = 5
MOST_BESIDES_A_RUN = 2

RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
    "a1b2c3d4e5f6g7h8i9j0",
)

# What is left of a guess once digits and signs are taken off its ends and the usual swaps (0 for o, @ for a) undone.
COMMON = frozenset(
    [
        "password",
        "passwordpassword",
        "mypassword",
        "thepassword",
        "newpassword",
        "passphrase",
        "changeme",
        "changemenow",
        "pleasechangeme",
        "letmein",
        "letmeinnow",
        "letmeinplease",
        "welcome",
        "welcomehome",
        "welcomeback",
        "welcometo",
        "iloveyou",
        "iloveyousomuch",
        "iloveyouforever",
        "ilovemykids",
        "iloveme",
        "iloveusomuch",
        "iloveyoubaby",
        "trustno",
        "secret",
        "topsecret",
        "mysecret",
        "administrator",
        "admin",
        "adminadmin",
        "adminpassword",
        "rootroot",
        "superuser",
        "default",
        "defaultpassword",
        "computer",
        "mycomputer",
        "internet",
        "facebook",
        "instagram",
        "microsoft",
        "windows",
        "google",
        "starwars",
        "princess",
        "sunshine",
        "mysunshine",
        "football",
        "baseball",
        "basketball",
        "superman",
        "batman",
        "spiderman",
        "pokemon",
        "dragon",
        "master",
        "monkey",
        "shadow",
        "michael",
        "jennifer",
        "jesus",
        "jesuschrist",
        "jesuslovesme",
        "jesusislord",
        "godisgood",
        "godisgoodallthetime",
        "blessed",
        "thankyoujesus",
        "family",
        "familyfirst",
        "myfamily",
        "forever",
        "friends",
        "bestfriends",
        "bestfriend",
        "together",
        "whatever",
        "nothing",
        "recovery",
        "recoverycenter",
        "recoverycommunity",
        "recoveryispossible",
        "recoveryworks",
        "recoverycommunitycenter",
        "inrecovery",
        "sober",
        "sobriety",
        "soberliving",
        "soberlife",
        "cleanandsober",
        "onedayatatime",
        "onedayattime",
        "easydoesit",
        "keepcomingback",
        "keepitsimple",
        "letgoandletgod",
        "letgoletgod",
        "firstthingsfirst",
        "livingsober",
        "serenity",
        "serenityprayer",
        "justfortoday",
        "thistooshallpass",
        "itworksifyouworkit",
        "progressnotperfection",
        "higherpower",
        "peersupport",
        "hopeishere",
        "center",
        "communitycenter",
        "frontdesk",
        "reception",
        "office",
        "officecomputer",
        "volunteer",
        "correcthorsebatterystaple",
        "summer",
        "spring",
        "winter",
        "autumn",
        "summertime",
        "january",
        "february",
        "december",
        "christmas",
        "qwerty",
        "asdfgh",
        "zxcvbn",
    ]
)

_SWAPS = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})


def check_password(password: str, login: str = "") -> None:
    """Raise a Problem that says what would make the password good enough."""
    text = unicodedata.normalize("NFKC", password).strip()
    if len(text) < LEAST_CHARACTERS and len(text.split()) < LEAST_WORDS:
        raise Problem(
            _("This password is too short."),
            _("Use at least 12 characters, or five words that only you would put together."),
            field="password",
            code="store.password_short",
        )
    if _is_easy(text, login):
        raise Problem(
            _("This password is one of the first that people try."),
            _("Use five words that only you would put together."),
            field="password",
            code="store.password_common",
        )


def _is_easy(text: str, login: str) -> bool:
    folded = text.casefold()
    letters = re.sub(r"[\W_]", "", folded)
    if len(set(letters)) < LEAST_DIFFERENT or _is_repeated(letters) or _is_a_run(letters):
        return True
    if login and _core(folded) in ("", _core(login.casefold())):
        return True
    return _core(folded) in COMMON


def _core(folded: str) -> str:
    """The word inside: without the digits and signs at its ends, swaps undone, letters only."""
    inside = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    return re.sub(r"[\W\d_]", "", inside.translate(_SWAPS))


def _is_repeated(letters: str) -> bool:
    """The same few characters over and over, as in ``abcabcabcabc``; found by looking for it inside its own double."""
    if not letters:
        return True
    period = (letters + letters).find(letters, 1)
    return period < len(letters) and period <= len(letters) // 2 and period < LEAST_CHARACTERS


def _is_a_run(letters: str) -> bool:
    """Little but walks along the alphabet, the digits or the keyboard, in either direction."""
    besides = 0
    while letters:
        walk = max(_walk_at_start(letters, line) for run in RUNS for line in (run, run[::-1]))
        besides += not walk
        letters = letters[walk or 1 :]
    return besides <= MOST_BESIDES_A_RUN


def _walk_at_start(letters: str, line: str) -> int:
    return next((size for size in range(min(len(letters), len(line)), 2, -1) if letters[:size] in line), 0)
