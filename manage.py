#!/usr/bin/env python3
"""Django's command line for this project; `./run manage …` calls it in the prepared environment."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except BrokenPipeError:  # whoever read our output has gone, and that is no error
        from config.console import hush

        hush()
