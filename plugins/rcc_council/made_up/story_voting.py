"""Ten weeks of a made-up council that decides by votes."""

from __future__ import annotations

from rcc_council.made_up.story import BOARD, ORGANIZATION
from rcc_council.made_up.topics import Answered, Does, Moved, Topic, Week

VOTING_COUNCIL = (
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
