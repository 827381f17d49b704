"""What the made-up councils talk about: ten weeks of topics, what was moved, and how it came out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answered:
    """How a recommendation was answered, after how many days, and after how many it was done."""

    answer: str
    words: str
    after: int
    done_after: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Something moved. ``how`` is a way to vote or a step that lays it aside; the rest of the room is for it.

    ``against``, ``abstain`` and ``aside`` count members; ``fails`` lets more be against it than for it. ``changes`` is
    the title of a topic of before whose motion it changes.
    """

    words: str
    how: str = "hands"
    against: int = 0
    abstain: int = 0
    aside: int = 0
    blank: int = 0
    illegal: int = 0
    fails: bool = False
    kind: str = "main"
    threshold: str | None = None
    amended: tuple[str, str] | None = None
    recused: bool = False
    changes: str = ""
    recommends_to: str = ""
    answered: Answered | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Does:
    """Something somebody said they would do: due in so many days, and what came of it."""

    words: str
    days: int = 7
    state: str = "done"


@dataclass(frozen=True, slots=True)
class Topic:
    """A line of an agenda, with what was noted, moved and promised under it."""

    title: str
    words: str = ""
    minutes: int = 10
    kind: str = "topic"
    moved: tuple[Moved, ...] = ()
    does: tuple[Does, ...] = ()
    is_sealed: bool = False
    leaves: int = 0
    """So many members leave once it has been settled."""


@dataclass(frozen=True, slots=True)
class Week:
    """One meeting: its topics, how many members stay away, and whether it was held at all."""

    topics: tuple[Topic, ...] = ()
    absent: int = 2
    state: str = "closed"
    why: str = ""


VISITOR = "{visitor}"
"""Where a note names somebody who sits in no body."""

ORGANIZATION = "Harbor Light, the organization"
BOARD = "board"
SIMPLE_MAJORITY_COUNCIL = (
    Week(
        (
            Topic(
                "Coffee hour on Saturdays",
                "Twelve people signed the sheet at the front desk and asked for it.",
                moved=(Moved("Hold a coffee hour every Saturday from 10 to 11, with two members as hosts.", "voice"),),
                does=(Does("Buy coffee, cups and milk for four weeks", 3),),
            ),
            Topic("Report of the newsletter committee", "The fall issue is at the printer.", kind="report", minutes=5),
        ),
        absent=1,
    ),
    Week(
        (
            Topic(
                "Bus passes",
                "The center buys ten a month and they are gone in the second week.",
                15,
                moved=(
                    Moved(
                        "Ask the organization to buy 20 bus passes every month.",
                        against=1,
                        abstain=1,
                        amended=(
                            "Strike “20” and insert “25”.",
                            "Ask the organization to buy 25 bus passes every month.",
                        ),
                        recommends_to=ORGANIZATION,
                        answered=Answered("in_part", "We can pay for 15 passes a month from January on.", 41),
                    ),
                ),
                does=(Does("Count how many bus passes were asked for in September", 14),),
            ),
            Topic("Who opens on Sundays", moved=(Moved("Open on Sundays from 1 to 5.", "roll_call", fails=True),)),
        ),
    ),
    Week(
        (
            Topic(
                "Money for the holiday dinner",
                "The talk went on for 20 minutes.",
                20,
                moved=(
                    Moved("End the discussion and vote.", against=1, kind="previous_question"),
                    Moved("Spend $400 of the council's fund on the holiday dinner.", "roll_call", 2, 1),
                ),
                does=(Does("Ask three stores for a donated turkey", 21, "open"), Does("Book the church hall", 14)),
            ),
            Topic(
                "Quiet room",
                moved=(Moved("Turn the small office into a quiet room.", "referred", why="Newsletter Committee"),),
            ),
        ),
        absent=1,
    ),
    Week(absent=7, state="no_quorum", why="Too few members came; those who did talked about the dinner."),
    Week(
        (
            Topic(
                "Election of a treasurer",
                kind="election",
                minutes=15,
                moved=(Moved("Elect a treasurer for the rest of the year.", "election", blank=1, kind="election"),),
            ),
            Topic(
                "Naloxone at both doors",
                "Asked for after what happened in the parking lot.",
                moved=(
                    Moved(
                        "Recommend that naloxone hangs beside both doors, where everybody sees it.",
                        "unanimous",
                        recommends_to=BOARD,
                        answered=Answered("accepted", "Yes, at both doors, within a week.", 33, 38),
                    ),
                ),
                does=(Does("Show the advisory board where the boxes could hang", 10),),
            ),
        ),
        absent=1,
    ),
    Week(state="cancelled", why="The storm closed the center."),
    Week(
        (
            Topic(
                "Change of the bylaws: terms of two years",
                "Notice was given two weeks before.",
                15,
                moved=(
                    Moved(
                        "Make the terms of members two years instead of one.",
                        "ballot",
                        against=3,
                        blank=1,
                        threshold="two_thirds",
                    ),
                ),
            ),
            Topic(
                "Donated piano",
                moved=(Moved("Accept the piano from the Elm Street school.", "tabled"),),
                does=(Does("Measure the meeting room for the piano", 7, "dropped"),),
            ),
        ),
        absent=1,
    ),
    Week(
        (
            Topic(
                "Paint for the front room",
                "Three colors were shown.",
                moved=(Moved("Buy paint from Hill Hardware for no more than $180.", abstain=1, recused=True),),
                does=(Does("Buy the paint and keep the receipt", 7, "open"),),
                leaves=3,
            ),
            Topic(
                "Closing early",
                "Three members had to leave; without a quorum the meeting could only end.",
                5,
                moved=(Moved("End the meeting.", "voice", kind="adjourn"),),
            ),
        ),
        absent=1,
    ),
    Week(
        (
            Topic(
                "Coffee hour, once more",
                "Notice was given with the agenda.",
                moved=(
                    Moved(
                        "Change the coffee hour to run from 9 to 11.",
                        kind="amend_adopted",
                        changes="Coffee hour on Saturdays",
                        against=1,
                    ),
                ),
                does=(Does("Put the new hours on the door", 5),),
            ),
            Topic(
                "Music at the open house",
                moved=(Moved("Hire a band for the open house.", "withdrawn"),),
            ),
            Topic(
                "A complaint about conduct",
                "The member was heard. The council decided in executive session.",
                15,
                "executive",
                moved=(Moved("Ask the director to look into the complaint.", "ballot", against=1),),
                is_sealed=True,
            ),
        ),
    ),
    Week(
        (
            Topic(
                "Evening hours in winter",
                "People who work cannot come before six.",
                15,
                moved=(
                    Moved(
                        "Recommend that the center stays open until 9 pm on Tuesdays and Thursdays in winter.",
                        against=1,
                        recommends_to=ORGANIZATION,
                    ),
                ),
                does=(Does("Ask 20 visitors which evenings they would come", 14, "open"),),
            ),
            Topic(
                "Website",
                moved=(Moved("Pay for a page of our own on the website.", "postponed"),),
                does=(Does("Get a price from the person who made the flyer", 10, "open"),),
            ),
        ),
    ),
)
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
