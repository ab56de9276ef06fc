"""Every installation and every test database has the indicators that come with the system."""

from django.db import migrations

from monitoring.indicators.shipped import store_first_indicators


def store(apps, schema_editor):
    """Read monitoring/data into the table."""
    store_first_indicators(apps.get_model("monitoring", "Indicator").objects.using(schema_editor.connection.alias))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]
    operations = [migrations.RunPython(store, migrations.RunPython.noop, elidable=False)]
