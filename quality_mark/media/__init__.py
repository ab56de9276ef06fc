"""What a contest of information projects gives its laureates: a line in the media plan of the programme (programme 8.4)."""
