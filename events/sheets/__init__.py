"""The end of a course: the result of everybody who was taught, and the sheet that lists them (programme 8.5, «ведомость»)."""
