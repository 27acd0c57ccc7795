"""Users: invited, given roles, shut out; and what they do at the door."""
