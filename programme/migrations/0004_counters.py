"""The table of the shared cache: limits of attempts are counted for all processes together and survive a restart.

As `createcachetable` makes it; here, so that no installation can forget it.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_invitations")]
    operations = [
        migrations.RunSQL(
            """CREATE TABLE programme_counter (
                   cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
               CREATE INDEX programme_counter_expires ON programme_counter (expires);""",
            "DROP TABLE programme_counter",
        )
    ]
