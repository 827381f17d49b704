"""Who decides: councils, committees and boards, their seats, terms, officers and bylaws."""
