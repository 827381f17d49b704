"""The mentor's hat on a person: how they came to it, what they may do, whom they walk beside."""
