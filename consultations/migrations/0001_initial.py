import django.db.models.deletion
import django_fsm
import journal.tables
import pgtrigger.compiler
import programme.lists.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('programme', '0004_tables_without_models'),
        ('viewflow', '0015_task_scheduled'),
    ]

    operations = [
        journal.tables.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Answer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reply', to='consultations.message', verbose_name='сообщение')),
                        ('by_body', models.CharField(max_length=200, verbose_name='кто отвечает')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто ответил')),
                        ('outcome', models.CharField(choices=[('taken', 'учтено'), ('partly', 'учтено частично'), ('declined', 'не учтено'), ('explained', 'разъяснено')], max_length=10, verbose_name='итог')),
                        ('text', models.TextField(verbose_name='ответ')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                        ('has_helped', models.BooleanField(null=True, verbose_name='помог ли автору')),
                    ],
                    options={
                        'verbose_name': 'ответ на сообщение',
                        'verbose_name_plural': 'ответы на сообщения',
                        'triggers': [pgtrigger.compiler.Trigger(name='answer_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2adf1bde751e0cb120f3521f2f43b383b403c300', operation='DELETE', pgid='pgtrigger_answer_is_never_deleted_55150', table='consultations_answer', when='BEFORE')), pgtrigger.compiler.Trigger(name='answer_is_what_was_answered', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."message_id" IS DISTINCT FROM (NEW."message_id") OR OLD."by_body" IS DISTINCT FROM (NEW."by_body") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."at" IS DISTINCT FROM (NEW."at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='bb471760bf2337071c7b2999a53a29b51014360d', operation='UPDATE', pgid='pgtrigger_answer_is_what_was_answered_b18cf', table='consultations_answer', when='BEFORE')), pgtrigger.compiler.Trigger(name='an_answer_is_rated_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."has_helped" IS NOT NULL AND OLD."has_helped" IS DISTINCT FROM (NEW."has_helped"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='aa4250d64083cf882710bc48af1b2f5963b900e5', operation='UPDATE', pgid='pgtrigger_an_answer_is_rated_once_48566', table='consultations_answer', when='BEFORE')), pgtrigger.compiler.Trigger(name='answered_by_whoever_is_asked', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE m RECORD;', func="\n                    SELECT status, author_id, checked_by_id INTO m FROM consultations_message WHERE id = NEW.message_id;\n                    IF m.status <> 'shown' OR NEW.by_id IN (m.author_id, m.checked_by_id) THEN\n                        RAISE EXCEPTION 'an answer before its message is shown, or by its author or moderator'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='8faa7beec08d8b1cf07686b4f68085e0631e34dc', operation='INSERT', pgid='pgtrigger_answered_by_whoever_is_asked_21e0b', table='consultations_answer', when='BEFORE'))],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('submitted', 'На проверке'), ('returned', 'Возвращено на правку'), ('shown', 'Показано'), ('answered', 'Отвечено'), ('refused', 'Не показано'), ('hidden', 'Скрыто'), ('withdrawn', 'Отозвано автором')], default='submitted', max_length=50, protected=True, verbose_name='состояние')),
                        ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='consultations.topic', verbose_name='тема')),
                        ('number', models.PositiveIntegerField(verbose_name='порядок')),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто написал')),
                        ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='от организации')),
                        ('kind', models.CharField(choices=[('question', 'Вопрос'), ('proposal', 'Предложение'), ('opinion', 'Мнение'), ('review', 'Отзыв'), ('statement', 'Высказывание')], max_length=10, verbose_name='вид')),
                        ('rating', models.PositiveSmallIntegerField(null=True, verbose_name='оценка')),
                        ('text', models.TextField(verbose_name='сообщение')),
                        ('section', models.CharField(blank=True, max_length=40, verbose_name='к чему относится')),
                        ('section_title', models.CharField(blank=True, max_length=300, verbose_name='часть обсуждаемого')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='откуда это известно')),
                        ('tone', models.CharField(blank=True, choices=[('good', 'хорошо'), ('even', 'по-разному'), ('bad', 'плохо')], max_length=4, verbose_name='тональность')),
                        ('district', programme.lists.fields.ListedField(blank=True, listed='districts', max_length=10, since='at', verbose_name='район')),
                        ('area', programme.lists.fields.ListedField(blank=True, listed='areas', max_length=10, since='at', verbose_name='область')),
                        ('addressee', models.CharField(blank=True, max_length=80, verbose_name='кому, если не тому, кто отвечает в теме')),
                        ('passed_from', models.CharField(max_length=80, null=True, verbose_name='от кого передано')),
                        ('repeats', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeated_by', to='consultations.message', verbose_name='что повторено')),
                        ('level', models.CharField(choices=[('email', 'почта'), ('telephone', 'телефон'), ('document', 'документ'), ('state', 'государственный вход')], max_length=10, verbose_name='уровень личности')),
                        ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='consultations.message')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                        ('returns', models.PositiveSmallIntegerField(default=0, verbose_name='сколько раз возвращено')),
                        ('reason', models.CharField(blank=True, max_length=40, verbose_name='причина из перечня')),
                        ('remark', models.TextField(blank=True, verbose_name='что сказал модератор')),
                        ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто проверил')),
                        ('checked_at', models.DateTimeField(null=True, verbose_name='проверено')),
                        ('complaint', models.TextField(blank=True, verbose_name='жалоба автора')),
                    ],
                    options={
                        'verbose_name': 'сообщение',
                        'verbose_name_plural': 'сообщения',
                        'ordering': ['topic', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('topic', 'number'), name='message_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'review'), ('rating__range', (1, 5))), models.Q(models.Q(('kind', 'review'), _negated=True), ('rating', None)), _connector='OR'), name='reviews_alone_have_a_rating'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'statement'), models.Q(('source', ''), _negated=True), models.Q(('tone', ''), _negated=True)), models.Q(models.Q(('kind', 'statement'), _negated=True), ('area', ''), ('district', ''), ('source', ''), ('tone', '')), _connector='OR'), name='statements_alone_have_a_tone'), models.CheckConstraint(condition=models.Q(models.Q(('section', ''), ('section_title', '')), models.Q(models.Q(('section', ''), _negated=True), models.Q(('section_title', ''), _negated=True)), _connector='OR'), name='a_section_has_its_title'), models.CheckConstraint(condition=models.Q(('repeats', None), models.Q(('addressee', ''), _negated=True), _connector='OR'), name='repeated_to_somebody_else'), models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('checked_by', models.F('author')), _negated=True), _connector='OR'), name='nobody_checks_their_own_message'), models.CheckConstraint(condition=models.Q(('status__in', ['submitted', 'withdrawn']), ('checked_by__isnull', False), _connector='OR'), name='shown_when_checked'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['refused', 'hidden']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='kept_back_for_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='message_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ee844f1b0555f03210f98f77060641d548d9a808', operation='DELETE', pgid='pgtrigger_message_is_never_deleted_3b3c7', table='consultations_message', when='BEFORE')), pgtrigger.compiler.Trigger(name='message_is_what_was_said', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."topic_id" IS DISTINCT FROM (NEW."topic_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."rating" IS DISTINCT FROM (NEW."rating") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."tone" IS DISTINCT FROM (NEW."tone") OR OLD."district" IS DISTINCT FROM (NEW."district") OR OLD."area" IS DISTINCT FROM (NEW."area") OR OLD."repeats_id" IS DISTINCT FROM (NEW."repeats_id") OR OLD."section" IS DISTINCT FROM (NEW."section") OR OLD."section_title" IS DISTINCT FROM (NEW."section_title"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='33f5093cc233f6e944f7624e9b80a504a41dd5a8', operation='UPDATE', pgid='pgtrigger_message_is_what_was_said_58bd6', table='consultations_message', when='BEFORE')), pgtrigger.compiler.Trigger(name='a_message_is_passed_on_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."passed_from" IS NOT NULL AND OLD."passed_from" IS DISTINCT FROM (NEW."passed_from"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f4b576ed9b0ad4eff332c9e850a62c2b234c9758', operation='UPDATE', pgid='pgtrigger_a_message_is_passed_on_once_92406', table='consultations_message', when='BEFORE')), pgtrigger.compiler.Trigger(name='addressee_changes_when_passed_on', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."passed_from" IS NOT DISTINCT FROM (NEW."passed_from") AND OLD."addressee" IS DISTINCT FROM (NEW."addressee"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='811c75bf85d9d5aeb307eb96a8942f7f43cf77a7', operation='UPDATE', pgid='pgtrigger_addressee_changes_when_passed_on_ae9e8', table='consultations_message', when='BEFORE')), pgtrigger.compiler.Trigger(name='words_change_when_returned', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."status" = \'returned\') AND OLD."text" IS DISTINCT FROM (NEW."text"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='fe29ec37bbaaa213f99982ff1e9b6ea315d3dfc4', operation='UPDATE', pgid='pgtrigger_words_change_when_returned_e37cf', table='consultations_message', when='BEFORE')), pgtrigger.compiler.Trigger(name='written_while_the_topic_is_open', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE state TEXT;', func="\n                    SELECT status INTO state FROM consultations_topic WHERE id = NEW.topic_id;\n                    IF state <> 'open' THEN\n                        RAISE EXCEPTION 'a message outside the window of its topic' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='ee4b374473d4815edb17aa13877c1765f6eea393', operation='INSERT', pgid='pgtrigger_written_while_the_topic_is_open_a1390', table='consultations_message', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{answered:hidden,hidden:answered,hidden:shown,refused:answered,refused:shown,returned:refused,returned:submitted,returned:withdrawn,shown:answered,shown:hidden,shown:withdrawn,submitted:refused,submitted:returned,submitted:shown,submitted:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='d0e1e6017346d549916bf3d4234ce33b92ba478f', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_5aa24', table='consultations_message', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'submitted\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='cc045cd462f9fe7f8b1e3d2d46e5c4e9e46680f0', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_106c4', table='consultations_message', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='MessageCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                        ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='consultations.message', verbose_name='сообщение')),
                    ],
                    options={
                        'verbose_name': 'дело о сообщении',
                        'verbose_name_plural': 'дела о сообщениях',
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='MessagePhoto',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='consultations.message', verbose_name='сообщение')),
                        ('alt', models.CharField(max_length=300, verbose_name='что на снимке')),
                        ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                        ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                        ('sha256', models.CharField(max_length=64)),
                    ],
                    options={
                        'verbose_name': 'снимок к сообщению',
                        'verbose_name_plural': 'снимки к сообщениям',
                        'ordering': ['pk'],
                        'triggers': [pgtrigger.compiler.Trigger(name='photo_of_a_message_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='14cf744ee6ffc6fe340604424d5ed7e0a06fa11e', operation='UPDATE OR DELETE', pgid='pgtrigger_photo_of_a_message_is_insert_only_a737c', table='consultations_messagephoto', when='BEFORE')), pgtrigger.compiler.Trigger(name='photo_of_a_message_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='667cfe25611516ee467f348219d52e4579ddce07', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_photo_of_a_message_is_never_truncated_6dc55', table='consultations_messagephoto', when='BEFORE'))],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Subscription',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='consultations.topic', verbose_name='тема')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто подписан')),
                        ('since', models.DateTimeField(auto_now_add=True, verbose_name='с какого времени')),
                    ],
                    options={
                        'verbose_name': 'подписка на тему',
                        'verbose_name_plural': 'подписки на темы',
                        'ordering': ['-pk'],
                        'constraints': [models.UniqueConstraint(fields=('topic', 'person'), name='subscribed_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Topic',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('announced', 'Объявлено'), ('open', 'Открыто'), ('summing', 'Сведение'), ('closed', 'Закрыто'), ('cancelled', 'Отменено')], default='announced', max_length=50, protected=True, verbose_name='состояние')),
                        ('closed_at', models.DateTimeField(null=True, verbose_name='когда закончилось')),
                        ('kind', models.CharField(choices=[('window', 'Обсуждение'), ('forum', 'Форум'), ('review', 'Отзывы'), ('city', 'О городе')], max_length=8, verbose_name='вид')),
                        ('object_key', models.CharField(blank=True, help_text='ключ журнала', max_length=120, verbose_name='что обсуждается')),
                        ('object_title', models.CharField(blank=True, max_length=300, verbose_name='как называется')),
                        ('object_url', models.CharField(blank=True, max_length=200, verbose_name='где прочитать')),
                        ('object_version', models.CharField(blank=True, max_length=64, verbose_name='отпечаток обсуждаемого')),
                        ('title', models.CharField(max_length=200, verbose_name='тема')),
                        ('about', models.TextField(verbose_name='о чём')),
                        ('starts_on', models.DateField(verbose_name='начало')),
                        ('ends_on', models.DateField(null=True, verbose_name='последний день')),
                        ('extended_from', models.DateField(null=True, verbose_name='продлено с')),
                        ('owner', models.CharField(max_length=80, verbose_name='кто ведёт')),
                        ('answerer', models.CharField(max_length=80, verbose_name='кто отвечает')),
                        ('announced_at', models.DateTimeField(auto_now_add=True, verbose_name='объявлено')),
                        ('ground', models.TextField(blank=True, verbose_name='почему закончилось')),
                        ('summary', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='свод предложений')),
                    ],
                    options={
                        'verbose_name': 'тема обсуждения',
                        'verbose_name_plural': 'темы обсуждений',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(fields=['object_key'], name='topics_of_an_object')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends_on__gte', models.F('starts_on')), ('kind', 'window')), models.Q(models.Q(('kind', 'window'), _negated=True), ('ends_on', None)), _connector='OR'), name='only_a_window_has_an_end'), models.CheckConstraint(condition=models.Q(('kind', 'forum'), models.Q(('object_key', ''), _negated=True), _connector='OR'), name='a_topic_is_about_something'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'window'), ('status', 'closed'), _negated=True), ('summary__isnull', False), _connector='OR'), name='closed_with_a_summary'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('status__in', ['closed', 'cancelled'])), models.Q(models.Q(('status__in', ['closed', 'cancelled']), _negated=True), ('closed_at', None)), _connector='OR'), name='topic_has_ended_when_it_ended'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'cancelled'), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='cancelled_with_a_ground'), models.UniqueConstraint(condition=models.Q(('status__in', ['announced', 'open', 'summing']), models.Q(('object_key', ''), _negated=True)), fields=('object_key', 'kind'), name='one_topic_of_a_kind_at_a_time', violation_error_message='Такое обсуждение уже идёт.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='topic_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ada9db55d5f24f1ea531b00d22bccaab12d384c8', operation='DELETE', pgid='pgtrigger_topic_is_never_deleted_43e9b', table='consultations_topic', when='BEFORE')), pgtrigger.compiler.Trigger(name='topic_is_what_was_announced', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."object_key" IS DISTINCT FROM (NEW."object_key") OR OLD."object_title" IS DISTINCT FROM (NEW."object_title") OR OLD."object_url" IS DISTINCT FROM (NEW."object_url") OR OLD."object_version" IS DISTINCT FROM (NEW."object_version") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f3ae39f1601fc39c1f1fa5d8026a49ab10890bea', operation='UPDATE', pgid='pgtrigger_topic_is_what_was_announced_55520', table='consultations_topic', when='BEFORE')), pgtrigger.compiler.Trigger(name='a_window_is_extended_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."extended_from" IS NOT NULL AND OLD."extended_from" IS DISTINCT FROM (NEW."extended_from")) OR (OLD."summary_id" IS NOT NULL AND OLD."summary_id" IS DISTINCT FROM (NEW."summary_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6c3b46d9ba3bc9aa69f7b01a9575daaee2d5cdd4', operation='UPDATE', pgid='pgtrigger_a_window_is_extended_once_bae3b', table='consultations_topic', when='BEFORE')), pgtrigger.compiler.Trigger(name='end_of_a_topic_is_of_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."ground" IS DISTINCT FROM (NEW."ground")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='fd0354d897fbfc7e5b75ae0d476842dbcfeb322d', operation='UPDATE', pgid='pgtrigger_end_of_a_topic_is_of_its_moves_239a1', table='consultations_topic', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{announced:cancelled,announced:open,open:cancelled,open:closed,open:open,open:summing,summing:cancelled,summing:closed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='e0600f9305ccde1d6baa7c3a566817686183fa6e', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_312fb', table='consultations_topic', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'announced\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='957861a60de2a8711c456411b41288bfb53f31b0', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_d9b84', table='consultations_topic', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='TopicCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                        ('topic', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='consultations.topic', verbose_name='тема')),
                    ],
                    options={
                        'verbose_name': 'дело об обсуждении',
                        'verbose_name_plural': 'дела об обсуждениях',
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('viewflow.process',),
                ),
            ],
        ),
    ]
