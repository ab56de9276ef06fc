"""The parties at the table: proposed, invited, confirmed (NG-03…NG-07)."""
