"""The one way the launcher says that something outside the code is in the way."""


class Trouble(Exception):
    """What happened and what to do, in one Russian line; printed instead of a traceback."""
