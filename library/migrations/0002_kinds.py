"""Every installation and every test database has the kinds that come with the system."""

from django.db import migrations

from library.kinds.shipped import store_first_kinds


def store(apps, schema_editor):
    """Read library/data into the table."""
    store_first_kinds(apps.get_model("library", "CardKind").objects.using(schema_editor.connection.alias))


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]
    operations = [migrations.RunPython(store, migrations.RunPython.noop, elidable=False)]
