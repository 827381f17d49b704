"""A mentor's tab in a person's file: a card for each thing that is kept."""
