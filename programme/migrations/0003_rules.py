"""Every installation and every test database has the first regulation, the criteria sets, the lists and texts of the city."""

from datetime import date, datetime, time

from django.db import migrations
from django.utils import timezone

from programme.lists.kinds import store_first_lists
from programme.regulations.rulebook import store_first_versions
from programme.texts.kinds import store_first_texts


def store(apps, schema_editor):
    """Read programme/data into the tables."""
    using = schema_editor.connection.alias
    models = [apps.get_model("programme", name) for name in ("Regulation", "CriteriaSet", "Criterion")]
    store_first_versions(*(model.objects.using(using) for model in models))
    store_first_lists(apps.get_model("programme", "ListVersion").objects.using(using), _start)
    store_first_texts(apps.get_model("programme", "TextVersion").objects.using(using), _start)


def _start(day):
    """The moment at which a day begins in the city."""
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time.min))


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_initial")]
    operations = [migrations.RunPython(store, migrations.RunPython.noop, elidable=False)]
