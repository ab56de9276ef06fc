"""The table of the shared cache, as `createcachetable` makes it, so that no installation can forget it; and the view of all ties.

Limits of attempts are counted in the cache for all processes together and survive a restart.
"""

from django.conf import settings
from django.db import migrations

from programme.interests.view import representations, view


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_rules")]
    operations = [
        migrations.RunSQL(
            """CREATE TABLE programme_counter (
                   cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
               CREATE INDEX programme_counter_expires ON programme_counter (expires);""",
            "DROP TABLE programme_counter",
        ),
        migrations.RunSQL(view(representations(settings.TIME_ZONE)), "DROP VIEW programme_tie"),
    ]
