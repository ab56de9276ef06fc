"""What a body has resolved goes out: the whole sitting at once, after a page that shows what goes to whom (MT-14, DC-08)."""
