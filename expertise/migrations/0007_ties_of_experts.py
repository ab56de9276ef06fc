from django.conf import settings
from django.db import migrations

from expertise.register.ties import AFFILIATIONS
from programme.interests.view import representations, view


class Migration(migrations.Migration):

    dependencies = [
        ('expertise', '0006_lists'),
        ('programme', '0012_ties'),
    ]

    operations = [
        migrations.RunSQL(
            view(representations(settings.TIME_ZONE), AFFILIATIONS),
            view(representations(settings.TIME_ZONE)),
        ),
    ]
