"""Papers as data, written as spreadsheets, PDF and CSV."""
