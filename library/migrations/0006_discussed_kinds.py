"""Installations that began before the kinds with a discussion came get them now; a new one has them already."""

from django.db import migrations

from library.kinds.shipped import store_first_kinds


def store(apps, schema_editor):
    """What is not there yet."""
    store_first_kinds(apps.get_model("library", "CardKind").objects.using(schema_editor.connection.alias))


class Migration(migrations.Migration):
    dependencies = [("library", "0005_consultation")]
    operations = [migrations.RunPython(store, migrations.RunPython.noop, elidable=False)]
