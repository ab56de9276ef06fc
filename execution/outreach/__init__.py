"""How the city tells of itself: the media plan and what is made — stands, booklets, collections (programme 1.7, 1.8)."""
