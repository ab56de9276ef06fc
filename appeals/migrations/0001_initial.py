import casework.searching
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django_fsm
import journal.tables
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('committee', '0001_initial'),
        ('documents', '0001_initial'),
        ('programme', '0001_initial'),
        ('programme', '0002_initial'),
        ('viewflow', '0015_task_scheduled'),
    ]

    operations = [
        journal.tables.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Appeal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('submitted', 'Подана'), ('registered', 'Зарегистрирована'), ('under_review', 'На рассмотрении'), ('hearing', 'Слушание назначено'), ('inadmissible', 'Оставлена без рассмотрения'), ('satisfied', 'Удовлетворена'), ('partly', 'Удовлетворена частично'), ('rejected', 'Отказано'), ('withdrawn', 'Отозвана')], default='submitted', max_length=50, protected=True, verbose_name='состояние')),
                        ('postponements', models.PositiveSmallIntegerField(default=0, verbose_name='переносов слушания')),
                        ('restorations', models.PositiveSmallIntegerField(default=0, verbose_name='восстановлений срока')),
                        ('settled_at', models.DateTimeField(null=True, verbose_name='когда решена')),
                        ('number', models.CharField(blank=True, max_length=40, verbose_name='номер')),
                        ('kind', models.CharField(max_length=40, verbose_name='предмет')),
                        ('subject', models.CharField(help_text='ключ журнала', max_length=120, verbose_name='что обжалуется')),
                        ('decision', models.CharField(help_text='ключ бумаги или день получения', max_length=120, verbose_name='какое решение')),
                        ('about', models.CharField(max_length=300, verbose_name='о чём')),
                        ('ground', models.CharField(choices=[('procedure', 'нарушена процедура'), ('mistake', 'ошибка в счёте или в факте'), ('document', 'не рассмотрен документ'), ('interest', 'личная заинтересованность решавшего')], max_length=10, verbose_name='основание')),
                        ('text', models.TextField(verbose_name='доводы')),
                        ('late_reason', models.TextField(blank=True, verbose_name='почему позже срока')),
                        ('received_at', models.DateTimeField(verbose_name='решение получено')),
                        ('last_day', models.DateField(verbose_name='последний день подачи')),
                        ('is_late', models.BooleanField(default=False, verbose_name='подана позже срока')),
                        ('appellant_key', models.CharField(max_length=80, verbose_name='заявитель')),
                        ('appellant_signer_key', models.CharField(max_length=80, verbose_name='кто вправе действовать за заявителя')),
                        ('respondent', models.CharField(max_length=80, verbose_name='вторая сторона')),
                        ('received_on', models.DateField(null=True, verbose_name='получена на бумаге')),
                        ('submitted_at', models.DateTimeField(verbose_name='подана')),
                        ('barred', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name='кто не участвует')),
                        ('stops', models.TextField(blank=True, verbose_name='что приостановлено')),
                        ('left_ground', models.CharField(blank=True, choices=[('late', 'срок пропущен без уважительной причины'), ('subject', 'это не предмет апелляции'), ('repeated', 'то же самое уже решено')], max_length=10, verbose_name='почему без рассмотрения')),
                        ('left_motive', models.TextField(blank=True, verbose_name='мотивы')),
                        ('restoration_plea', models.TextField(blank=True, verbose_name='ходатайство о восстановлении срока')),
                        ('remedy', models.CharField(blank=True, max_length=40, verbose_name='что изменено')),
                        ('reasons', models.TextField(blank=True, verbose_name='мотивы решения')),
                        ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.agendaitem', verbose_name='вопрос')),
                        ('left_first', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто предложил')),
                        ('left_second', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто согласился')),
                        ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.meeting', verbose_name='слушание')),
                        ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='за организацию')),
                        ('panel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.body', verbose_name='состав')),
                        ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='обжалуемая бумага')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто подал')),
                        ('receipt', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='расписка')),
                        ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='докладчик')),
                        ('verdict', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='решение по апелляции')),
                    ],
                    options={
                        'verbose_name': 'апелляция',
                        'verbose_name_plural': 'апелляции',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(fields=['subject'], name='appeals_of_a_subject'), models.Index(fields=['decision'], name='appeals_of_a_decision'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(casework.searching.Folded(models.F('about')), casework.searching.Folded(models.F('reasons')), config='russian'), name='appeal_words')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='appeal_number_once'), models.UniqueConstraint(condition=models.Q(('status__in', ['withdrawn', 'inadmissible']), _negated=True), fields=('kind', 'subject', 'decision', 'ground', 'appellant_key'), name='same_ground_appealed_once', violation_error_message='Это решение по этому основанию вы уже обжаловали.'), models.CheckConstraint(condition=models.Q(('status', 'submitted'), ('status', 'withdrawn'), models.Q(('number', ''), _negated=True), _connector='OR'), name='registered_appeal_has_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('is_late', True), _negated=True), models.Q(('late_reason', ''), _negated=True), _connector='OR'), name='late_appeal_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'inadmissible'), _negated=True), models.Q(('left_first__isnull', False), ('left_second__isnull', False), models.Q(('left_ground', ''), _negated=True), models.Q(('left_first', models.F('left_second')), _negated=True)), _connector='OR'), name='two_members_leave_an_appeal'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'hearing'), _negated=True), models.Q(('item__isnull', False), ('meeting__isnull', False), ('panel__isnull', False)), _connector='OR'), name='hearing_has_a_panel'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['satisfied', 'partly', 'rejected']), _negated=True), models.Q(('verdict__isnull', False), models.Q(('reasons', ''), _negated=True)), _connector='OR'), name='decided_appeal_is_on_paper'), models.CheckConstraint(condition=models.Q(('status__in', ['satisfied', 'partly']), ('remedy', ''), _connector='OR'), name='remedy_only_of_the_satisfied'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['satisfied', 'partly']), _negated=True), models.Q(('remedy', ''), _negated=True), _connector='OR'), name='satisfied_appeal_has_a_remedy'), models.CheckConstraint(condition=models.Q(('postponements__lte', 1)), name='hearing_postponed_once'), models.CheckConstraint(condition=models.Q(('restorations__lte', 1)), name='term_restored_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='appeal_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='14f3c6de117a9a4d1a0ebdc4712a4fdf6905faf6', operation='DELETE', pgid='pgtrigger_appeal_is_never_deleted_bcb09', table='appeals_appeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='appeal_keeps_its_words', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."paper_id" IS DISTINCT FROM (NEW."paper_id") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."late_reason" IS DISTINCT FROM (NEW."late_reason") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."last_day" IS DISTINCT FROM (NEW."last_day") OR OLD."is_late" IS DISTINCT FROM (NEW."is_late") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."appellant_key" IS DISTINCT FROM (NEW."appellant_key") OR OLD."appellant_signer_key" IS DISTINCT FROM (NEW."appellant_signer_key") OR OLD."respondent" IS DISTINCT FROM (NEW."respondent") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='88981893b9f69ff6fdf55ca4b4bf61506396b63b', operation='UPDATE', pgid='pgtrigger_appeal_keeps_its_words_2b9ee', table='appeals_appeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='appeal_keeps_its_number', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."number" = \'\') AND OLD."number" IS DISTINCT FROM (NEW."number"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='136cd7ebf7bd7849ff05a51e7f2c197228eb3880', operation='UPDATE', pgid='pgtrigger_appeal_keeps_its_number_a1d5c', table='appeals_appeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='appeal_has_one_receipt', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."receipt_id" IS NOT NULL AND OLD."receipt_id" IS DISTINCT FROM (NEW."receipt_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='fb31e296d6e0ff32d920a3a0ee5d71f33e83c33c', operation='UPDATE', pgid='pgtrigger_appeal_has_one_receipt_d3611', table='appeals_appeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='outcome_of_an_appeal_is_of_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."settled_at" IS DISTINCT FROM (NEW."settled_at") OR OLD."remedy" IS DISTINCT FROM (NEW."remedy") OR OLD."reasons" IS DISTINCT FROM (NEW."reasons") OR OLD."panel_id" IS DISTINCT FROM (NEW."panel_id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0bd60945d1705ecbbc6043baa16035d251b56d21', operation='UPDATE', pgid='pgtrigger_outcome_of_an_appeal_is_of_its_moves_8ff00', table='appeals_appeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='panel_of_an_appeal_is_lawful', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."status" = \'hearing\')', func="IF EXISTS (SELECT 1 FROM committee_bodymember m WHERE m.body_id = NEW.panel_id AND m.ended_at IS NULL\n                       AND m.has_vote AND m.person_id = ANY(NEW.barred)) THEN\n                RAISE EXCEPTION 'pgtrigger: whoever took part in what is appealed does not sit';\n            END IF;\n            IF (SELECT count(*) FROM committee_bodymember m WHERE m.body_id = NEW.panel_id AND m.has_vote)\n                < (SELECT quorum_persons FROM committee_body WHERE id = NEW.panel_id) THEN\n                RAISE EXCEPTION 'pgtrigger: too few sit on the appeal';\n            END IF;\n            RETURN NEW;", hash='0e570133ab249a727bb601eab307802e1b87e5b9', operation='UPDATE', pgid='pgtrigger_panel_of_an_appeal_is_lawful_d045f', table='appeals_appeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='appeal_and_its_subject_agree', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="IF (SELECT status IN ('under_review', 'hearing') FROM appeals_appeal WHERE id = NEW.id)\n                <> EXISTS (SELECT 1 FROM casework_underappeal u\n                           WHERE u.appeal = 'appeals.appeal:' || NEW.id AND u.until IS NULL) THEN\n                RAISE EXCEPTION 'pgtrigger: the subject is contested while its appeal is before the board, and only then';\n            END IF;\n            RETURN NULL;", hash='c64c2d7815a464727490d24b928b6aea39052194', operation='INSERT OR UPDATE', pgid='pgtrigger_appeal_and_its_subject_agree_87825', table='appeals_appeal', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{hearing:partly,hearing:rejected,hearing:satisfied,hearing:under_review,hearing:withdrawn,inadmissible:registered,registered:inadmissible,registered:under_review,registered:withdrawn,submitted:registered,submitted:withdrawn,under_review:hearing,under_review:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='2bf04b26c95a68f9443aa935a99106e953a30f8b', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_3c6f0', table='appeals_appeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'submitted\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='e53c3194728e3c6dda08390e4702cceba87828c7', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_1fc68', table='appeals_appeal', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='AppealCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='appeals.appeal', verbose_name='апелляция')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                    ],
                    options={
                        'verbose_name': 'дело об апелляции',
                        'verbose_name_plural': 'дела об апелляциях',
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='AppealFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                        ('kind', models.CharField(max_length=10, verbose_name='вид файла')),
                        ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                        ('sha256', models.CharField(max_length=64)),
                        ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем')),
                        ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='appeals.appeal', verbose_name='апелляция')),
                    ],
                    options={
                        'verbose_name': 'файл апелляции',
                        'verbose_name_plural': 'файлы апелляций',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('appeal', 'sha256'), name='same_appeal_file_once', violation_error_message='Этот файл уже приложен.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='appeal_file_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='986d360b041abb6d1646bf480dcf5722e6d77859', operation='UPDATE OR DELETE', pgid='pgtrigger_appeal_file_is_insert_only_757aa', table='appeals_appealfile', when='BEFORE')), pgtrigger.compiler.Trigger(name='appeal_file_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='f5b2e4913f52e41dac6bb31869fbbe66983693a4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_appeal_file_is_never_truncated_3e08f', table='appeals_appealfile', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
