#!/usr/bin/env python3
"""Command line of the project: ``python manage.py help`` lists the commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "initiative.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # Whoever installs the site needs the sentence, not the path through Django's start-up.
        sys.exit(f"Die Website startet nicht: {error}")


if __name__ == "__main__":
    main()
