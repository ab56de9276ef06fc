"""Every installation and every test database has the first regulation and the criteria sets."""
from django.db import migrations

from programme.regulations.rulebook import store_first_versions


def store(apps, schema_editor):
    """Read programme/data into the tables."""
    models = [apps.get_model("programme", name) for name in ("Regulation", "CriteriaSet", "Criterion")]
    store_first_versions(*(model.objects.using(schema_editor.connection.alias) for model in models))


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial")]
    operations = [migrations.RunPython(store, migrations.RunPython.noop, elidable=False)]
