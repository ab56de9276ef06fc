"""Lists and texts of the city: every installation and every test database has the first versions. No column changes its type."""

from datetime import date, datetime, time

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import programme.lists.fields
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from programme.lists.kinds import store_first_lists
from programme.texts.kinds import store_first_texts


def store(apps, schema_editor):
    """Read the lists and texts of programme/data into the tables."""
    using = schema_editor.connection.alias
    store_first_lists(apps.get_model("programme", "ListVersion").objects.using(using), _start)
    store_first_texts(apps.get_model("programme", "TextVersion").objects.using(using), _start)


def _start(day):
    """The moment at which a day begins in the city."""
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time.min))


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_paper_words'),
        ('programme', '0010_state_login'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='перечень')),
                ('version', models.PositiveIntegerField(verbose_name='версия')),
                ('rows', models.JSONField(verbose_name='строки')),
                ('valid_from', models.DateField(verbose_name='действует с')),
                ('starts_at', models.DateTimeField(verbose_name='действует с момента')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='отпечаток')),
                ('ground', models.CharField(blank=True, default='', max_length=400, verbose_name='основание')),
                ('adopted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто записал')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='каким решением принята')),
            ],
            options={
                'verbose_name': 'версия перечня',
                'verbose_name_plural': 'версии перечней',
                'ordering': ['code', '-version'],
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='list_version_unique')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listversion',
            trigger=pgtrigger.compiler.Trigger(name='list_version_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='65683c2e64102bbb6e40bcdf0c7e0779b5554cf4', operation='UPDATE OR DELETE', pgid='pgtrigger_list_version_is_insert_only_1aa7b', table='programme_listversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listversion',
            trigger=pgtrigger.compiler.Trigger(name='a_code_never_leaves_its_list', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF EXISTS (\n                        SELECT 1 FROM programme_listversion v, jsonb_array_elements(v.rows) old_row\n                        WHERE v.code = NEW.code AND v.version = NEW.version - 1 AND NOT EXISTS (\n                            SELECT 1 FROM jsonb_array_elements(NEW.rows) new_row\n                            WHERE new_row ->> 'code' = old_row ->> 'code')\n                    ) THEN\n                        RAISE EXCEPTION 'version % of list % drops a code', NEW.version, NEW.code\n                        USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='18e31a3a60ce28ee8ab77c5735b9f49b468f614d', operation='INSERT', pgid='pgtrigger_a_code_never_leaves_its_list_91d01', table='programme_listversion', when='BEFORE')),
        ),
        migrations.CreateModel(
            name='TextVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='текст')),
                ('version', models.PositiveIntegerField(verbose_name='версия')),
                ('text', models.JSONField(verbose_name='слова')),
                ('valid_from', models.DateField(verbose_name='действует с')),
                ('starts_at', models.DateTimeField(verbose_name='действует с момента')),
                ('asks_again', models.BooleanField(default=False, verbose_name='согласившихся с прежней спросят снова')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='отпечаток')),
                ('ground', models.CharField(blank=True, default='', max_length=400, verbose_name='основание')),
                ('adopted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто записал')),
            ],
            options={
                'verbose_name': 'версия текста',
                'verbose_name_plural': 'версии текстов',
                'ordering': ['code', '-version'],
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='text_version_unique'), models.CheckConstraint(condition=models.Q(('asks_again', False), ('code__startswith', 'consent.'), _connector='OR'), name='only_consents_are_asked_again')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='textversion',
            trigger=pgtrigger.compiler.Trigger(name='text_version_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='21bacff49cfbbfe1a17ba1dceb748c572f4d5104', operation='UPDATE OR DELETE', pgid='pgtrigger_text_version_is_insert_only_23568', table='programme_textversion', when='BEFORE')),
        ),
        migrations.SeparateDatabaseAndState(state_operations=[
        migrations.AlterField(
            model_name='organization',
            name='area',
            field=programme.lists.fields.ListedField(blank=True, listed='areas', max_length=10, since='', verbose_name='отраслевая область'),
        ),
        migrations.AlterField(
            model_name='organization',
            name='district',
            field=programme.lists.fields.ListedField(blank=True, listed='districts', max_length=4, since='', verbose_name='район города'),
        ),
        migrations.AlterField(
            model_name='organization',
            name='legal_form',
            field=programme.lists.fields.ListedField(listed='legal_forms', max_length=30, since='', verbose_name='организационно-правовая форма'),
        ),
        ]),
        migrations.RunPython(store, migrations.RunPython.noop, elidable=False),
    ]
