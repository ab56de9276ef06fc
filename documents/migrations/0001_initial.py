import casework.searching
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.fields.json
import django_fsm
import journal.tables
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_initial'),
        ('programme', '0001_initial'),
        ('viewflow', '0015_task_scheduled'),
    ]

    operations = [
        journal.tables.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='AgreementAcceptance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('accepted_at', models.DateTimeField(verbose_name='когда')),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='journal.entry', verbose_name='запись журнала')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signing_agreements', to=settings.AUTH_USER_MODEL, verbose_name='кто присоединился')),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='documents.signingagreement', verbose_name='редакция')),
                    ],
                    options={
                        'verbose_name': 'присоединение к соглашению об электронной подписи',
                        'verbose_name_plural': 'присоединения к соглашению об электронной подписи',
                        'constraints': [models.UniqueConstraint(fields=('agreement', 'person'), name='a_person_joins_a_version_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='acceptance_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4915edcd336368dc15dc564041329b79c858c162', operation='UPDATE OR DELETE', pgid='pgtrigger_acceptance_is_insert_only_61ad3', table='documents_agreementacceptance', when='BEFORE')), pgtrigger.compiler.Trigger(name='acceptances_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='d25be6c93f8da5e1dd3680ec5e19aea6ae665fa3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_acceptances_are_never_emptied_e86d6', table='documents_agreementacceptance', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Cosignature',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, verbose_name='кто заверил')),
                        ('key', models.CharField(max_length=400, verbose_name='ключ')),
                        ('line', models.CharField(max_length=500, verbose_name='строка подписи')),
                        ('signed_at', models.DateTimeField(verbose_name='когда заверил')),
                        ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cosignatures', to='journal.checkpoint', verbose_name='отметка')),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='journal.entry', verbose_name='запись журнала')),
                    ],
                    options={
                        'verbose_name': 'заверение отметки',
                        'verbose_name_plural': 'заверения отметок',
                        'constraints': [models.UniqueConstraint(fields=('checkpoint', 'name'), name='a_neighbour_cosigns_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='cosignature_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b7676600d7a526a712d61d661f80cc722c815a7b', operation='UPDATE OR DELETE', pgid='pgtrigger_cosignature_is_insert_only_f1055', table='documents_cosignature', when='BEFORE')), pgtrigger.compiler.Trigger(name='cosignature_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='1b6a53749241bc6777151c6c047bb4a9d5794418', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_cosignature_is_never_truncated_04035', table='documents_cosignature', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Counter',
                    fields=[
                        ('pk', models.CompositePrimaryKey('register', 'year', 'scope', blank=True, editable=False, primary_key=True, serialize=False)),
                        ('register', models.CharField(max_length=20)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('scope', models.CharField(max_length=40)),
                        ('last', models.PositiveIntegerField()),
                    ],
                    options={
                        'triggers': [pgtrigger.compiler.Trigger(name='counter_is_never_erased', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b2ad12fc9f288e82f088482d1fc237e62b3b20f3', operation='DELETE', pgid='pgtrigger_counter_is_never_erased_81486', table='documents_counter', when='BEFORE')), pgtrigger.compiler.Trigger(name='counter_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='73f34fc96a2298ef5820a35d38282d6eb6c69900', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_counter_is_never_emptied_cf690', table='documents_counter', when='BEFORE')), pgtrigger.compiler.Trigger(name='counter_grows_by_one', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW.last <> OLD.last + 1)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c4623836408574895103ac4295530837ed0e7fe5', operation='UPDATE', pgid='pgtrigger_counter_grows_by_one_c639b', table='documents_counter', when='BEFORE')), pgtrigger.compiler.Trigger(name='counter_begins_at_one', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."last" > 1)', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='56ca86a0bea877c110cf2bdd2d219c46b1f47318', operation='INSERT', pgid='pgtrigger_counter_begins_at_one_2fa5e', table='documents_counter', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Document',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('minutes', 'Протокол'), ('decision', 'Решение'), ('conclusion', 'Заключение'), ('receipt', 'Расписка'), ('notice', 'Уведомление'), ('announcement', 'Объявление'), ('extract', 'Выписка из протокола'), ('agreement', 'Соглашение'), ('certificate', 'Свидетельство'), ('diploma', 'Диплом'), ('edition', 'Редакция протокола'), ('sheet', 'Лист'), ('act', 'Акт'), ('order', 'Распоряжение'), ('schedule', 'План-график'), ('report', 'Отчёт'), ('statement', 'Справка'), ('ruling', 'Определение'), ('inventory', 'Опись'), ('programme', 'Программа'), ('summary', 'Свод предложений'), ('passport', 'Паспорт'), ('outcome', 'Итоговый документ'), ('attendance', 'Сертификат участника'), ('licence', 'Удостоверение'), ('results', 'Ведомость'), ('signature_check', 'Протокол проверки электронной подписи')], max_length=20, verbose_name='вид')),
                        ('register', models.CharField(max_length=20, verbose_name='журнал')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='год нумерации')),
                        ('scope', models.CharField(blank=True, max_length=40, verbose_name='серия')),
                        ('n', models.PositiveIntegerField(null=True, verbose_name='порядковый номер')),
                        ('number', models.CharField(max_length=40, verbose_name='номер')),
                        ('date', models.DateField(verbose_name='дата')),
                        ('title', models.CharField(max_length=400, verbose_name='заголовок')),
                        ('template', models.CharField(max_length=100, verbose_name='шаблон')),
                        ('template_hash', models.CharField(max_length=64, verbose_name='хеш шаблона')),
                        ('snapshot', models.JSONField(verbose_name='снимок данных')),
                        ('snapshot_hash', models.CharField(max_length=64, verbose_name='хеш снимка')),
                        ('code', models.CharField(max_length=16, unique=True, verbose_name='публичный код')),
                        ('is_public', models.BooleanField(default=False, verbose_name='опубликован')),
                        ('readers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='кому открыт')),
                        ('closed_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='кому закрыт')),
                        ('status', django_fsm.FSMField(choices=[('draft', 'Проект'), ('number_reserved', 'Номер зарезервирован'), ('generated', 'Сформирован'), ('endorsing', 'Визирование'), ('signing', 'На подписи'), ('signed', 'Подписан'), ('registered', 'Зарегистрирован'), ('sent', 'Направлен'), ('filed', 'В деле'), ('annulled', 'Аннулирован'), ('superseded', 'Заменён')], default='draft', max_length=50, protected=True, verbose_name='состояние')),
                        ('sign_by', models.DateField(null=True, verbose_name='подписать до')),
                        ('signatures_needed', models.PositiveSmallIntegerField(null=True, verbose_name='сколько подписей нужно')),
                        ('is_open', models.BooleanField(default=False, verbose_name='открыт для подписания')),
                        ('sign_lapses', models.BooleanField(default=False, verbose_name='без подписей в срок отпадает')),
                        ('reserved_at', models.DateTimeField(verbose_name='номер взят')),
                        ('generated_at', models.DateTimeField(null=True, verbose_name='сформирован')),
                        ('signed_at', models.DateTimeField(null=True, verbose_name='подписан')),
                        ('registered_at', models.DateTimeField(null=True, verbose_name='зарегистрирован')),
                        ('annulled_at', models.DateTimeField(null=True, verbose_name='аннулирован')),
                        ('annulled_reason', models.TextField(blank=True, verbose_name='причина аннулирования')),
                        ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='попыток сформировать')),
                        ('error', models.CharField(blank=True, max_length=12, verbose_name='номер ошибки')),
                        ('failed_at', models.DateTimeField(null=True, verbose_name='не сформирован')),
                        ('reserved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем')),
                        ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='documents.document', verbose_name='вместо документа')),
                    ],
                    options={
                        'verbose_name': 'документ',
                        'verbose_name_plural': 'документы',
                        'indexes': [models.Index(condition=models.Q(('is_public', True)), fields=['-id'], name='public_register'), models.Index(condition=models.Q(('failed_at__isnull', False)), fields=['id'], name='failed_documents'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(casework.searching.Folded(models.F('title')), config='russian'), name='title_words'), django.contrib.postgres.indexes.GinIndex(casework.searching.WordsOfJson('snapshot'), name='paper_words'), models.Index(django.db.models.fields.json.KeyTransform('reference', 'snapshot'), name='papers_by_reference'), models.Index(django.db.models.fields.json.KeyTransform('number', django.db.models.fields.json.KeyTransform('case', 'snapshot')), name='papers_by_case')],
                        'constraints': [models.UniqueConstraint(fields=('register', 'year', 'number'), name='number_is_unique_in_its_register'), models.UniqueConstraint(fields=('register', 'year', 'scope', 'n'), name='n_is_taken_once'), models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='document_has_number_and_title'), models.CheckConstraint(condition=models.Q(('signatures_needed', None), models.Q(('is_open', False), ('signatures_needed__gte', 1)), _connector='OR'), name='an_open_paper_counts_no_signatures'), models.CheckConstraint(condition=models.Q(models.Q(('annulled_at__isnull', False), ('status', 'annulled'), models.Q(('annulled_reason', ''), _negated=True)), models.Q(models.Q(('status', 'annulled'), _negated=True), ('annulled_at', None), ('annulled_reason', '')), _connector='OR'), name='void_number_keeps_its_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='document_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."register" IS DISTINCT FROM (NEW."register") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."n" IS DISTINCT FROM (NEW."n") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."snapshot" IS DISTINCT FROM (NEW."snapshot") OR OLD."snapshot_hash" IS DISTINCT FROM (NEW."snapshot_hash") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."template" IS DISTINCT FROM (NEW."template") OR OLD."reserved_at" IS DISTINCT FROM (NEW."reserved_at") OR OLD."reserved_by_id" IS DISTINCT FROM (NEW."reserved_by_id") OR OLD."supersedes_id" IS DISTINCT FROM (NEW."supersedes_id") OR OLD."signatures_needed" IS DISTINCT FROM (NEW."signatures_needed") OR OLD."is_open" IS DISTINCT FROM (NEW."is_open") OR OLD."sign_by" IS DISTINCT FROM (NEW."sign_by") OR OLD."sign_lapses" IS DISTINCT FROM (NEW."sign_lapses") OR OLD."closed_to" IS DISTINCT FROM (NEW."closed_to"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='3588b23b64780f0705b8cc0b598f50afc53f55bd', operation='UPDATE', pgid='pgtrigger_document_is_frozen_6141b', table='documents_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='dates_of_a_document_are_of_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."generated_at" IS DISTINCT FROM (NEW."generated_at") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."registered_at" IS DISTINCT FROM (NEW."registered_at") OR OLD."annulled_at" IS DISTINCT FROM (NEW."annulled_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1cd8349a297714d2b32dfb262d8d01eb2be3462f', operation='UPDATE', pgid='pgtrigger_dates_of_a_document_are_of_its_moves_117ba', table='documents_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='document_is_dated_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."generated_at" IS NOT NULL AND OLD."generated_at" IS DISTINCT FROM (NEW."generated_at")) OR (OLD."signed_at" IS NOT NULL AND OLD."signed_at" IS DISTINCT FROM (NEW."signed_at")) OR (OLD."registered_at" IS NOT NULL AND OLD."registered_at" IS DISTINCT FROM (NEW."registered_at")) OR (OLD."annulled_at" IS NOT NULL AND OLD."annulled_at" IS DISTINCT FROM (NEW."annulled_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='610b788e7b0d7448d5ee139c2962fe5dce5c8d33', operation='UPDATE', pgid='pgtrigger_document_is_dated_once_2028c', table='documents_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='published_stays_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."is_public" AND OLD."is_public" IS DISTINCT FROM (NEW."is_public"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c84cfc7148d4da5d30ce05dd676450b905beb8a1', operation='UPDATE', pgid='pgtrigger_published_stays_published_430a7', table='documents_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='a_reader_stays_a_reader', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT OLD.readers <@ NEW.readers)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='93f6aa7a50175481146f9ec3ba30d3a997cfaa71', operation='UPDATE', pgid='pgtrigger_a_reader_stays_a_reader_a54e2', table='documents_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='template_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.template_hash <> NEW.template_hash AND OLD.status NOT IN ('draft', 'number_reserved'))", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='3b643b985e5339a9126fbaa7fb3f352b93cb3c75', operation='UPDATE', pgid='pgtrigger_template_is_frozen_7cecb', table='documents_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='void_reason_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.annulled_reason <> '' AND OLD.annulled_reason <> NEW.annulled_reason)", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1ac41956344a94d613705aee04b5ecc300715727', operation='UPDATE', pgid='pgtrigger_void_reason_is_frozen_0cf51', table='documents_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='document_is_never_erased', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='fbe6b7be937d719c519d348214668bc1fd491126', operation='DELETE', pgid='pgtrigger_document_is_never_erased_608fd', table='documents_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='documents_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='37e071acc548799e91de51e90132794b6384ff0d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_documents_are_never_emptied_60c0d', table='documents_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{draft:number_reserved,endorsing:annulled,endorsing:signing,filed:annulled,filed:superseded,generated:annulled,generated:endorsing,generated:registered,generated:signing,number_reserved:annulled,number_reserved:generated,registered:annulled,registered:filed,registered:sent,registered:superseded,sent:annulled,sent:filed,sent:superseded,signed:annulled,signed:registered,signed:superseded,signing:annulled,signing:signed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='ea7ce6ae990d98aa3dd2d78e87bce9bbe08ce16f', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_06d1b', table='documents_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'draft\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='01d07b6c5419e9b1dbb1f03e160dbb27e0a323b0', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_1aeb4', table='documents_document', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='DocumentFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('original', 'Подлинник'), ('rendition', 'Копия с отметками о подписях'), ('snapshot', 'Данные документа (JSON)'), ('public', 'Публичная копия без имён')], max_length=10, verbose_name='что это')),
                        ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='SHA-256')),
                        ('size', models.PositiveBigIntegerField(verbose_name='размер, байт')),
                        ('pages', models.PositiveSmallIntegerField(default=0, verbose_name='страниц')),
                        ('stored_at', models.DateTimeField(verbose_name='сохранён')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='documents.document', verbose_name='документ')),
                    ],
                    options={
                        'verbose_name': 'файл документа',
                        'verbose_name_plural': 'файлы документов',
                        'constraints': [models.UniqueConstraint(fields=('document', 'role'), name='one_file_of_a_role'), models.UniqueConstraint(condition=models.Q(('role', 'snapshot'), _negated=True), fields=('sha256',), name='bytes_belong_to_one_document'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$'), ('size__gt', 0)), name='file_has_hash_and_size')],
                        'triggers': [pgtrigger.compiler.Trigger(name='file_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='97a8d41303f072120bc096bebaa4ace6cadf2a1d', operation='UPDATE OR DELETE', pgid='pgtrigger_file_is_insert_only_501ef', table='documents_documentfile', when='BEFORE')), pgtrigger.compiler.Trigger(name='files_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='123d9061501efbec79d62fd7e4d7408f0fc99478', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_files_are_never_emptied_3e327', table='documents_documentfile', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='DocumentNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('info', 'к сведению'), ('warning', 'предупреждение'), ('error', 'не действует')], default='info', max_length=8, verbose_name='вид')),
                        ('title', models.CharField(blank=True, max_length=200, verbose_name='заголовок')),
                        ('text', models.CharField(blank=True, max_length=400, verbose_name='текст')),
                        ('url', models.CharField(blank=True, max_length=200, verbose_name='где подробнее')),
                        ('at', models.DateTimeField(verbose_name='когда')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='documents.document', verbose_name='документ')),
                    ],
                    options={
                        'verbose_name': 'пометка на странице проверки',
                        'verbose_name_plural': 'пометки на странице проверки',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('text', ''), ('title', ''), ('url', '')), models.Q(('title', ''), _negated=True), _connector='OR'), name='note_has_a_title')],
                        'triggers': [pgtrigger.compiler.Trigger(name='document_note_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='162c96e750bb17e2311c9d3c3a60e95a12db9e9c', operation='UPDATE OR DELETE', pgid='pgtrigger_document_note_is_insert_only_4a938', table='documents_documentnote', when='BEFORE')), pgtrigger.compiler.Trigger(name='document_note_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='3d34bf7a4858b05b4e70530a36895e83c85ee832', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_document_note_is_never_truncated_be080', table='documents_documentnote', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='NamedPerson',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pseudonym', models.CharField(max_length=100, verbose_name='под каким именем')),
                        ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), default=list, size=None, verbose_name='слова, называющие человека')),
                        ('hidden_at', models.DateTimeField(null=True, verbose_name='имя закрыто')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='named', to='documents.document', verbose_name='документ')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто')),
                    ],
                    options={
                        'verbose_name': 'человек под номером',
                        'verbose_name_plural': 'люди под номерами',
                        'ordering': ['document_id', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('document', 'person'), name='one_pseudonym_a_paper'), models.CheckConstraint(condition=models.Q(('pseudonym', ''), _negated=True), name='pseudonym_is_said'), models.CheckConstraint(condition=models.Q(('words__len__gt', 0), ('hidden_at__isnull', False), _connector='OR'), name='whoever_is_not_named_is_hidden')],
                        'triggers': [pgtrigger.compiler.Trigger(name='pseudonym_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."pseudonym" IS DISTINCT FROM (NEW."pseudonym") OR OLD."words" IS DISTINCT FROM (NEW."words"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='386b288c54d7cd72232de32835dffab91282a9d2', operation='UPDATE', pgid='pgtrigger_pseudonym_is_final_6ea12', table='documents_namedperson', when='BEFORE')), pgtrigger.compiler.Trigger(name='hidden_name_stays_hidden', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."hidden_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5295930bc9d30aebb893620d1699bb967e39b756', operation='UPDATE', pgid='pgtrigger_hidden_name_stays_hidden_3ed4a', table='documents_namedperson', when='BEFORE')), pgtrigger.compiler.Trigger(name='pseudonym_is_never_erased', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='aedd681aea78a5a4bcb4946f1a4d97195c188974', operation='DELETE', pgid='pgtrigger_pseudonym_is_never_erased_a952a', table='documents_namedperson', when='BEFORE')), pgtrigger.compiler.Trigger(name='pseudonyms_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='52abb3df3b83efd1829ce835e096f694c99f66f4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_pseudonyms_are_never_emptied_6ba09', table='documents_namedperson', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ScannedSignature',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='documents.signaturerequest', verbose_name='чья')),
                        ('document_hash', models.CharField(max_length=64, verbose_name='SHA-256 подписанного')),
                        ('signed_on', models.DateField(verbose_name='день, когда подписано')),
                        ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                        ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='SHA-256 скана')),
                        ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                        ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто внёс')),
                        ('entered_at', models.DateTimeField(verbose_name='когда внесено')),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='journal.entry', verbose_name='запись журнала')),
                        ('rejected_at', models.DateTimeField(null=True, verbose_name='не принято')),
                        ('rejected_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто не принял')),
                        ('rejection', models.TextField(blank=True, verbose_name='почему не принято')),
                    ],
                    options={
                        'verbose_name': 'подпись на бумаге',
                        'verbose_name_plural': 'подписи на бумаге',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('rejected_at', None)), fields=('request',), name='one_scan_of_a_signature_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('rejected_at', None), ('rejected_by', None), ('rejection', '')), models.Q(('rejected_at__isnull', False), ('rejected_by__isnull', False), models.Q(('rejection', ''), _negated=True), models.Q(('rejected_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='another_person_rejects_a_scan_with_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='scan_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."request_id" IS DISTINCT FROM (NEW."request_id") OR OLD."document_hash" IS DISTINCT FROM (NEW."document_hash") OR OLD."signed_on" IS DISTINCT FROM (NEW."signed_on") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."entry_id" IS DISTINCT FROM (NEW."entry_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f121d0a08cef6b740e48646e17d4f617de710f1b', operation='UPDATE', pgid='pgtrigger_scan_is_frozen_fa62d', table='documents_scannedsignature', when='BEFORE')), pgtrigger.compiler.Trigger(name='rejection_of_a_scan_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."rejected_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='19a4a516b34aca8e026fc574406fd426fc3a48ce', operation='UPDATE', pgid='pgtrigger_rejection_of_a_scan_is_final_7ee1e', table='documents_scannedsignature', when='BEFORE')), pgtrigger.compiler.Trigger(name='scan_is_never_erased', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='3fee74912966849dab762ee30498ccb055ba5538', operation='DELETE', pgid='pgtrigger_scan_is_never_erased_7c91b', table='documents_scannedsignature', when='BEFORE')), pgtrigger.compiler.Trigger(name='scans_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='3b259489abf492c391c6953b2d085f7591709263', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_scans_are_never_emptied_cdb8b', table='documents_scannedsignature', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Signature',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='documents.signaturerequest', verbose_name='чья')),
                        ('acceptance', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.agreementacceptance', verbose_name='принятое соглашение')),
                        ('document_hash', models.CharField(max_length=64, verbose_name='SHA-256 подписанного')),
                        ('kind', models.CharField(choices=[('simple', 'простая электронная подпись'), ('unqualified', 'усиленная неквалифицированная электронная подпись'), ('qualified', 'усиленная квалифицированная электронная подпись'), ('paper', 'собственноручная подпись на бумаге')], default='simple', max_length=12, verbose_name='вид')),
                        ('account', models.CharField(blank=True, max_length=254, verbose_name='учётная запись')),
                        ('authenticated_at', models.DateTimeField(null=True, verbose_name='вход подтверждён')),
                        ('proof', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, to='documents.signaturecheck', verbose_name='проверка подписи')),
                        ('scan', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, to='documents.scannedsignature', verbose_name='скан')),
                        ('signed_at', models.DateTimeField(verbose_name='подписано')),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='journal.entry', verbose_name='запись журнала')),
                    ],
                    options={
                        'verbose_name': 'подпись',
                        'verbose_name_plural': 'подписи',
                        'constraints': [models.CheckConstraint(condition=models.Q(('authenticated_at__lte', models.F('signed_at')), ('signed_at__lte', django.db.models.expressions.CombinedExpression(models.F('authenticated_at'), '+', models.Value('00:05:10', output_field=models.DurationField())))), name='signed_soon_after_authentication'), models.CheckConstraint(condition=models.Q(models.Q(('acceptance__isnull', False), ('authenticated_at__isnull', False), ('kind', 'simple'), ('proof', None), ('scan', None), models.Q(('account', ''), _negated=True)), models.Q(('acceptance', None), ('authenticated_at', None), ('kind__in', ['unqualified', 'qualified']), ('proof__isnull', False), ('scan', None)), models.Q(('acceptance', None), ('authenticated_at', None), ('kind', 'paper'), ('proof', None), ('scan__isnull', False)), _connector='OR'), name='a_signature_has_the_evidence_of_its_kind')],
                        'triggers': [pgtrigger.compiler.Trigger(name='signature_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='48ca4ee106e8301bfb047ca95fc5d70f7d1fba24', operation='UPDATE OR DELETE', pgid='pgtrigger_signature_is_insert_only_a6a15', table='documents_signature', when='BEFORE')), pgtrigger.compiler.Trigger(name='signatures_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='4600cbe366df5722243881af8c9326f0e59dd345', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_signatures_are_never_emptied_88446', table='documents_signature', when='BEFORE')), pgtrigger.compiler.Trigger(name='signature_is_lawful', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF NOT EXISTS (\n                SELECT 1 FROM documents_signaturerequest r\n                JOIN documents_document d ON d.id = r.document_id\n                JOIN documents_documentfile f ON f.document_id = d.id AND f.role = 'original'\n                JOIN journal_entry e ON e.id = NEW.entry_id\n                WHERE r.id = NEW.request_id AND r.refused_at IS NULL\n                  AND (d.status = 'signing' OR d.is_open AND d.status IN ('registered', 'sent', 'filed'))\n                  AND f.sha256 = NEW.document_hash\n                  AND (NEW.kind = 'simple' AND e.actor_id = r.person_id AND EXISTS (\n                           SELECT 1 FROM documents_agreementacceptance a WHERE a.id = NEW.acceptance_id\n                           AND a.person_id = r.person_id AND a.accepted_at <= NEW.signed_at)\n                       OR NEW.kind IN ('unqualified', 'qualified') AND e.actor_id = r.person_id AND EXISTS (\n                           SELECT 1 FROM documents_signaturecheck c JOIN documents_signatureupload u ON u.id = c.upload_id\n                           WHERE c.id = NEW.proof_id AND u.request_id = r.id AND u.document_hash = NEW.document_hash\n                           AND c.result = 'passed' AND c.is_qualified = (NEW.kind = 'qualified'))\n                       OR NEW.kind = 'paper' AND EXISTS (\n                           SELECT 1 FROM documents_scannedsignature p WHERE p.id = NEW.scan_id AND p.request_id = r.id\n                           AND p.document_hash = NEW.document_hash AND p.rejected_at IS NULL\n                           AND e.actor_id IS NOT NULL AND e.actor_id NOT IN (p.entered_by_id, r.person_id)))\n                  AND NOT EXISTS (\n                    SELECT 1 FROM documents_signaturerequest p\n                    LEFT JOIN documents_signature s ON s.request_id = p.id\n                    WHERE p.document_id = d.id AND p.turn < r.turn AND s.id IS NULL\n                      AND p.refused_at IS NULL)) THEN\n                RAISE EXCEPTION 'pgtrigger: this signature is not lawful now';\n            END IF;\n            RETURN NEW;", hash='39bcbdefeb19668fbbc8d11a793f3c4450233feb', operation='INSERT', pgid='pgtrigger_signature_is_lawful_c12c1', table='documents_signature', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SignatureCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('upload', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='documents.signatureupload', verbose_name='что проверено')),
                        ('result', models.CharField(choices=[('passed', 'действительна'), ('failed', 'недействительна'), ('unknown', 'не удалось проверить')], max_length=10, verbose_name='итог')),
                        ('is_qualified', models.BooleanField(verbose_name='сертификат квалифицированный')),
                        ('is_contradictory', models.BooleanField(verbose_name='средства проверки разошлись')),
                        ('report', models.JSONField(verbose_name='отчёт')),
                        ('looked_up', models.TextField(blank=True, verbose_name='доверенность сверена с реестром')),
                        ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто попросил повторить')),
                        ('checked_at', models.DateTimeField(verbose_name='проверено')),
                        ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='протокол')),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='journal.entry', verbose_name='запись журнала')),
                    ],
                    options={
                        'verbose_name': 'проверка подписи',
                        'verbose_name_plural': 'проверки подписей',
                        'constraints': [models.CheckConstraint(condition=models.Q(('is_contradictory', False), models.Q(('result', 'passed'), _negated=True), _connector='OR'), name='a_contradiction_is_no_success')],
                        'triggers': [pgtrigger.compiler.Trigger(name='signature_check_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cbc184e0765925c8d483b1ef949e0d56640d50bf', operation='UPDATE OR DELETE', pgid='pgtrigger_signature_check_is_insert_only_eabf0', table='documents_signaturecheck', when='BEFORE')), pgtrigger.compiler.Trigger(name='signature_check_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='045a127ed2e7486073a874c42d2ae6b3a8af918e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_signature_check_is_never_truncated_ea431', table='documents_signaturecheck', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SignatureFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('upload', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='documents.signatureupload', verbose_name='к чему')),
                        ('role', models.CharField(choices=[('signature', 'подпись'), ('power', 'доверенность'), ('power_signature', 'подпись под доверенностью')], max_length=20, verbose_name='что это')),
                        ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                        ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='SHA-256')),
                        ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                    ],
                    options={
                        'verbose_name': 'файл загруженной подписи',
                        'verbose_name_plural': 'файлы загруженных подписей',
                        'constraints': [models.UniqueConstraint(fields=('upload', 'role'), name='one_file_of_a_role_in_an_upload')],
                        'triggers': [pgtrigger.compiler.Trigger(name='signature_file_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='14ac91328bf35205aae11d53ae5d7d4e846368d9', operation='UPDATE OR DELETE', pgid='pgtrigger_signature_file_is_insert_only_37dd9', table='documents_signaturefile', when='BEFORE')), pgtrigger.compiler.Trigger(name='signature_file_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='13628714f8ab5b7d20e4832a33399d73bf951715', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_signature_file_is_never_truncated_b0ae9', table='documents_signaturefile', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SignatureRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, verbose_name='инициалы и фамилия')),
                        ('role', models.CharField(max_length=200, verbose_name='в каком качестве')),
                        ('capacity', models.CharField(blank=True, max_length=80, verbose_name='полномочие, нужное в момент подписания')),
                        ('turn', models.PositiveSmallIntegerField(default=1, verbose_name='очередь')),
                        ('refused_at', models.DateTimeField(null=True, verbose_name='отказ')),
                        ('refusal', models.TextField(blank=True, verbose_name='причина отказа')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signature_requests', to='documents.document', verbose_name='документ')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signature_requests', to=settings.AUTH_USER_MODEL, verbose_name='кто подписывает')),
                    ],
                    options={
                        'verbose_name': 'подпись, которой ждут',
                        'verbose_name_plural': 'подписи, которых ждут',
                        'ordering': ['turn', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('document', 'person', 'capacity'), name='a_person_signs_a_document_once_in_a_capacity'), models.CheckConstraint(condition=models.Q(models.Q(('refusal', ''), ('refused_at', None)), models.Q(('refused_at__isnull', False), models.Q(('refusal', ''), _negated=True)), _connector='OR'), name='refusal_has_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='request_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."turn" IS DISTINCT FROM (NEW."turn"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1fc92880192711ba8dcd7fee8cbd8bd9f723f7c7', operation='UPDATE', pgid='pgtrigger_request_is_frozen_d2c43', table='documents_signaturerequest', when='BEFORE')), pgtrigger.compiler.Trigger(name='refusal_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."refused_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c4457130635b4e3cb0d13782d497ee07c5c93c95', operation='UPDATE', pgid='pgtrigger_refusal_is_final_17866', table='documents_signaturerequest', when='BEFORE')), pgtrigger.compiler.Trigger(name='request_is_never_erased', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b13aaa14c073cf8d9557e9b5de05ba46d7833fbd', operation='DELETE', pgid='pgtrigger_request_is_never_erased_b0489', table='documents_signaturerequest', when='BEFORE')), pgtrigger.compiler.Trigger(name='requests_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='730ad260bec51d3f3110dc358722a1b42cda0599', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_requests_are_never_emptied_343de', table='documents_signaturerequest', when='BEFORE')), pgtrigger.compiler.Trigger(name='nobody_is_added_after_freezing', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF NOT EXISTS (SELECT 1 FROM documents_document d WHERE d.id = NEW.document_id\n                            AND (d.status IN ('draft', 'number_reserved')\n                                 OR d.is_open AND d.status IN ('signing', 'registered', 'sent', 'filed'))) THEN\n                            RAISE EXCEPTION 'pgtrigger: the signatories of a frozen document are settled';\n                        END IF;\n                        RETURN NEW;", hash='88cb861647390e24f1ffb6e9ee720c6fc1fd401d', operation='INSERT', pgid='pgtrigger_nobody_is_added_after_freezing_e8150', table='documents_signaturerequest', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SignatureUpload',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uploads', to='documents.signaturerequest', verbose_name='чья')),
                        ('document_hash', models.CharField(max_length=64, verbose_name='SHA-256 подписанного')),
                        ('received_at', models.DateTimeField(verbose_name='поступила')),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='journal.entry', verbose_name='запись журнала')),
                    ],
                    options={
                        'verbose_name': 'загруженная подпись',
                        'verbose_name_plural': 'загруженные подписи',
                        'ordering': ['-pk'],
                        'triggers': [pgtrigger.compiler.Trigger(name='upload_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ec5f23e6aa68741e9d705a657da245161d348f81', operation='UPDATE OR DELETE', pgid='pgtrigger_upload_is_insert_only_cb292', table='documents_signatureupload', when='BEFORE')), pgtrigger.compiler.Trigger(name='upload_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='ce30897e3f271ea21f06fba27f16346caacd8117', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_upload_is_never_truncated_c78b0', table='documents_signatureupload', when='BEFORE'))],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='SigningAgreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.CharField(max_length=20, unique=True, verbose_name='редакция')),
                        ('text_hash', models.CharField(max_length=64, verbose_name='хеш текста')),
                        ('since', models.DateTimeField(verbose_name='действует с')),
                        ('document', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='документ')),
                    ],
                    options={
                        'verbose_name': 'соглашение об электронной подписи',
                        'verbose_name_plural': 'соглашения об электронной подписи',
                        'constraints': [models.CheckConstraint(condition=models.Q(('text_hash__regex', '^[0-9a-f]{64}$')), name='agreement_has_a_hash')],
                        'triggers': [pgtrigger.compiler.Trigger(name='agreement_text_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."text_hash" IS DISTINCT FROM (NEW."text_hash") OR OLD."since" IS DISTINCT FROM (NEW."since"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='b4a9b2fa2786daa582cc29892e4c5507a164be6c', operation='UPDATE', pgid='pgtrigger_agreement_text_is_final_4a7f2', table='documents_signingagreement', when='BEFORE')), pgtrigger.compiler.Trigger(name='agreement_paper_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."document_id" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='b335df64ab8b202413a64a9314f488eca81c0d70', operation='UPDATE', pgid='pgtrigger_agreement_paper_is_final_22f45', table='documents_signingagreement', when='BEFORE')), pgtrigger.compiler.Trigger(name='agreement_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='e5af1fd8f810f3ff25957a6b39761bee04ecc3cc', operation='DELETE', pgid='pgtrigger_agreement_is_never_deleted_6be29', table='documents_signingagreement', when='BEFORE')), pgtrigger.compiler.Trigger(name='agreements_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='cd1e481b8226a9e79302dc3ff2c27427cb136c6b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_agreements_are_never_emptied_6527e', table='documents_signingagreement', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SigningCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signing_case', to='documents.document')),
                    ],
                    options={
                        'verbose_name': 'подписание документа',
                        'verbose_name_plural': 'подписание документов',
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='PostalLetter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='by_post', to='documents.document', verbose_name='документ')),
                        ('addressee', models.CharField(max_length=80, verbose_name='кому')),
                        ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='нужно отправить с')),
                        ('sent_on', models.DateField(null=True, verbose_name='отправлено')),
                        ('sent_how', models.CharField(blank=True, max_length=300, verbose_name='как отправлено')),
                        ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто отправил')),
                    ],
                    options={
                        'verbose_name': 'письмо по почте',
                        'verbose_name_plural': 'письма по почте',
                        'ordering': ['pk'],
                        'indexes': [models.Index(condition=models.Q(('sent_on', None)), fields=['id'], name='postal_letter_to_send')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_by', None), ('sent_how', ''), ('sent_on', None)), models.Q(('sent_on__isnull', False), ('sent_by__isnull', False), models.Q(('sent_how', ''), _negated=True)), _connector='OR'), name='postal_letter_is_sent_by_somebody_somehow')],
                        'triggers': [pgtrigger.compiler.Trigger(name='postal_letter_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='3305b0be575560e1f7d3895744af7b7e2f1f80e4', operation='DELETE', pgid='pgtrigger_postal_letter_is_never_deleted_6bb05', table='documents_postalletter', when='BEFORE')), pgtrigger.compiler.Trigger(name='postal_letter_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."addressee" IS DISTINCT FROM (NEW."addressee") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='be2d7c6c199999777c5163066a0933bb0f8037e5', operation='UPDATE', pgid='pgtrigger_postal_letter_is_frozen_b452b', table='documents_postalletter', when='BEFORE')), pgtrigger.compiler.Trigger(name='postal_letter_is_sent_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."sent_on" IS NOT NULL AND (OLD."sent_on" IS DISTINCT FROM (NEW."sent_on") OR OLD."sent_how" IS DISTINCT FROM (NEW."sent_how") OR OLD."sent_by_id" IS DISTINCT FROM (NEW."sent_by_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='766881a715c43c17bb6da723540785d5ae7d07c1', operation='UPDATE', pgid='pgtrigger_postal_letter_is_sent_once_640b9', table='documents_postalletter', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
