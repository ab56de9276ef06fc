"""What the parties answer to the text of an agreement, and how disagreements are settled (NG-17…NG-20)."""
