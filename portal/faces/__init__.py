"""The city seen from its organisations and from the parts of the programme: what the registers of all rooms say of one of them."""
