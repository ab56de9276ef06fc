"""What a party wants: a part for everybody at the table, a closed part for the moderator (NG-08)."""
