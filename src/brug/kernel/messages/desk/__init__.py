"""The desk's screens of mails: the list, one mail, and previews of every kind."""
