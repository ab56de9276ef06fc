"""The view of all ties knows what experts have declared."""

from django.conf import settings
from django.db import migrations

from expertise.register.ties import AFFILIATIONS
from programme.interests.view import representations, view


class Migration(migrations.Migration):
    dependencies = [("expertise", "0001_initial"), ("programme", "0004_tables_without_models")]
    operations = [
        migrations.RunSQL(view(representations(settings.TIME_ZONE), AFFILIATIONS), view(representations(settings.TIME_ZONE))),
    ]
