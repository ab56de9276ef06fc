import casework.searching
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
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
                        ('number', models.CharField(blank=True, max_length=40, verbose_name='номер')),
                        ('title', models.CharField(max_length=200, verbose_name='название')),
                        ('area', programme.lists.fields.ListedField(blank=True, listed='areas', max_length=10, since='created_at', verbose_name='отраслевая область')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='начата')),
                        ('returns', models.PositiveSmallIntegerField(default=0, verbose_name='сколько раз возвращена')),
                        ('remarks', models.TextField(blank=True, verbose_name='замечания хранителя')),
                        ('ground', models.TextField(blank=True, verbose_name='почему закончилась')),
                        ('expires_on', models.DateField(null=True, verbose_name='действует по')),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто внёс')),
                        ('based_on', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='library.card', verbose_name='на основе карточки')),
                        ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто проверил')),
                        ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='бумага')),
                        ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='от организации')),
                        ('receipt', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='расписка')),
                        ('refusal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='отказ')),
                        ('root', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='library.card', verbose_name='первая карточка цепочки')),
                        ('current', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='library.cardedition', verbose_name='редакция')),
                        ('agenda_item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee.agendaitem', verbose_name='вопрос повестки')),
                        ('deferred_until', models.DateField(null=True, verbose_name='отложена до')),
                        ('is_discussed_again', models.BooleanField(default=False, verbose_name='обсуждалась повторно')),
                        ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultations.topic', verbose_name='обсуждение')),
                        ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='library.cardkind', verbose_name='род')),
                    ],
                    options={
                        'verbose_name': 'карточка',
                        'verbose_name_plural': 'карточки',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(fields=['kind', 'status'], name='cards_of_a_kind'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(casework.searching.Folded(models.F('title')), config='russian'), name='card_words')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='card_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('number', ''), ('submitted_at', None)), models.Q(models.Q(('number', ''), _negated=True), ('current__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='a_submitted_card_has_a_number'), models.CheckConstraint(condition=models.Q(('submitted_at__isnull', False), ('status__in', ['draft', 'withdrawn']), _connector='OR'), name='a_card_on_its_way_is_submitted'), models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('checked_by', models.F('author')), _negated=True), _connector='OR'), name='nobody_checks_their_own_card'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['in_force', 'superseded', 'repealed']), _negated=True), models.Q(('in_force_at__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='a_card_in_force_is_public'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['declined', 'repealed', 'superseded']), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='a_card_ends_on_a_ground'), models.UniqueConstraint(django.db.models.functions.comparison.Coalesce('root', 'id'), condition=models.Q(('status', 'in_force')), name='one_card_of_a_chain_is_in_force'), models.UniqueConstraint(condition=models.Q(('ended_at', None), ('in_force_at', None)), fields=('based_on',), name='one_next_edition_at_a_time', violation_error_message='Новую редакцию этой карточки уже готовят.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='card_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='787f42f37ee0e5d5067dcdbdc357e96fa5d111c9', operation='DELETE', pgid='pgtrigger_card_is_never_deleted_d55fc', table='library_card', when='BEFORE')), pgtrigger.compiler.Trigger(name='card_keeps_its_kind', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."kind_id" IS DISTINCT FROM (NEW."kind_id") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."based_on_id" IS DISTINCT FROM (NEW."based_on_id") OR OLD."root_id" IS DISTINCT FROM (NEW."root_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='d3da6a4370c176902bebfb1a07c33648802429f1', operation='UPDATE', pgid='pgtrigger_card_keeps_its_kind_2cdb0', table='library_card', when='BEFORE')), pgtrigger.compiler.Trigger(name='facts_of_a_card_are_of_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."area" IS DISTINCT FROM (NEW."area") OR OLD."current_id" IS DISTINCT FROM (NEW."current_id") OR OLD."returns" IS DISTINCT FROM (NEW."returns") OR OLD."remarks" IS DISTINCT FROM (NEW."remarks") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."checked_by_id" IS DISTINCT FROM (NEW."checked_by_id") OR OLD."receipt_id" IS DISTINCT FROM (NEW."receipt_id") OR OLD."refusal_id" IS DISTINCT FROM (NEW."refusal_id") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."deferred_until" IS DISTINCT FROM (NEW."deferred_until") OR OLD."is_discussed_again" IS DISTINCT FROM (NEW."is_discussed_again") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."in_force_at" IS DISTINCT FROM (NEW."in_force_at") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cdcce3ec8592cb2b4c95069a1765e9bd5d8c1def', operation='UPDATE', pgid='pgtrigger_facts_of_a_card_are_of_its_moves_78875', table='library_card', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{checking:consultation,checking:declined,checking:in_force,checking:on_committee,checking:returned,checking:withdrawn,consultation:revision,consultation:withdrawn,declined:checking,deferred:on_committee,deferred:withdrawn,draft:checking,draft:in_force,draft:withdrawn,expertise:withdrawn,in_force:repealed,in_force:superseded,on_committee:declined,on_committee:deferred,on_committee:in_force,on_committee:revision,on_committee:withdrawn,returned:checking,returned:declined,returned:withdrawn,revision:consultation,revision:in_force,revision:on_committee,revision:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='8a9d32868b5478f980e300b7f52ee2b5b9189bd3', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_ec04f', table='library_card', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'draft\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='a8ebdaa472b7e395cde95e1f5dfc5165865877bf', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_0137e', table='library_card', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='CardCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('card', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='library.card', verbose_name='карточка')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                    ],
                    options={
                        'verbose_name': 'дело о карточке',
                        'verbose_name_plural': 'дела о карточках',
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='CardEdition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='номер редакции')),
                        ('content', models.TextField(help_text='канонический JSON: title, area, fields', verbose_name='содержание')),
                        ('sha256', models.CharField(max_length=64)),
                        ('changes', models.TextField(blank=True, verbose_name='что изменено')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто внёс')),
                        ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='library.card', verbose_name='карточка')),
                    ],
                    options={
                        'verbose_name': 'редакция карточки',
                        'verbose_name_plural': 'редакции карточек',
                        'ordering': ['card', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('card', 'number'), name='card_edition_number_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='edition_of_a_card_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='69400634b08b03a2549e9933dc5eab11e653d13e', operation='UPDATE OR DELETE', pgid='pgtrigger_edition_of_a_card_is_insert_only_59961', table='library_cardedition', when='BEFORE')), pgtrigger.compiler.Trigger(name='edition_of_a_card_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='c6423a5bde1b9281546bc71a00ac72c21ddb1926', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_edition_of_a_card_is_never_truncated_54b57', table='library_cardedition', when='BEFORE'))],
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
                        ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='принята')),
                    ],
                    options={
                        'verbose_name': 'род карточек',
                        'verbose_name_plural': 'роды карточек',
                        'ordering': ['code', '-version'],
                        'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='card_kind_version_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='card_kind_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2a11d990ca27143e275c8265985fad6725931d6b', operation='UPDATE OR DELETE', pgid='pgtrigger_card_kind_is_insert_only_04b80', table='library_cardkind', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
