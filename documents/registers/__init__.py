"""The registers of the office: how numbers are written and counted, and the kinds of paper."""
