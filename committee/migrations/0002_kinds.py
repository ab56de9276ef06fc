"""Every installation begins with the same kinds of bodies; an office changes them on their pages."""

from django.db import migrations

from committee.bodies.kinds import FIRST


def store(apps, schema_editor):
    """As they are when the installation begins."""
    kinds = apps.get_model("committee", "BodyKind").objects.using(schema_editor.connection.alias)
    for row in FIRST:
        kinds.create(**row)


class Migration(migrations.Migration):
    dependencies = [("committee", "0001_initial")]
    operations = [migrations.RunPython(store, migrations.RunPython.noop, elidable=False)]
