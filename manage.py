#!/usr/bin/env python3
"""Django's command line for this project; `./run manage …` calls it in the prepared environment."""

import gc
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    gc.disable()  # what is loaded now stays: looking for garbage in it takes a tenth of the start
    import django
    from django.core.management import execute_from_command_line

    django.setup()
    gc.freeze()
    gc.enable()
    try:
        execute_from_command_line(sys.argv)
    except BrokenPipeError:  # whoever read our output has gone, and that is no error
        from config.console import hush

        hush()
