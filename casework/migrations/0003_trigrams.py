from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0002_letters'),
    ]

    operations = [
        TrigramExtension(),
    ]
