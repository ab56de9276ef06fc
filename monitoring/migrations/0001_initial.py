import casework.searching
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django_fsm
import journal.tables
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('programme', '0004_tables_without_models'),
        ('viewflow', '0015_task_scheduled'),
    ]

    operations = [
        journal.tables.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Indicator',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=12, unique=True, validators=[django.core.validators.RegexValidator('^[A-Z][A-Z0-9]{1,11}\\Z', 'От двух до двенадцати заглавных латинских букв и цифр: TRUST1.')], verbose_name='код')),
                        ('title', models.CharField(max_length=200, verbose_name='название')),
                        ('unit', models.CharField(max_length=40, verbose_name='единица')),
                        ('places', models.PositiveSmallIntegerField(default=0, verbose_name='знаков после запятой')),
                        ('direction', models.CharField(choices=[('up', 'чем больше, тем лучше'), ('down', 'чем меньше, тем лучше'), ('none', 'не сравнивают')], max_length=4, verbose_name='направление')),
                        ('period', models.CharField(choices=[('year', 'раз в год'), ('half_year', 'раз в полугодие'), ('quarter', 'раз в квартал')], max_length=10, verbose_name='период')),
                        ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('city', 'город'), ('district', 'районы города'), ('area', 'отраслевые области'), ('other', 'другие города Сибири')], max_length=10), size=None, verbose_name='чьи значения')),
                        ('method', models.TextField(verbose_name='метод')),
                        ('source', models.CharField(max_length=300, verbose_name='источник')),
                        ('publish_after', models.PositiveSmallIntegerField(verbose_name='публикуют через столько дней после конца периода')),
                        ('is_computed', models.BooleanField(default=False, verbose_name='вычисляется')),
                        ('query', models.CharField(blank=True, max_length=12, verbose_name='чем вычисляется')),
                        ('parts', models.JSONField(default=list, verbose_name='составляющие')),
                        ('ground', models.TextField(blank=True, verbose_name='основание')),
                        ('adopted_at', models.DateTimeField(auto_now_add=True, verbose_name='когда заведён')),
                        ('closed_at', models.DateTimeField(null=True, verbose_name='когда закрыт')),
                        ('closing_ground', models.TextField(null=True, verbose_name='почему закрыт')),
                        ('adopted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто завёл')),
                        ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='кто представляет значения')),
                    ],
                    options={
                        'verbose_name': 'показатель',
                        'verbose_name_plural': 'показатели',
                        'ordering': ['code'],
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(casework.searching.Folded(models.F('title')), casework.searching.Folded(models.F('method')), config='russian'), name='indicator_words')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_computed', False), ('parts', []), ('query', '')), models.Q(('is_computed', True), models.Q(models.Q(models.Q(('query', ''), _negated=True), ('parts', [])), models.Q(('query', ''), models.Q(('parts', []), _negated=True)), _connector='OR')), _connector='OR'), name='computed_by_a_query_or_from_parts'), models.CheckConstraint(condition=models.Q(('places__lte', 4)), name='indicator_has_four_places_at_most'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closing_ground', None)), models.Q(('closed_at__gte', models.F('adopted_at')), models.Q(('closing_ground', None), _negated=True)), _connector='OR'), name='indicator_closed_for_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='indicator_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='f8634902e99f7bbe7c4e111cf0440497bc01f9a0', operation='DELETE', pgid='pgtrigger_indicator_is_never_deleted_c37aa', table='monitoring_indicator', when='BEFORE')), pgtrigger.compiler.Trigger(name='indicator_stays_what_it_is', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."scopes" IS DISTINCT FROM (NEW."scopes") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."publish_after" IS DISTINCT FROM (NEW."publish_after") OR OLD."is_computed" IS DISTINCT FROM (NEW."is_computed") OR OLD."query" IS DISTINCT FROM (NEW."query") OR OLD."parts" IS DISTINCT FROM (NEW."parts") OR OLD."responsible_id" IS DISTINCT FROM (NEW."responsible_id") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."adopted_by_id" IS DISTINCT FROM (NEW."adopted_by_id") OR OLD."adopted_at" IS DISTINCT FROM (NEW."adopted_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='efde689d00ffe32e9565d8d17b4522b0913456bf', operation='UPDATE', pgid='pgtrigger_indicator_stays_what_it_is_15547', table='monitoring_indicator', when='BEFORE')), pgtrigger.compiler.Trigger(name='indicator_is_closed_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."closed_at" IS NOT NULL AND OLD."closed_at" IS DISTINCT FROM (NEW."closed_at")) OR (OLD."closing_ground" IS NOT NULL AND OLD."closing_ground" IS DISTINCT FROM (NEW."closing_ground")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5d87af97995182a1fbacdaa777b23a0dd75eb33a', operation='UPDATE', pgid='pgtrigger_indicator_is_closed_once_c87f2', table='monitoring_indicator', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='IndicatorValue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('entered', 'Внесено'), ('returned', 'Возвращено'), ('checked', 'Проверено'), ('published', 'Опубликовано'), ('superseded', 'Исправлено'), ('withdrawn', 'Снято')], default='entered', max_length=50, protected=True, verbose_name='состояние')),
                        ('published_at', models.DateTimeField(null=True, verbose_name='когда опубликовано')),
                        ('subject', models.CharField(max_length=60, verbose_name='чьё')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='год')),
                        ('part', models.PositiveSmallIntegerField(default=1, verbose_name='полугодие или квартал')),
                        ('value', models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name='значение')),
                        ('low', models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name='нижняя граница')),
                        ('high', models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name='верхняя граница')),
                        ('source', models.CharField(max_length=300, verbose_name='источник')),
                        ('note', models.TextField(blank=True, verbose_name='почему исправлено или почему нет данных')),
                        ('is_computed', models.BooleanField(default=False, verbose_name='вычислено')),
                        ('counted', models.JSONField(default=dict, verbose_name='из чего посчитано')),
                        ('remark', models.TextField(blank=True, verbose_name='последнее замечание или почему снято')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда внесено')),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто внёс')),
                        ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто проверил')),
                        ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='monitoring.indicatorvalue', verbose_name='что исправляет')),
                        ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values_of', to='monitoring.indicator', verbose_name='показатель')),
                    ],
                    options={
                        'verbose_name': 'значение показателя',
                        'verbose_name_plural': 'значения показателей',
                        'ordering': ['-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('indicator', 'subject', 'year', 'part'), name='one_published_value_of_a_period'), models.UniqueConstraint(condition=models.Q(('status__in', ['entered', 'returned', 'checked'])), fields=('indicator', 'subject', 'year', 'part'), name='one_value_of_a_period_in_work', violation_error_message='Значение этого периода уже вносят: откройте его на странице показателя.'), models.CheckConstraint(condition=models.Q(models.Q(('author', None), ('checked_by', None), ('is_computed', True), ('status__in', ['published', 'superseded'])), models.Q(('author__isnull', False), ('is_computed', False)), _connector='OR'), name='computed_value_is_entered_by_nobody'), models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('checked_by', models.F('author')), _negated=True), _connector='OR'), name='entered_and_checked_by_two_people'), models.CheckConstraint(condition=models.Q(('is_computed', True), ('status__in', ['entered', 'returned', 'withdrawn']), ('checked_by__isnull', False), _connector='OR'), name='checked_value_says_by_whom'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('status__in', ['published', 'superseded'])), models.Q(models.Q(('status__in', ['published', 'superseded']), _negated=True), ('published_at', None)), _connector='OR'), name='published_value_has_its_moment'), models.CheckConstraint(condition=models.Q(models.Q(('high', None), ('low', None)), models.Q(('high__gte', models.F('value')), ('low__lte', models.F('value'))), _connector='OR'), name='value_lies_in_its_interval'), models.CheckConstraint(condition=models.Q(('corrects', None), models.Q(('note', ''), _negated=True), _connector='OR'), name='value_corrected_for_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['returned', 'withdrawn']), _negated=True), models.Q(('remark', ''), _negated=True), _connector='OR'), name='value_turned_away_for_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='value_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='a6bff0e3ba18f4f3760ab3c10c1aa6c2f0517ba2', operation='DELETE', pgid='pgtrigger_value_is_never_deleted_17c64', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='value_is_of_its_period', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."indicator_id" IS DISTINCT FROM (NEW."indicator_id") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."part" IS DISTINCT FROM (NEW."part") OR OLD."is_computed" IS DISTINCT FROM (NEW."is_computed") OR OLD."counted" IS DISTINCT FROM (NEW."counted") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."at" IS DISTINCT FROM (NEW."at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1b75645005d2ef30260e5b3501c20b9b9beb26de', operation='UPDATE', pgid='pgtrigger_value_is_of_its_period_d64ea', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='value_is_written_by_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."low" IS DISTINCT FROM (NEW."low") OR OLD."high" IS DISTINCT FROM (NEW."high") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."checked_by_id" IS DISTINCT FROM (NEW."checked_by_id") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cf958094ad9c943c88d33e2e07c7b438615d9a04', operation='UPDATE', pgid='pgtrigger_value_is_written_by_its_moves_998ab', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='value_is_what_was_checked', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'entered\' AND OLD."status" = \'returned\') AND (OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."low" IS DISTINCT FROM (NEW."low") OR OLD."high" IS DISTINCT FROM (NEW."high") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."note" IS DISTINCT FROM (NEW."note")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0f010d2f5e939c9c40a33b02de4fc112d3f21a86', operation='UPDATE', pgid='pgtrigger_value_is_what_was_checked_8f9dc', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='what_is_computed_is_not_entered', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (SELECT is_computed <> NEW.is_computed FROM monitoring_indicator WHERE id = NEW.indicator_id) THEN\n                        RAISE EXCEPTION 'a value is computed exactly where its indicator is' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='87c4d31e2eba0991ccc7f080bce571290f34d1fe', operation='INSERT', pgid='pgtrigger_what_is_computed_is_not_entered_acb16', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{checked:published,checked:withdrawn,entered:checked,entered:returned,entered:withdrawn,published:superseded,returned:entered,returned:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='cf3297231bd6c25f00c9ff8874049d415f4b1cf6', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_0f0a4', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT ((NOT NEW."is_computed" AND NEW."status" = \'entered\') OR (NEW."is_computed" AND NEW."status" = \'published\')))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='ee468c8cbbe1fce188f88a9bfb081e3c37777af6', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_317a5', table='monitoring_indicatorvalue', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ValueCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                        ('value', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='monitoring.indicatorvalue', verbose_name='значение')),
                    ],
                    options={
                        'verbose_name': 'дело о значении показателя',
                        'verbose_name_plural': 'дела о значениях показателей',
                    },
                    bases=('viewflow.process',),
                ),
            ],
        ),
    ]
