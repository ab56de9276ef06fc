import django.contrib.postgres.fields
import django.db.models.deletion
import django_fsm
import journal.tables
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('programme', '0001_initial'),
        ('programme', '0002_initial'),
        ('viewflow', '0015_task_scheduled'),
    ]

    operations = [
        journal.tables.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Evidence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('photo', 'фотография'), ('file', 'файл')], max_length=8, verbose_name='вид')),
                        ('caption', models.CharField(max_length=300, verbose_name='подпись')),
                        ('taken_on', models.DateField(null=True, verbose_name='когда снято')),
                        ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                        ('file_kind', models.CharField(max_length=10, verbose_name='вид файла')),
                        ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                        ('sha256', models.CharField(max_length=64)),
                        ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='execution.report', verbose_name='отчёт')),
                    ],
                    options={
                        'verbose_name': 'доказательство',
                        'verbose_name_plural': 'доказательства',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'photo'), _negated=True), ('file_kind', 'jpg'), _connector='OR'), name='photographs_are_pictures')],
                        'triggers': [pgtrigger.compiler.Trigger(name='evidence_of_a_report_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e4bbc7042a9fd82366d880c7691907cb5e769ee6', operation='UPDATE OR DELETE', pgid='pgtrigger_evidence_of_a_report_is_insert_only_64656', table='execution_evidence', when='BEFORE')), pgtrigger.compiler.Trigger(name='evidence_of_a_report_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='b819f06c85ae95df1ea2c27662187f4e88463e24', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_evidence_of_a_report_is_never_truncated_ca864', table='execution_evidence', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Report',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='порядок')),
                        ('period', models.CharField(blank=True, max_length=30, verbose_name='за какой период')),
                        ('is_final', models.BooleanField(verbose_name='итоговый')),
                        ('done_text', models.TextField(verbose_name='что сделано')),
                        ('fact', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='факт')),
                        ('progress', models.PositiveSmallIntegerField(null=True, verbose_name='готовность, %')),
                        ('obstacles', models.TextField(blank=True, verbose_name='что мешает')),
                        ('missing_proof', models.TextField(blank=True, verbose_name='почему нет подтверждения')),
                        ('admits_failure', models.BooleanField(default=False, verbose_name='признано невыполненным')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                        ('outcome', models.CharField(choices=[('returned', 'возвращён с замечаниями'), ('accepted', 'принят за период'), ('done', 'принят: выполнено'), ('partly', 'принят: выполнено частично'), ('failed', 'не принят: не выполнено')], max_length=10, null=True, verbose_name='итог приёмки')),
                        ('remarks', models.TextField(blank=True, verbose_name='замечания')),
                        ('checked_at', models.DateTimeField(null=True, verbose_name='проверен')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто отчитался')),
                        ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто проверил')),
                        ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='execution.report')),
                        ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='отчёт о ходе')),
                        ('statement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='справка')),
                        ('undertaking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='execution.undertaking', verbose_name='поручение')),
                    ],
                    options={
                        'verbose_name': 'отчёт о ходе',
                        'verbose_name_plural': 'отчёты о ходе',
                        'ordering': ['undertaking', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('undertaking', 'number'), name='report_number_once'), models.UniqueConstraint(condition=models.Q(('outcome', None)), fields=('undertaking',), name='one_report_is_checked_at_a_time'), models.UniqueConstraint(condition=models.Q(('outcome__in', ['accepted', 'done', 'partly'])), fields=('undertaking', 'period'), name='one_accepted_report_a_period'), models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('checked_by', models.F('by')), _negated=True), _connector='OR'), name='nobody_checks_their_own_report'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('checked_by', None), ('outcome', None)), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), ('outcome__isnull', False)), _connector='OR'), name='report_is_checked_whole'), models.CheckConstraint(condition=models.Q(('outcome', None), ('outcome__in', ['accepted', 'done']), models.Q(('remarks', ''), _negated=True), _connector='OR'), name='what_is_not_taken_whole_has_remarks'), models.CheckConstraint(condition=models.Q(('progress', None), ('progress__lte', 100), _connector='OR'), name='progress_is_a_percentage')],
                        'triggers': [pgtrigger.compiler.Trigger(name='report_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='6168f03e535abf0aac5a78b6d701cb08f10dbc29', operation='DELETE', pgid='pgtrigger_report_is_never_deleted_76913', table='execution_report', when='BEFORE')), pgtrigger.compiler.Trigger(name='report_keeps_its_words', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS NOT NULL AND (OLD."undertaking_id" IS DISTINCT FROM (NEW."undertaking_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."is_final" IS DISTINCT FROM (NEW."is_final") OR OLD."done_text" IS DISTINCT FROM (NEW."done_text") OR OLD."fact" IS DISTINCT FROM (NEW."fact") OR OLD."progress" IS DISTINCT FROM (NEW."progress") OR OLD."obstacles" IS DISTINCT FROM (NEW."obstacles") OR OLD."missing_proof" IS DISTINCT FROM (NEW."missing_proof") OR OLD."admits_failure" IS DISTINCT FROM (NEW."admits_failure") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."at" IS DISTINCT FROM (NEW."at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5e9779a6a3f9ecef4edb41b3ec83a79890202a05', operation='UPDATE', pgid='pgtrigger_report_keeps_its_words_63b0e', table='execution_report', when='BEFORE')), pgtrigger.compiler.Trigger(name='checked_report_keeps_its_remarks', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."outcome" IS NOT NULL AND OLD."remarks" IS DISTINCT FROM (NEW."remarks"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='47b70fc506ed3b81669c45f3b268e77df339288d', operation='UPDATE', pgid='pgtrigger_checked_report_keeps_its_remarks_b9249', table='execution_report', when='BEFORE')), pgtrigger.compiler.Trigger(name='report_is_checked_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."outcome" IS NOT NULL AND OLD."outcome" IS DISTINCT FROM (NEW."outcome")) OR (OLD."checked_by_id" IS NOT NULL AND OLD."checked_by_id" IS DISTINCT FROM (NEW."checked_by_id")) OR (OLD."checked_at" IS NOT NULL AND OLD."checked_at" IS DISTINCT FROM (NEW."checked_at")) OR (OLD."document_id" IS NOT NULL AND OLD."document_id" IS DISTINCT FROM (NEW."document_id")) OR (OLD."statement_id" IS NOT NULL AND OLD."statement_id" IS DISTINCT FROM (NEW."statement_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a8e97c9c56acabeb7eeb5fea1ec1a504f7df926d', operation='UPDATE', pgid='pgtrigger_report_is_checked_once_11415', table='execution_report', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Undertaking',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('planned', 'Запланировано'), ('under_way', 'Исполняется'), ('reported', 'Отчёт на приёмке'), ('returned', 'Отчёт возвращён'), ('suspended', 'Приостановлено'), ('done', 'Выполнено'), ('partly', 'Выполнено частично'), ('failed', 'Не выполнено'), ('dropped', 'Снято')], default='planned', max_length=50, protected=True, verbose_name='состояние')),
                        ('ended_at', models.DateTimeField(null=True, verbose_name='когда закончилось')),
                        ('kind', models.CharField(choices=[('project', 'Проект'), ('stage', 'Этап проекта'), ('instruction', 'Поручение')], max_length=12, verbose_name='вид')),
                        ('title', models.TextField(verbose_name='что сделать')),
                        ('number', models.PositiveSmallIntegerField(default=1, verbose_name='порядок')),
                        ('responsible', models.CharField(blank=True, max_length=80, verbose_name='ключ ответственного')),
                        ('controller', models.CharField(max_length=80, verbose_name='кто контролирует')),
                        ('starts_on', models.DateField(verbose_name='начало')),
                        ('due_on', models.DateField(null=True, verbose_name='срок')),
                        ('period', models.CharField(choices=[('once', 'один раз'), ('quarter', 'каждый квартал'), ('half_year', 'каждое полугодие'), ('year', 'каждый год')], default='once', max_length=10, verbose_name='отчётность')),
                        ('planned', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='план')),
                        ('unit', models.CharField(blank=True, max_length=40, verbose_name='единица')),
                        ('proof', models.CharField(blank=True, max_length=300, verbose_name='чем подтверждается')),
                        ('is_condition', models.BooleanField(default=False, verbose_name='условие решения')),
                        ('source', models.CharField(max_length=300, verbose_name='откуда')),
                        ('source_url', models.CharField(blank=True, max_length=200)),
                        ('readers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None)),
                        ('closed_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None)),
                        ('is_public', models.BooleanField(default=False, verbose_name='видно всем')),
                        ('suspended_on', models.DateField(null=True, verbose_name='приостановлено')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='поставлено')),
                        ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='ответственная организация')),
                        ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='execution.undertaking', verbose_name='часть чего')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ответственный')),
                    ],
                    options={
                        'verbose_name': 'поручение',
                        'verbose_name_plural': 'поручения',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(fields=['status', 'due_on'], name='undertakings_by_day')],
                        'constraints': [models.UniqueConstraint(fields=('parent', 'number'), name='part_number_once'), models.CheckConstraint(condition=models.Q(('organization', None), ('person', None), _connector='OR'), name='undertaking_has_one_responsible'), models.CheckConstraint(condition=models.Q(('status__in', ['planned', 'dropped']), models.Q(('responsible', ''), _negated=True), _connector='OR'), name='work_needs_a_responsible'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'stage'), ('parent__isnull', False)), models.Q(models.Q(('kind', 'stage'), _negated=True), ('parent', None)), _connector='OR'), name='stages_belong_to_a_project'), models.CheckConstraint(condition=models.Q(('due_on', None), ('due_on__gte', models.F('starts_on')), _connector='OR'), name='undertaking_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'suspended'), ('suspended_on__isnull', False)), models.Q(models.Q(('status', 'suspended'), _negated=True), ('suspended_on', None)), _connector='OR'), name='suspended_since_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('status__in', ['done', 'partly', 'failed', 'dropped'])), models.Q(models.Q(('status__in', ['done', 'partly', 'failed', 'dropped']), _negated=True), ('ended_at', None)), _connector='OR'), name='undertaking_has_ended_when_it_ended')],
                        'triggers': [pgtrigger.compiler.Trigger(name='undertaking_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='52296d55fda3e79353977a5bffb3ba7038f63b1d', operation='DELETE', pgid='pgtrigger_undertaking_is_never_deleted_3c26b', table='execution_undertaking', when='BEFORE')), pgtrigger.compiler.Trigger(name='undertaking_is_what_was_given', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."planned" IS DISTINCT FROM (NEW."planned") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."proof" IS DISTINCT FROM (NEW."proof") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."is_condition" IS DISTINCT FROM (NEW."is_condition") OR OLD."source" IS DISTINCT FROM (NEW."source"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='75acdb83db62615dc521326b9135f87e0856398c', operation='UPDATE', pgid='pgtrigger_undertaking_is_what_was_given_3035e', table='execution_undertaking', when='BEFORE')), pgtrigger.compiler.Trigger(name='ended_undertaking_is_settled', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ended_at" IS NOT NULL AND (OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."responsible" IS DISTINCT FROM (NEW."responsible") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."status" IS DISTINCT FROM (NEW."status")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e1182caf19baaa8d18fdf2a4dd87f96ba03a8bd7', operation='UPDATE', pgid='pgtrigger_ended_undertaking_is_settled_dc856', table='execution_undertaking', when='BEFORE')), pgtrigger.compiler.Trigger(name='end_of_an_undertaking_is_of_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."suspended_on" IS DISTINCT FROM (NEW."suspended_on")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f68198004682c19dec56f59f60d14b4bc176a643', operation='UPDATE', pgid='pgtrigger_end_of_an_undertaking_is_of_its_moves_e62fa', table='execution_undertaking', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{planned:dropped,planned:under_way,reported:done,reported:failed,reported:partly,reported:returned,reported:under_way,returned:dropped,returned:failed,returned:reported,returned:suspended,suspended:dropped,suspended:under_way,under_way:dropped,under_way:failed,under_way:reported,under_way:suspended}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='60e250ceb8c16408c0ce9e8f9f9b486e73e3b7d7', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_9429e', table='execution_undertaking', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'planned\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='17330d2d76ff137d7f5bae30b9ff4c33d18374d1', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_e87e3', table='execution_undertaking', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='UndertakingCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                        ('undertaking', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='execution.undertaking', verbose_name='поручение')),
                    ],
                    options={
                        'verbose_name': 'исполнение поручения',
                        'verbose_name_plural': 'исполнение поручений',
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='UndertakingChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('what', models.CharField(choices=[('responsible', 'ответственный'), ('due_on', 'срок'), ('pause', 'приостановление')], max_length=12, verbose_name='что')),
                        ('before', models.CharField(blank=True, max_length=300, verbose_name='было')),
                        ('after', models.CharField(blank=True, max_length=300, verbose_name='стало')),
                        ('ground', models.TextField(verbose_name='основание')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто')),
                        ('undertaking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='execution.undertaking', verbose_name='поручение')),
                    ],
                    options={
                        'verbose_name': 'изменение поручения',
                        'verbose_name_plural': 'изменения поручений',
                        'ordering': ['pk'],
                        'triggers': [pgtrigger.compiler.Trigger(name='change_of_an_undertaking_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a9450c0693ea83b9ad8c25ae5d8bf058ffa653a6', operation='UPDATE OR DELETE', pgid='pgtrigger_change_of_an_undertaking_is_insert_only_01abf', table='execution_undertakingchange', when='BEFORE')), pgtrigger.compiler.Trigger(name='change_of_an_undertaking_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='3949dfcca04d546d5c80c572e40ad222e7447549', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_change_of_an_undertaking_is_never_truncated_79686', table='execution_undertakingchange', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
