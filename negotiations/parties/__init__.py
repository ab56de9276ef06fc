"""The parties at the table: invited, confirmed, their positions (NG-03…NG-08)."""
