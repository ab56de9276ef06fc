import django.core.serializers.json
import django.db.models.deletion
import journal.tables
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('programme', '0001_initial'),
    ]

    operations = [
        journal.tables.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(max_length=80, verbose_name='объект')),
                        ('verb', models.CharField(max_length=60, verbose_name='действие')),
                        ('title', models.CharField(max_length=300, verbose_name='что сделано')),
                        ('capacity', models.CharField(blank=True, max_length=200, verbose_name='в каком качестве')),
                        ('before', models.CharField(blank=True, max_length=40, verbose_name='из состояния')),
                        ('after', models.CharField(blank=True, max_length=40, verbose_name='в состояние')),
                        ('ground', models.TextField(blank=True, verbose_name='основание')),
                        ('payload', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='данные')),
                        ('payload_hash', models.CharField(max_length=64, verbose_name='хеш данных')),
                        ('at', models.DateTimeField(verbose_name='когда')),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='кто')),
                    ],
                    options={
                        'verbose_name': 'запись журнала',
                        'verbose_name_plural': 'записи журнала',
                        'indexes': [models.Index(fields=['subject', 'id'], name='journal_ent_subject_57ed95_idx'), models.Index(fields=['at'], name='journal_ent_at_bf6d31_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('subject__contains', '\x1f'), ('verb__contains', '\x1f'), ('title__contains', '\x1f'), ('capacity__contains', '\x1f'), ('before__contains', '\x1f'), ('after__contains', '\x1f'), ('ground__contains', '\x1f'), _connector='OR', _negated=True), name='fields_of_an_entry_stay_apart')],
                        'triggers': [pgtrigger.compiler.Trigger(name='entry_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='55f443362ef162af4bd56963e2ec56849418e1dd', operation='UPDATE OR DELETE', pgid='pgtrigger_entry_is_insert_only_11bee', table='journal_entry', when='BEFORE')), pgtrigger.compiler.Trigger(name='entry_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='456212d124b371a052ba15772a28dc16fe15bd37', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_entry_is_never_truncated_9cca7', table='journal_entry', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Seal',
                    fields=[
                        ('position', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('previous_hash', models.CharField(max_length=64)),
                        ('hash', models.CharField(max_length=64)),
                        ('salt', models.BinaryField()),
                        ('leaf', models.BinaryField()),
                        ('sealed_at', models.DateTimeField()),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='journal.entry')),
                    ],
                    options={
                        'verbose_name': 'печать журнала',
                        'verbose_name_plural': 'печати журнала',
                        'constraints': [models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='seal_positions_start_at_one')],
                        'triggers': [pgtrigger.compiler.Trigger(name='seal_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8ab11759d4f3cec7dc8a17f1af1032743db5c3b1', operation='UPDATE OR DELETE', pgid='pgtrigger_seal_is_insert_only_9d273', table='journal_seal', when='BEFORE')), pgtrigger.compiler.Trigger(name='seal_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='726aa3f201e282641fe660017ababe6d7efe19f7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_seal_is_never_truncated_febeb', table='journal_seal', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Block',
                    fields=[
                        ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('root', models.BinaryField()),
                    ],
                    options={
                        'verbose_name': 'корень участка журнала',
                        'verbose_name_plural': 'корни участков журнала',
                        'triggers': [pgtrigger.compiler.Trigger(name='block_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2933a1490e1835179535af395350e0c3c92b9d62', operation='UPDATE OR DELETE', pgid='pgtrigger_block_is_insert_only_6fcc3', table='journal_block', when='BEFORE')), pgtrigger.compiler.Trigger(name='block_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='7dbe892cdef8b4f0c677182beabe5a85c648e966', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_block_is_never_truncated_fa3dd', table='journal_block', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Checkpoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(unique=True, verbose_name='день')),
                        ('size', models.BigIntegerField(verbose_name='записей')),
                        ('root', models.BinaryField(verbose_name='корень')),
                        ('note', models.TextField(verbose_name='подписанная отметка')),
                        ('at', models.DateTimeField(verbose_name='когда поставлена')),
                    ],
                    options={
                        'verbose_name': 'отметка журнала',
                        'verbose_name_plural': 'отметки журнала',
                        'constraints': [models.CheckConstraint(condition=models.Q(('size__gte', 0)), name='a_checkpoint_has_a_size')],
                        'triggers': [pgtrigger.compiler.Trigger(name='checkpoint_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='94512d14377e3a683ba4c87cac8d1f09439d93f7', operation='UPDATE OR DELETE', pgid='pgtrigger_checkpoint_is_insert_only_624b8', table='journal_checkpoint', when='BEFORE')), pgtrigger.compiler.Trigger(name='checkpoint_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='87e9c1a5365214a1882d33181f59dfe7dd14757e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_checkpoint_is_never_truncated_66241', table='journal_checkpoint', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
