"""Calendars out (iCalendar files) and busy times in."""
