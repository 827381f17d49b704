"""What the made-up committee and board talk about, and what lies ahead; the councils' weeks are beside."""

from __future__ import annotations

from rcc_council.made_up.topics import Does, Moved, Topic, Week

ORGANIZATION = "Harbor Light, the organization"
BOARD = "board"
COMMITTEE = (
    Week((Topic("The fall issue", does=(Does("Collect four stories", 14),)),), absent=1),
    Week((Topic("Pictures for the fall issue", moved=(Moved("Print eight pages in color.", "consensus"),)),), absent=0),
    Week((Topic("The winter issue", does=(Does("Ask the director for a letter", 14, "open"),)),), absent=1),
    Week(
        (
            Topic(
                "Names in stories",
                moved=(
                    Moved(
                        "Print whole names in the newsletter.",
                        "consensus",
                        against=1,
                        why="A story must never tell who was here.",
                    ),
                ),
            ),
        ),
        absent=1,
    ),
    Week((Topic("Who folds and mails", does=(Does("Buy stamps", 7),)),), absent=1),
)
ADVISORY_BOARD = (
    Week(
        (
            Topic(
                "Report of the director",
                "The director told of the quarter. Questions were answered.",
                20,
                "report",
            ),
            Topic(
                "Budget for the coming year",
                minutes=20,
                moved=(
                    Moved(
                        "Support the budget as it is laid out.",
                        "roll_call",
                        1,
                        threshold="majority_in_office",
                    ),
                ),
            ),
        ),
        absent=1,
    ),
    Week(
        (
            Topic(
                "What the councils ask of us",
                "The board took up what the councils had sent.",
                25,
                "recommendations",
                moved=(Moved("Answer the council on naloxone: yes, at both doors.", abstain=1),),
                does=(Does("Write the answer to the council", 7),),
            ),
        ),
        absent=1,
    ),
)
AHEAD = (
    Topic("Holiday dinner: who does what", minutes=15),
    Topic("A price for bus passes", "", 10),
    Topic("Music at the open house", minutes=10),
)
"""The topics of the meeting that comes next."""
PAPER = b"""What bus passes cost

10 a month    $  960 a year
20 a month    $1,920 a year
25 a month    $2,400 a year
"""
"""What goes with the second of them."""
