import django.core.validators
import django.db.models.deletion
import journal.tables
import pgtrigger.compiler
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('programme', '0001_initial'),
        ('viewflow', '0015_task_scheduled'),
    ]

    operations = [
        journal.tables.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='CriteriaSet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=10, verbose_name='код')),
                        ('version', models.PositiveIntegerField(verbose_name='версия')),
                        ('title', models.CharField(max_length=200, verbose_name='название')),
                        ('purpose', models.CharField(max_length=300, verbose_name='что оценивает')),
                        ('valid_from', models.DateField(verbose_name='действует с')),
                        ('fingerprint', models.CharField(max_length=64, verbose_name='отпечаток')),
                        ('ground', models.CharField(blank=True, default='', max_length=400, verbose_name='основание')),
                        ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='каким решением принят')),
                    ],
                    options={
                        'verbose_name': 'набор критериев',
                        'verbose_name_plural': 'наборы критериев',
                        'ordering': ['code', '-version'],
                        'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='criteria_set_version_unique')],
                        'triggers': [pgtrigger.compiler.Trigger(name='criteria_set_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='73d5794f9354231246052ff8652b67ff91ee6c84', operation='UPDATE OR DELETE', pgid='pgtrigger_criteria_set_is_insert_only_a457f', table='programme_criteriaset', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Criterion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='programme.criteriaset', verbose_name='набор')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='номер')),
                        ('title', models.CharField(max_length=200, verbose_name='критерий')),
                        ('weight', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='вес')),
                        ('hint', models.TextField(blank=True, verbose_name='подсказка')),
                        ('at_zero', models.TextField(blank=True, default='', verbose_name='за что ставится 0')),
                        ('at_five', models.TextField(blank=True, default='', verbose_name='за что ставится 5')),
                        ('at_ten', models.TextField(blank=True, default='', verbose_name='за что ставится 10')),
                        ('is_blocking', models.BooleanField(default=False, verbose_name='стоп-критерий')),
                        ('is_reversed', models.BooleanField(default=False, verbose_name='обратная шкала')),
                        ('least', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='минимум средней оценки')),
                    ],
                    options={
                        'verbose_name': 'критерий',
                        'verbose_name_plural': 'критерии',
                        'ordering': ['set_id', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('set', 'number'), name='criterion_number_unique'), models.CheckConstraint(condition=models.Q(('weight__gt', 0), ('weight__lte', 10)), name='criterion_weight_in_range'), models.CheckConstraint(condition=models.Q(('least', None), ('least__range', (1, 10)), _connector='OR'), name='least_mean_from_1_to_10')],
                        'triggers': [pgtrigger.compiler.Trigger(name='criterion_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0af8f3a0216e0024584a9c271c8e5e0f45c1a404', operation='UPDATE OR DELETE', pgid='pgtrigger_criterion_is_insert_only_4b345', table='programme_criterion', when='BEFORE')), pgtrigger.compiler.Trigger(name='weights_sum_to_ten', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n                    IF (SELECT sum(weight) FROM programme_criterion WHERE set_id = NEW.set_id) <> 10.00 THEN\n                        RAISE EXCEPTION 'weights of criteria set % do not sum to 10.00', NEW.set_id\n                        USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='80cf96c7e5f5fe10504bef014c7bf423f5f07b03', operation='INSERT', pgid='pgtrigger_weights_sum_to_ten_77039', table='programme_criterion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                    },
                ),
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
                        'triggers': [pgtrigger.compiler.Trigger(name='list_version_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='65683c2e64102bbb6e40bcdf0c7e0779b5554cf4', operation='UPDATE OR DELETE', pgid='pgtrigger_list_version_is_insert_only_1aa7b', table='programme_listversion', when='BEFORE')), pgtrigger.compiler.Trigger(name='a_code_never_leaves_its_list', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF EXISTS (\n                        SELECT 1 FROM programme_listversion v, jsonb_array_elements(v.rows) old_row\n                        WHERE v.code = NEW.code AND v.version = NEW.version - 1 AND NOT EXISTS (\n                            SELECT 1 FROM jsonb_array_elements(NEW.rows) new_row\n                            WHERE new_row ->> 'code' = old_row ->> 'code')\n                    ) THEN\n                        RAISE EXCEPTION 'version % of list % drops a code', NEW.version, NEW.code\n                        USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='18e31a3a60ce28ee8ab77c5735b9f49b468f614d', operation='INSERT', pgid='pgtrigger_a_code_never_leaves_its_list_91d01', table='programme_listversion', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Regulation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default='main', max_length=20, verbose_name='код')),
                        ('version', models.PositiveIntegerField(verbose_name='версия')),
                        ('title', models.CharField(max_length=300, verbose_name='название')),
                        ('valid_from', models.DateField(verbose_name='действует с')),
                        ('data', models.JSONField(verbose_name='данные')),
                        ('fingerprint', models.CharField(max_length=64, verbose_name='отпечаток')),
                        ('ground', models.CharField(blank=True, default='', max_length=400, verbose_name='основание')),
                        ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='каким решением принята')),
                    ],
                    options={
                        'verbose_name': 'регламент',
                        'verbose_name_plural': 'регламенты',
                        'ordering': ['code', '-version'],
                        'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='regulation_version_unique')],
                        'triggers': [pgtrigger.compiler.Trigger(name='regulation_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fb6b4ef8d3f21d2086fa5f3a217623afc6aacf0a', operation='UPDATE OR DELETE', pgid='pgtrigger_regulation_is_insert_only_d5b97', table='programme_regulation', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Following',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('object_key', models.CharField(help_text='ключ журнала', max_length=120, verbose_name='о чём')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто подписан')),
                        ('mail', models.EmailField(blank=True, max_length=254, verbose_name='почта гостя')),
                        ('since', models.DateTimeField(auto_now_add=True, verbose_name='с какого времени')),
                        ('told_upto', models.BigIntegerField(default=0, verbose_name='последняя запись журнала, о которой сказано')),
                    ],
                    options={
                        'verbose_name': 'подписка на запись',
                        'verbose_name_plural': 'подписки на записи',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person', None), models.Q(('mail', ''), _negated=True)), models.Q(('mail', ''), ('person__isnull', False)), _connector='OR'), name='a_follower_has_one_address'), models.UniqueConstraint(fields=('object_key', 'person'), name='a_person_follows_once'), models.UniqueConstraint(condition=models.Q(('mail', ''), _negated=True), fields=('object_key', 'mail'), name='an_address_follows_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='MandateCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('membership', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='programme.membership', verbose_name='представительство')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                    ],
                    options={
                        'verbose_name': 'дело о подтверждении полномочий',
                        'verbose_name_plural': 'дела о подтверждении полномочий',
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='InvitationCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='programme.invitation', verbose_name='приглашение')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                    ],
                    options={
                        'verbose_name': 'дело о приглашении',
                        'verbose_name_plural': 'дела о приглашениях',
                    },
                    bases=('viewflow.process',),
                ),
            ],
        ),
    ]
