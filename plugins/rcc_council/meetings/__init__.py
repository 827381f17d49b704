"""When they meet: series, agendas, who is in the room, and what is being talked about."""
