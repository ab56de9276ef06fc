import casework.searching
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django_fsm
import journal.tables
import pgtrigger.compiler
import programme.lists.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('committee', '0002_kinds'),
        ('consultations', '0001_initial'),
        ('documents', '0001_initial'),
        ('expertise', '0002_ties_of_experts'),
        ('programme', '0004_tables_without_models'),
        ('viewflow', '0015_task_scheduled'),
    ]

    operations = [
        journal.tables.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Card',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('draft', 'Черновик'), ('checking', 'Формальная проверка'), ('returned', 'Возвращена'), ('consultation', 'Общественное обсуждение'), ('revision', 'Доработка'), ('expertise', 'На экспертизе'), ('on_committee', 'В комитете'), ('deferred', 'Отложена'), ('pending_act', 'Ожидает акта'), ('in_force', 'Действует'), ('superseded', 'Заменена'), ('repealed', 'Прекращена'), ('declined', 'Отклонена'), ('withdrawn', 'Отозвана')], default='draft', max_length=50, protected=True, verbose_name='состояние')),
                        ('submitted_at', models.DateTimeField(null=True, verbose_name='внесена')),
                        ('published_at', models.DateTimeField(null=True, verbose_name='видна всем с')),
                        ('in_force_at', models.DateTimeField(null=True, verbose_name='действует с')),
                        ('ended_at', models.DateTimeField(null=True, verbose_name='закончилась')),
                        ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='library.cardkind', verbose_name='род')),
                        ('number', models.CharField(blank=True, max_length=40, verbose_name='номер')),
                        ('title', models.CharField(max_length=200, verbose_name='название')),
                        ('area', programme.lists.fields.ListedField(blank=True, listed='areas', max_length=10, since='created_at', verbose_name='отраслевая область')),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто внёс')),
                        ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='от организации')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='начата')),
                        ('current', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='library.cardedition', verbose_name='редакция')),
                        ('based_on', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='library.card', verbose_name='на основе карточки')),
                        ('root', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='library.card', verbose_name='первая карточка цепочки')),
                        ('returns', models.PositiveSmallIntegerField(default=0, verbose_name='сколько раз возвращена')),
                        ('remarks', models.TextField(blank=True, verbose_name='замечания хранителя')),
                        ('ground', models.TextField(blank=True, verbose_name='почему закончилась')),
                        ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто проверил')),
                        ('receipt', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='расписка')),
                        ('refusal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='отказ')),
                        ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='бумага')),
                        ('target', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='library.card', verbose_name='о какой карточке просят')),
                        ('undertaking', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='execution.undertaking', verbose_name='поручение')),
                        ('programme_edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='execution.programmeedition', verbose_name='редакция программы')),
                        ('expires_on', models.DateField(null=True, verbose_name='действует по')),
                        ('agenda_item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.agendaitem', verbose_name='вопрос повестки')),
                        ('repeal_item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.agendaitem', verbose_name='вопрос о прекращении')),
                        ('deferred_until', models.DateField(null=True, verbose_name='отложена до')),
                        ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultations.topic', verbose_name='обсуждение')),
                        ('is_discussed_again', models.BooleanField(default=False, verbose_name='обсуждалась повторно')),
                        ('again_ground', models.TextField(blank=True, verbose_name='почему обсуждать повторно')),
                        ('expertise', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='expertise.expertise', verbose_name='экспертиза')),
                        ('act_title', models.CharField(blank=True, max_length=200, verbose_name='вид акта')),
                        ('act_number', models.CharField(blank=True, max_length=40, verbose_name='номер акта')),
                        ('act_date', models.DateField(null=True, verbose_name='дата акта')),
                    ],
                    options={
                        'verbose_name': 'карточка',
                        'verbose_name_plural': 'карточки',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(fields=['kind', 'status'], name='cards_of_a_kind'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(casework.searching.Folded(models.F('title')), config='russian'), name='card_words')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='card_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('number', ''), ('submitted_at', None)), models.Q(models.Q(('number', ''), _negated=True), ('current__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='a_submitted_card_has_a_number'), models.CheckConstraint(condition=models.Q(('submitted_at__isnull', False), ('status__in', ['draft', 'withdrawn']), _connector='OR'), name='a_card_on_its_way_is_submitted'), models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('checked_by', models.F('author')), _negated=True), _connector='OR'), name='nobody_checks_their_own_card'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['in_force', 'superseded', 'repealed']), _negated=True), models.Q(('in_force_at__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='a_card_in_force_is_public'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['declined', 'repealed', 'superseded']), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='a_card_ends_on_a_ground'), models.CheckConstraint(condition=models.Q(models.Q(('act_date', None), ('act_number', ''), ('act_title', '')), models.Q(models.Q(('act_title', ''), _negated=True), models.Q(('act_number', ''), _negated=True), ('act_date__isnull', False)), _connector='OR'), name='act_of_a_card_is_whole'), models.UniqueConstraint(django.db.models.functions.comparison.Coalesce('root', 'id'), condition=models.Q(('status', 'in_force')), name='one_card_of_a_chain_is_in_force'), models.UniqueConstraint(condition=models.Q(('ended_at', None), ('in_force_at', None)), fields=('based_on',), name='one_next_edition_at_a_time', violation_error_message='Новую редакцию этой карточки уже готовят.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='card_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='787f42f37ee0e5d5067dcdbdc357e96fa5d111c9', operation='DELETE', pgid='pgtrigger_card_is_never_deleted_d55fc', table='library_card', when='BEFORE')), pgtrigger.compiler.Trigger(name='card_keeps_its_kind', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."kind_id" IS DISTINCT FROM (NEW."kind_id") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."based_on_id" IS DISTINCT FROM (NEW."based_on_id") OR OLD."root_id" IS DISTINCT FROM (NEW."root_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."programme_edition_id" IS DISTINCT FROM (NEW."programme_edition_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f364a27f665d70c2aa31498f28809720a8cae3fd', operation='UPDATE', pgid='pgtrigger_card_keeps_its_kind_2cdb0', table='library_card', when='BEFORE')), pgtrigger.compiler.Trigger(name='facts_of_a_card_are_of_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."area" IS DISTINCT FROM (NEW."area") OR OLD."current_id" IS DISTINCT FROM (NEW."current_id") OR OLD."returns" IS DISTINCT FROM (NEW."returns") OR OLD."remarks" IS DISTINCT FROM (NEW."remarks") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."checked_by_id" IS DISTINCT FROM (NEW."checked_by_id") OR OLD."receipt_id" IS DISTINCT FROM (NEW."receipt_id") OR OLD."refusal_id" IS DISTINCT FROM (NEW."refusal_id") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."deferred_until" IS DISTINCT FROM (NEW."deferred_until") OR OLD."is_discussed_again" IS DISTINCT FROM (NEW."is_discussed_again") OR OLD."expertise_id" IS DISTINCT FROM (NEW."expertise_id") OR OLD."act_title" IS DISTINCT FROM (NEW."act_title") OR OLD."act_number" IS DISTINCT FROM (NEW."act_number") OR OLD."act_date" IS DISTINCT FROM (NEW."act_date") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."in_force_at" IS DISTINCT FROM (NEW."in_force_at") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='478f4ad8dc1db5909a1c8d2dd9b35566f0fc6272', operation='UPDATE', pgid='pgtrigger_facts_of_a_card_are_of_its_moves_78875', table='library_card', when='BEFORE')), pgtrigger.compiler.Trigger(name='second_discussion_is_asked_for_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."again_ground" = \'\') AND OLD."again_ground" IS DISTINCT FROM (NEW."again_ground"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0aff4696aea18f40815f6dae25c48cbcfc47b0c5', operation='UPDATE', pgid='pgtrigger_second_discussion_is_asked_for_once_6d151', table='library_card', when='BEFORE')), pgtrigger.compiler.Trigger(name='what_a_card_asks_is_of_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."target_id" IS DISTINCT FROM (NEW."target_id") OR OLD."undertaking_id" IS DISTINCT FROM (NEW."undertaking_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1cb0808833401b04c00b8f95be8bd953e244b6ef', operation='UPDATE', pgid='pgtrigger_what_a_card_asks_is_of_its_moves_74be0', table='library_card', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{checking:consultation,checking:declined,checking:expertise,checking:in_force,checking:on_committee,checking:returned,checking:withdrawn,consultation:revision,consultation:withdrawn,declined:checking,declined:expertise,deferred:on_committee,deferred:withdrawn,draft:checking,draft:in_force,draft:withdrawn,expertise:declined,expertise:in_force,expertise:on_committee,expertise:revision,expertise:withdrawn,in_force:repealed,in_force:superseded,on_committee:declined,on_committee:deferred,on_committee:expertise,on_committee:in_force,on_committee:pending_act,on_committee:revision,on_committee:withdrawn,pending_act:declined,pending_act:in_force,returned:checking,returned:declined,returned:withdrawn,revision:consultation,revision:expertise,revision:in_force,revision:on_committee,revision:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='c5a8618f7a88b56039eec11240cc4b2ffd8bff26', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_ec04f', table='library_card', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'draft\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='a8ebdaa472b7e395cde95e1f5dfc5165865877bf', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_0137e', table='library_card', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='CardActFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('card', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='act_file', to='library.card', verbose_name='карточка')),
                        ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                        ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                        ('sha256', models.CharField(max_length=64)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто приложил')),
                    ],
                    options={
                        'verbose_name': 'файл акта по карточке',
                        'verbose_name_plural': 'файлы актов по карточкам',
                        'triggers': [pgtrigger.compiler.Trigger(name='act_file_of_a_card_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7d31e62c2185ee1e223c0f699a491e0d6dfffdf1', operation='UPDATE OR DELETE', pgid='pgtrigger_act_file_of_a_card_is_insert_only_b2340', table='library_cardactfile', when='BEFORE')), pgtrigger.compiler.Trigger(name='act_file_of_a_card_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='51851d3973a81bd686d37e764bf8769dfcb5d93a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_act_file_of_a_card_is_never_truncated_58db7', table='library_cardactfile', when='BEFORE'))],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='CardCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                        ('card', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='library.card', verbose_name='карточка')),
                    ],
                    options={
                        'verbose_name': 'дело о карточке',
                        'verbose_name_plural': 'дела о карточках',
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='CardEdition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='library.card', verbose_name='карточка')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='номер редакции')),
                        ('content', models.TextField(help_text='канонический JSON: title, area, fields', verbose_name='содержание')),
                        ('sha256', models.CharField(max_length=64)),
                        ('changes', models.TextField(blank=True, verbose_name='что изменено')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто внёс')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                    ],
                    options={
                        'verbose_name': 'редакция карточки',
                        'verbose_name_plural': 'редакции карточек',
                        'ordering': ['card', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('card', 'number'), name='card_edition_number_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='edition_of_a_card_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='69400634b08b03a2549e9933dc5eab11e653d13e', operation='UPDATE OR DELETE', pgid='pgtrigger_edition_of_a_card_is_insert_only_59961', table='library_cardedition', when='BEFORE')), pgtrigger.compiler.Trigger(name='edition_of_a_card_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='c6423a5bde1b9281546bc71a00ac72c21ddb1926', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_edition_of_a_card_is_never_truncated_54b57', table='library_cardedition', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='CardExamination',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='examinations', to='library.card', verbose_name='карточка')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='library.cardedition', verbose_name='редакция')),
                        ('expertise', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='card_examination', to='expertise.expertise', verbose_name='экспертиза')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                    ],
                    options={
                        'verbose_name': 'экспертиза карточки',
                        'verbose_name_plural': 'экспертизы карточек',
                        'ordering': ['pk'],
                        'triggers': [pgtrigger.compiler.Trigger(name='examination_of_a_card_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3654ef617fba04c644a46e6e19696698e2814d4d', operation='UPDATE OR DELETE', pgid='pgtrigger_examination_of_a_card_is_insert_only_d0f7b', table='library_cardexamination', when='BEFORE')), pgtrigger.compiler.Trigger(name='examination_of_a_card_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='ac876ea4fc54222bb87263a57c3fcd5905aa9f57', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_examination_of_a_card_is_never_truncated_a6785', table='library_cardexamination', when='BEFORE')), pgtrigger.compiler.Trigger(name='experts_read_what_the_edition_says', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT FROM expertise_expertise e JOIN library_cardedition d ON d.sha256 = e.version_hash\n                        WHERE e.id = NEW.expertise_id AND d.id = NEW.edition_id AND d.card_id = NEW.card_id\n                    ) THEN\n                        RAISE EXCEPTION 'the expertise is about another text' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='d86ba2ad75af118cfbcbb92c8bd0c1dd4eaae9e1', operation='INSERT', pgid='pgtrigger_experts_read_what_the_edition_says_48ee6', table='library_cardexamination', when='BEFORE'))],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='CardKind',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=30, verbose_name='код')),
                        ('version', models.PositiveIntegerField(verbose_name='версия')),
                        ('title', models.CharField(max_length=100, verbose_name='название')),
                        ('data', models.JSONField(verbose_name='данные')),
                        ('fingerprint', models.CharField(max_length=64, verbose_name='отпечаток')),
                        ('ground', models.CharField(blank=True, default='', max_length=300, verbose_name='основание')),
                        ('is_retired', models.BooleanField(default=False, verbose_name='новых карточек не вносят')),
                        ('adopted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто записал')),
                        ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='принята')),
                    ],
                    options={
                        'verbose_name': 'род карточек',
                        'verbose_name_plural': 'роды карточек',
                        'ordering': ['code', '-version'],
                        'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='card_kind_version_once', violation_error_message='Такую версию этого рода уже записали: откройте род снова.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='card_kind_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2a11d990ca27143e275c8265985fad6725931d6b', operation='UPDATE OR DELETE', pgid='pgtrigger_card_kind_is_insert_only_04b80', table='library_cardkind', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='CardLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='library.card', verbose_name='карточка')),
                        ('relation', models.CharField(choices=[('belongs', 'относится к'), ('solves', 'решает'), ('repeats', 'повторяет'), ('based_on', 'основана на'), ('encourages', 'стимулирует'), ('uses', 'использует'), ('disputes', 'спорит с')], max_length=12, verbose_name='как связана')),
                        ('to_key', models.CharField(db_index=True, max_length=80, verbose_name='с чем')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто связал')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                    ],
                    options={
                        'verbose_name': 'связь карточки',
                        'verbose_name_plural': 'связи карточек',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('card', 'relation', 'to_key'), name='card_linked_once', violation_error_message='Такая связь уже есть.'), models.CheckConstraint(condition=models.Q(('to_key', django.db.models.functions.text.Concat(models.Value('library.card:'), django.db.models.functions.comparison.Cast(models.F('card_id'), models.CharField()))), _negated=True), name='no_card_is_linked_to_itself', violation_error_message='Карточку не связывают с ней самой.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='link_of_a_card_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3396b63d1207cfabc7859be29386415b16bea26d', operation='UPDATE OR DELETE', pgid='pgtrigger_link_of_a_card_is_insert_only_fb48f', table='library_cardlink', when='BEFORE')), pgtrigger.compiler.Trigger(name='link_of_a_card_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='36805a78c7942c7a4d310d9decec8a2fe6b1681c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_link_of_a_card_is_never_truncated_1bd67', table='library_cardlink', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='RemarkReply',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='library.card', verbose_name='карточка')),
                        ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultations.message', verbose_name='сообщение обсуждения')),
                        ('expertise', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='expertise.expertise', verbose_name='экспертиза')),
                        ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.agendaitem', verbose_name='вопрос комитета')),
                        ('remark', models.TextField(verbose_name='замечание')),
                        ('text', models.TextField(verbose_name='ответ автора')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто ответил')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                    ],
                    options={
                        'verbose_name': 'ответ на замечание',
                        'verbose_name_plural': 'ответы на замечания',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('expertise', None), ('item', None), ('message__isnull', False)), models.Q(('expertise__isnull', False), ('item', None), ('message', None)), models.Q(('expertise', None), ('item__isnull', False), ('message', None)), _connector='OR'), name='a_reply_is_to_one_remark'), models.UniqueConstraint(fields=('card', 'message'), name='one_reply_to_a_remark_of_message'), models.UniqueConstraint(fields=('card', 'expertise'), name='one_reply_to_a_remark_of_expertise'), models.UniqueConstraint(fields=('card', 'item'), name='one_reply_to_a_remark_of_item')],
                        'triggers': [pgtrigger.compiler.Trigger(name='reply_to_a_remark_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8d96c15a3d18567ee551797499d84f0d5984134a', operation='UPDATE OR DELETE', pgid='pgtrigger_reply_to_a_remark_is_insert_only_1a9e6', table='library_remarkreply', when='BEFORE')), pgtrigger.compiler.Trigger(name='reply_to_a_remark_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='f707aea8df5ac40868db56e8f9a7cf0cb8df0a7a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_reply_to_a_remark_is_never_truncated_ed13f', table='library_remarkreply', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='ExternalMatter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('preparing', 'Готовится'), ('sent', 'Направлено'), ('granted', 'Удовлетворено'), ('partly', 'Удовлетворено частично'), ('unanswered', 'Без ответа'), ('suspended', 'Приостановлено'), ('refused', 'Отклонено'), ('closed', 'Завершено'), ('dropped', 'Снято')], default='preparing', max_length=50, protected=True, verbose_name='состояние')),
                        ('ended_at', models.DateTimeField(null=True, verbose_name='закончилось')),
                        ('addressee', models.CharField(max_length=300, verbose_name='кому')),
                        ('deadline', models.DateField(null=True, verbose_name='последний день отправки')),
                        ('began_at', models.DateTimeField(auto_now_add=True, verbose_name='заведено')),
                        ('sent_on', models.DateField(null=True, verbose_name='направлено')),
                        ('outcome', models.CharField(blank=True, choices=[('preparing', 'Готовится'), ('sent', 'Направлено'), ('granted', 'Удовлетворено'), ('partly', 'Удовлетворено частично'), ('unanswered', 'Без ответа'), ('suspended', 'Приостановлено'), ('refused', 'Отклонено'), ('closed', 'Завершено'), ('dropped', 'Снято')], max_length=10, verbose_name='чем ответили')),
                        ('answer', models.TextField(blank=True, verbose_name='ответ')),
                        ('answered_on', models.DateField(null=True, verbose_name='когда ответили')),
                        ('result', models.CharField(blank=True, max_length=300, verbose_name='что получено')),
                        ('amount', models.PositiveBigIntegerField(null=True, verbose_name='сумма, ₽')),
                        ('until', models.DateField(null=True, verbose_name='по какой день')),
                        ('conclusion', models.TextField(blank=True, verbose_name='вывод для города')),
                        ('ground', models.TextField(blank=True, verbose_name='основание последнего шага')),
                        ('card', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='matter', to='library.card', verbose_name='карточка')),
                        ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='письмо города')),
                    ],
                    options={
                        'verbose_name': 'внешнее дело',
                        'verbose_name_plural': 'внешние дела',
                        'ordering': ['-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('letter', None), ('sent_on', None), ('status__in', ['preparing', 'dropped'])), models.Q(('letter__isnull', False), ('sent_on__isnull', False), models.Q(('status__in', ['preparing', 'dropped']), _negated=True)), _connector='OR'), name='matter_that_went_out_has_its_letter'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on', None), ('outcome', '')), models.Q(('answered_on__gte', models.F('sent_on')), ('outcome__in', ['granted', 'partly', 'refused']), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='matter_is_answered_after_it_was_sent'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['granted', 'partly', 'suspended', 'refused']), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='matter_is_decided_by_an_answer'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), models.Q(('conclusion', ''), _negated=True), _connector='OR'), name='refused_matter_has_its_conclusion'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), models.Q(('status__in', ['refused', 'closed', 'dropped']), _negated=True)), models.Q(('ended_at__isnull', False), ('status__in', ['refused', 'closed', 'dropped'])), _connector='OR'), name='matter_ends_in_an_end'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['suspended', 'closed', 'dropped']), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='matter_ends_on_a_ground')],
                        'triggers': [pgtrigger.compiler.Trigger(name='matter_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='f604f0a14081c96b5373c9af30fe28a601d53025', operation='DELETE', pgid='pgtrigger_matter_is_never_deleted_8e4e1', table='library_externalmatter', when='BEFORE')), pgtrigger.compiler.Trigger(name='matter_is_of_its_card', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."card_id" IS DISTINCT FROM (NEW."card_id") OR OLD."deadline" IS DISTINCT FROM (NEW."deadline") OR OLD."began_at" IS DISTINCT FROM (NEW."began_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='647a2635d42de708f87a843c94debc43e288999b', operation='UPDATE', pgid='pgtrigger_matter_is_of_its_card_55214', table='library_externalmatter', when='BEFORE')), pgtrigger.compiler.Trigger(name='facts_of_a_matter_are_of_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."addressee" IS DISTINCT FROM (NEW."addressee") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."sent_on" IS DISTINCT FROM (NEW."sent_on") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_on" IS DISTINCT FROM (NEW."answered_on") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."conclusion" IS DISTINCT FROM (NEW."conclusion") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4cef00857a9ccfe80f306394dd0bc2317e97afa9', operation='UPDATE', pgid='pgtrigger_facts_of_a_matter_are_of_its_moves_d70e4', table='library_externalmatter', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{granted:closed,granted:suspended,partly:closed,preparing:dropped,preparing:sent,sent:granted,sent:partly,sent:refused,sent:unanswered,suspended:closed,suspended:granted,unanswered:closed,unanswered:granted,unanswered:partly,unanswered:refused,unanswered:sent}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='f992ed7c5853a8f6e16365c3b4456bf013a95c6d', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_b7904', table='library_externalmatter', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'preparing\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='d17e159641d8480ebd64547db4e0d0b675e5db98', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_d7f2c', table='library_externalmatter', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='MatterCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('matter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='library.externalmatter', verbose_name='внешнее дело')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                    ],
                    options={
                        'verbose_name': 'дело о внешнем обращении',
                        'verbose_name_plural': 'дела о внешних обращениях',
                        'constraints': [],
                        'triggers': [],
                        'indexes': [],
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='OutsidePaper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('what', models.CharField(choices=[('sent', 'Направлено'), ('answer', 'Ответ'), ('reminder', 'Напоминание'), ('end', 'Как закончилось')], max_length=10, verbose_name='что это')),
                        ('day', models.DateField(verbose_name='день')),
                        ('words', models.TextField(blank=True, verbose_name='о чём')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто внёс')),
                        ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='бумага города')),
                        ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='library.externalmatter', verbose_name='внешнее дело')),
                    ],
                    options={
                        'verbose_name': 'бумага внешнего дела',
                        'verbose_name_plural': 'бумаги внешних дел',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('what', 'answer'), ('document__isnull', False), _connector='OR'), name='what_the_city_writes_is_a_paper')],
                        'triggers': [pgtrigger.compiler.Trigger(name='paper_of_a_matter_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9f8c09dc7bd5b196635734ec018ba06cb16549f0', operation='UPDATE OR DELETE', pgid='pgtrigger_paper_of_a_matter_is_insert_only_9f083', table='library_outsidepaper', when='BEFORE')), pgtrigger.compiler.Trigger(name='paper_of_a_matter_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='55078bd34f11e8dd7cadde5c69b904d5e53637af', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_paper_of_a_matter_is_never_truncated_56e63', table='library_outsidepaper', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='OutsideFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                        ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                        ('sha256', models.CharField(max_length=64)),
                        ('is_public', models.BooleanField(default=False, verbose_name='читают все')),
                        ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='file', to='library.outsidepaper', verbose_name='бумага')),
                    ],
                    options={
                        'verbose_name': 'копия бумаги внешнего дела',
                        'verbose_name_plural': 'копии бумаг внешних дел',
                        'constraints': [],
                        'triggers': [pgtrigger.compiler.Trigger(name='copy_of_an_outside_paper_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cd34df454a5dd2425c923b0d3145a457b7751c5c', operation='UPDATE OR DELETE', pgid='pgtrigger_copy_of_an_outside_paper_is_insert_only_b18a8', table='library_outsidefile', when='BEFORE')), pgtrigger.compiler.Trigger(name='copy_of_an_outside_paper_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='2375f7c1ed2b06e8f6f2db3accd9c4fda9a347e7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_copy_of_an_outside_paper_is_never_truncated_05d77', table='library_outsidefile', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='CardFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('field', models.CharField(max_length=32, verbose_name='поле')),
                        ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                        ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                        ('sha256', models.CharField(max_length=64)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='library.cardedition', verbose_name='редакция')),
                    ],
                    options={
                        'verbose_name': 'файл карточки',
                        'verbose_name_plural': 'файлы карточек',
                        'constraints': [models.UniqueConstraint(fields=('edition', 'field'), name='one_file_a_field')],
                        'triggers': [pgtrigger.compiler.Trigger(name='file_of_a_card_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2e140eff0a4f1a900be61965a7b80f658b380cdb', operation='UPDATE OR DELETE', pgid='pgtrigger_file_of_a_card_is_insert_only_bf08e', table='library_cardfile', when='BEFORE')), pgtrigger.compiler.Trigger(name='file_of_a_card_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='fe1a8fd3cccf84c54d2cfedf8aed9d95ba97f3a7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_file_of_a_card_is_never_truncated_98cf7', table='library_cardfile', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
            ],
        ),
    ]
