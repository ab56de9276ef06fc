"""The screen and the sheet for information stands: what goes on in the city or in a district, read without a keyboard."""
