"""The window, for days that are spent in it."""

from tests import window

made_look, doors = window.made_look, window.doors
