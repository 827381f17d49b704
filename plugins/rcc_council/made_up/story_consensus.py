"""Ten weeks of a made-up council that decides by consensus."""

from __future__ import annotations

from rcc_council.made_up.story import BOARD, ORGANIZATION
from rcc_council.made_up.topics import Does, Moved, Topic, Week

CONSENSUS_COUNCIL = (
    Week(
        (
            Topic(
                "Garden behind the center",
                "The neighbor lends the tools.",
                moved=(Moved("Start a garden with six raised beds.", "consensus"),),
                does=(Does("Ask the hardware store for boards", 14),),
            ),
        ),
        absent=1,
    ),
    Week(
        (
            Topic(
                "Speaker nights",
                moved=(Moved("Invite a speaker on the first Friday of every month.", "consensus", aside=1),),
                does=(Does("Write to three speakers", 14),),
            ),
        ),
    ),
    Week(
        (
            Topic(
                "Smoking near the entrance",
                "Everybody spoke in turn.",
                20,
                moved=(
                    Moved(
                        "Move the bench and the ashtray to the side of the building.",
                        "consensus",
                        against=1,
                        aside=1,
                        why="People who smoke would stand in the dark there.",
                        recommends_to=ORGANIZATION,
                    ),
                ),
                does=(Does("Look where a lamp could hang", 14, "carried"),),
            ),
        ),
        absent=1,
    ),
    Week(
        (
            Topic(
                "Phones in groups",
                moved=(
                    Moved(
                        "Keep all phones in a basket during groups.",
                        "consensus",
                        against=3,
                        why="Parents must be reached by their children's school.",
                    ),
                ),
            ),
        ),
        absent=1,
    ),
    Week(absent=7, state="no_quorum", why="Too few members came."),
    Week(
        (
            Topic(
                "Family evening",
                moved=(Moved("Hold a family evening on the third Thursday of the month.", "consensus"),),
                does=(Does("Make a flyer for the family evening", 10),),
            ),
        ),
        absent=1,
    ),
    Week(state="cancelled", why="The center was closed for the day."),
    Week(
        (
            Topic(
                "Books in Spanish",
                moved=(
                    Moved(
                        "Ask for a shelf of books in Spanish.",
                        "consensus",
                        aside=1,
                        recommends_to=BOARD,
                    ),
                ),
                does=(Does("List ten books to begin with", 7),),
            ),
        ),
        absent=1,
    ),
    Week(
        (
            Topic(
                "Looking back at the fall",
                "{visitor} was thanked for the soup. Nothing was decided.",
            ),
        )
    ),
    Week(
        (
            Topic(
                "Garden in winter",
                "{visitor} offered to bring the straw.",
                moved=(Moved("Cover the beds before the first frost.", "consensus"),),
                does=(Does("Bring straw for the beds", 5, "open"),),
            ),
        ),
        absent=1,
    ),
)
