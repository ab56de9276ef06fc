"""Every installation and every test database has the kinds of contests that come with the system."""

from django.db import migrations

from quality_mark.kinds.shipped import store_first_kinds


def store(apps, schema_editor):
    """Read quality_mark/data into the table."""
    store_first_kinds(apps.get_model("quality_mark", "ContestKind").objects.using(schema_editor.connection.alias))


class Migration(migrations.Migration):
    dependencies = [("quality_mark", "0001_initial")]
    operations = [migrations.RunPython(store, migrations.RunPython.noop, elidable=False)]
