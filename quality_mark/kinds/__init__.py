"""Kinds of contests as data: who enters, nominations, the form, the criteria, the jury, the levels and what each gives; adopted by the committee."""
