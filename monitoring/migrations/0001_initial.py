import casework.searching
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django_fsm
import journal.tables
import pgtrigger.compiler
import programme.lists.fields
import uuid
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
                    name='AwaitedReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='monitoring.indicator', verbose_name='показатель')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='год')),
                        ('part', models.PositiveSmallIntegerField(verbose_name='полугодие или квартал')),
                        ('card', models.CharField(blank=True, max_length=60, verbose_name='карточка отчёта, ключ')),
                        ('card_number', models.CharField(blank=True, max_length=40, verbose_name='номер карточки')),
                        ('card_title', models.CharField(blank=True, max_length=300, verbose_name='название карточки')),
                        ('card_url', models.CharField(blank=True, max_length=200, verbose_name='адрес карточки')),
                        ('why_not', models.TextField(blank=True, verbose_name='почему отчёта не будет')),
                        ('ended_at', models.DateTimeField(null=True, verbose_name='когда перестали ждать')),
                        ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто сказал, что отчёта не будет')),
                    ],
                    options={
                        'verbose_name': 'отчёт о показателе',
                        'verbose_name_plural': 'отчёты о показателях',
                        'ordering': ['-year', '-part', 'indicator'],
                        'constraints': [models.UniqueConstraint(fields=('indicator', 'year', 'part'), name='report_is_awaited_once'), models.CheckConstraint(condition=models.Q(models.Q(('card', ''), ('ended_at', None), ('why_not', '')), models.Q(('ended_at__isnull', False), models.Q(models.Q(('card', ''), models.Q(('why_not', ''), _negated=True)), models.Q(('ended_by', None), ('why_not', ''), models.Q(('card', ''), _negated=True)), _connector='OR')), _connector='OR'), name='report_ends_by_a_card_or_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='awaited_report_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2eed289044dcbfd00dfcbaefbd674a31d0dd0b13', operation='DELETE', pgid='pgtrigger_awaited_report_is_never_deleted_63320', table='monitoring_awaitedreport', when='BEFORE')), pgtrigger.compiler.Trigger(name='awaited_report_keeps_its_period', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."indicator_id" IS DISTINCT FROM (NEW."indicator_id") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."part" IS DISTINCT FROM (NEW."part"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='dd96f0175bba21499570142a344fb0d6867e7c68', operation='UPDATE', pgid='pgtrigger_awaited_report_keeps_its_period_1072a', table='monitoring_awaitedreport', when='BEFORE')), pgtrigger.compiler.Trigger(name='report_is_ended_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ended_at" IS NOT NULL AND (OLD."card" IS DISTINCT FROM (NEW."card") OR OLD."card_number" IS DISTINCT FROM (NEW."card_number") OR OLD."card_title" IS DISTINCT FROM (NEW."card_title") OR OLD."card_url" IS DISTINCT FROM (NEW."card_url") OR OLD."why_not" IS DISTINCT FROM (NEW."why_not") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9ac1399f7966c3f9824791354c767311b86387de', operation='UPDATE', pgid='pgtrigger_report_is_ended_once_abde3', table='monitoring_awaitedreport', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Ballot',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('wave', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='monitoring.wave', verbose_name='волна')),
                        ('is_paper', models.BooleanField(verbose_name='на бумаге')),
                        ('district', programme.lists.fields.ListedField(blank=True, listed='districts', max_length=10, since='', verbose_name='район')),
                        ('age', models.CharField(blank=True, choices=[('14', '14–17 лет'), ('18', '18–29 лет'), ('30', '30–44 года'), ('45', '45–59 лет'), ('60', '60 лет и старше')], max_length=2, verbose_name='возраст')),
                        ('sex', models.CharField(blank=True, choices=[('f', 'женский'), ('m', 'мужской')], max_length=1, verbose_name='пол')),
                        ('answers', models.JSONField(verbose_name='ответы')),
                    ],
                    options={
                        'verbose_name': 'анкета',
                        'verbose_name_plural': 'анкеты',
                        'ordering': ['pk'],
                        'triggers': [pgtrigger.compiler.Trigger(name='ballot_is_what_was_answered', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='071cbefddb0b55141f38d7b5ac22894eb6d8a794', operation='UPDATE', pgid='pgtrigger_ballot_is_what_was_answered_2399f', table='monitoring_ballot', when='BEFORE')), pgtrigger.compiler.Trigger(name='ballot_is_deleted_by_its_term', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF (SELECT forgotten_at IS NULL FROM monitoring_wave WHERE id = OLD.wave_id) THEN\n                      RAISE EXCEPTION 'pgtrigger: answers are kept until their term';\n                  END IF;\n                  RETURN OLD;", hash='909ca114d7ce80b64a953df1701de9f3e69c462b', operation='DELETE', pgid='pgtrigger_ballot_is_deleted_by_its_term_223d9', table='monitoring_ballot', when='BEFORE')), pgtrigger.compiler.Trigger(name='ballot_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='2d1e1ec2b1d0bc651a7c59cdd16cd4bfc712d080', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_ballot_is_never_truncated_5088c', table='monitoring_ballot', when='BEFORE')), pgtrigger.compiler.Trigger(name='ballot_is_of_the_field', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM 1 FROM monitoring_wave WHERE id = NEW.wave_id AND status = 'field' FOR SHARE;\n                  IF NOT FOUND THEN\n                      RAISE EXCEPTION 'pgtrigger: the wave takes no answers';\n                  END IF;\n                  RETURN NEW;", hash='59770bc3dc881b77215fd24a94f4c99fc93633b9', operation='INSERT', pgid='pgtrigger_ballot_is_of_the_field_dcc5c', table='monitoring_ballot', when='BEFORE'))],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
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
                        ('report_every', models.CharField(blank=True, choices=[('year', 'раз в год'), ('half_year', 'раз в полугодие'), ('quarter', 'раз в квартал')], max_length=10, verbose_name='как часто ждут отчёт')),
                        ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='кто представляет значения')),
                        ('ground', models.TextField(blank=True, verbose_name='основание')),
                        ('adopted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто завёл')),
                        ('adopted_at', models.DateTimeField(auto_now_add=True, verbose_name='когда заведён')),
                        ('closed_at', models.DateTimeField(null=True, verbose_name='когда закрыт')),
                        ('closing_ground', models.TextField(null=True, verbose_name='почему закрыт')),
                    ],
                    options={
                        'verbose_name': 'показатель',
                        'verbose_name_plural': 'показатели',
                        'ordering': ['code'],
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(casework.searching.Folded(models.F('title')), casework.searching.Folded(models.F('method')), config='russian'), name='indicator_words')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_computed', False), ('parts', []), ('query', '')), models.Q(('is_computed', True), models.Q(models.Q(models.Q(('query', ''), _negated=True), ('parts', [])), models.Q(('query', ''), models.Q(('parts', []), _negated=True)), _connector='OR')), _connector='OR'), name='computed_by_a_query_or_from_parts'), models.CheckConstraint(condition=models.Q(('places__lte', 4)), name='indicator_has_four_places_at_most'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closing_ground', None)), models.Q(('closed_at__gte', models.F('adopted_at')), models.Q(('closing_ground', None), _negated=True)), _connector='OR'), name='indicator_closed_for_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='indicator_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='f8634902e99f7bbe7c4e111cf0440497bc01f9a0', operation='DELETE', pgid='pgtrigger_indicator_is_never_deleted_c37aa', table='monitoring_indicator', when='BEFORE')), pgtrigger.compiler.Trigger(name='indicator_stays_what_it_is', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."scopes" IS DISTINCT FROM (NEW."scopes") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."publish_after" IS DISTINCT FROM (NEW."publish_after") OR OLD."is_computed" IS DISTINCT FROM (NEW."is_computed") OR OLD."query" IS DISTINCT FROM (NEW."query") OR OLD."parts" IS DISTINCT FROM (NEW."parts") OR OLD."report_every" IS DISTINCT FROM (NEW."report_every") OR OLD."responsible_id" IS DISTINCT FROM (NEW."responsible_id") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."adopted_by_id" IS DISTINCT FROM (NEW."adopted_by_id") OR OLD."adopted_at" IS DISTINCT FROM (NEW."adopted_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='8f6a5e422d2222bbf8b68c66c8df1e40fb398652', operation='UPDATE', pgid='pgtrigger_indicator_stays_what_it_is_15547', table='monitoring_indicator', when='BEFORE')), pgtrigger.compiler.Trigger(name='indicator_is_closed_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."closed_at" IS NOT NULL AND OLD."closed_at" IS DISTINCT FROM (NEW."closed_at")) OR (OLD."closing_ground" IS NOT NULL AND OLD."closing_ground" IS DISTINCT FROM (NEW."closing_ground")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5d87af97995182a1fbacdaa777b23a0dd75eb33a', operation='UPDATE', pgid='pgtrigger_indicator_is_closed_once_c87f2', table='monitoring_indicator', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='IndicatorValue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('entered', 'Внесено'), ('returned', 'Возвращено'), ('checked', 'Проверено'), ('published', 'Опубликовано'), ('superseded', 'Исправлено'), ('withdrawn', 'Снято')], default='entered', max_length=50, protected=True, verbose_name='состояние')),
                        ('published_at', models.DateTimeField(null=True, verbose_name='когда опубликовано')),
                        ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values_of', to='monitoring.indicator', verbose_name='показатель')),
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
                        ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='monitoring.indicatorvalue', verbose_name='что исправляет')),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто внёс')),
                        ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто проверил')),
                        ('remark', models.TextField(blank=True, verbose_name='последнее замечание или почему снято')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда внесено')),
                    ],
                    options={
                        'verbose_name': 'значение показателя',
                        'verbose_name_plural': 'значения показателей',
                        'ordering': ['-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('indicator', 'subject', 'year', 'part'), name='one_published_value_of_a_period'), models.UniqueConstraint(condition=models.Q(('status__in', ['entered', 'returned', 'checked'])), fields=('indicator', 'subject', 'year', 'part'), name='one_value_of_a_period_in_work', violation_error_message='Значение этого периода уже вносят: откройте его на странице показателя.'), models.CheckConstraint(condition=models.Q(models.Q(('author', None), ('checked_by', None), ('is_computed', True), ('status__in', ['published', 'superseded'])), models.Q(('author__isnull', False), ('is_computed', False)), _connector='OR'), name='computed_value_is_entered_by_nobody'), models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('checked_by', models.F('author')), _negated=True), _connector='OR'), name='entered_and_checked_by_two_people'), models.CheckConstraint(condition=models.Q(('is_computed', True), ('status__in', ['entered', 'returned', 'withdrawn']), ('checked_by__isnull', False), _connector='OR'), name='checked_value_says_by_whom'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('status__in', ['published', 'superseded'])), models.Q(models.Q(('status__in', ['published', 'superseded']), _negated=True), ('published_at', None)), _connector='OR'), name='published_value_has_its_moment'), models.CheckConstraint(condition=models.Q(models.Q(('high', None), ('low', None)), models.Q(('high__gte', models.F('value')), ('low__lte', models.F('value'))), _connector='OR'), name='value_lies_in_its_interval'), models.CheckConstraint(condition=models.Q(('corrects', None), models.Q(('note', ''), _negated=True), _connector='OR'), name='value_corrected_for_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['returned', 'withdrawn']), _negated=True), models.Q(('remark', ''), _negated=True), _connector='OR'), name='value_turned_away_for_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='value_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='a6bff0e3ba18f4f3760ab3c10c1aa6c2f0517ba2', operation='DELETE', pgid='pgtrigger_value_is_never_deleted_17c64', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='value_is_of_its_period', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."indicator_id" IS DISTINCT FROM (NEW."indicator_id") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."part" IS DISTINCT FROM (NEW."part") OR OLD."is_computed" IS DISTINCT FROM (NEW."is_computed") OR OLD."counted" IS DISTINCT FROM (NEW."counted") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."at" IS DISTINCT FROM (NEW."at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1b75645005d2ef30260e5b3501c20b9b9beb26de', operation='UPDATE', pgid='pgtrigger_value_is_of_its_period_d64ea', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='value_is_written_by_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."low" IS DISTINCT FROM (NEW."low") OR OLD."high" IS DISTINCT FROM (NEW."high") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."checked_by_id" IS DISTINCT FROM (NEW."checked_by_id") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cf958094ad9c943c88d33e2e07c7b438615d9a04', operation='UPDATE', pgid='pgtrigger_value_is_written_by_its_moves_998ab', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='value_is_what_was_checked', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'entered\' AND OLD."status" = \'returned\') AND (OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."low" IS DISTINCT FROM (NEW."low") OR OLD."high" IS DISTINCT FROM (NEW."high") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."note" IS DISTINCT FROM (NEW."note")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0f010d2f5e939c9c40a33b02de4fc112d3f21a86', operation='UPDATE', pgid='pgtrigger_value_is_what_was_checked_8f9dc', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='what_is_computed_is_not_entered', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (SELECT is_computed <> NEW.is_computed FROM monitoring_indicator WHERE id = NEW.indicator_id) THEN\n                        RAISE EXCEPTION 'a value is computed exactly where its indicator is' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='87c4d31e2eba0991ccc7f080bce571290f34d1fe', operation='INSERT', pgid='pgtrigger_what_is_computed_is_not_entered_acb16', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{checked:published,checked:withdrawn,entered:checked,entered:returned,entered:withdrawn,published:superseded,returned:entered,returned:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='cf3297231bd6c25f00c9ff8874049d415f4b1cf6', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_0f0a4', table='monitoring_indicatorvalue', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT ((NOT NEW."is_computed" AND NEW."status" = \'entered\') OR (NEW."is_computed" AND NEW."status" = \'published\')))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='ee468c8cbbe1fce188f88a9bfb081e3c37777af6', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_317a5', table='monitoring_indicatorvalue', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='PaperForm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wave', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_forms', to='monitoring.wave', verbose_name='волна')),
                        ('blank', models.CharField(max_length=20, verbose_name='номер бланка')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто ввёл')),
                    ],
                    options={
                        'verbose_name': 'бумажная анкета',
                        'verbose_name_plural': 'бумажные анкеты',
                        'constraints': [models.UniqueConstraint(fields=('wave', 'blank'), name='blank_is_entered_once', violation_error_message='Бланк с этим номером уже введён.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='paper_form_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='714072737defaa2ff13fb9ca22706ee6a4b2685b', operation='UPDATE OR DELETE', pgid='pgtrigger_paper_form_is_insert_only_18d17', table='monitoring_paperform', when='BEFORE')), pgtrigger.compiler.Trigger(name='paper_form_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='e422ec779d16e54d03de2b8928b8ce8f0091761e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_paper_form_is_never_truncated_4f253', table='monitoring_paperform', when='BEFORE')), pgtrigger.compiler.Trigger(name='paper_form_is_in_the_field', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM 1 FROM monitoring_wave WHERE id = NEW.wave_id AND status = 'field' FOR SHARE;\n                  IF NOT FOUND THEN\n                      RAISE EXCEPTION 'pgtrigger: the wave takes no answers';\n                  END IF;\n                  RETURN NEW;", hash='89bfceaead0584190f23662fb2cd4536da245c99', operation='INSERT', pgid='pgtrigger_paper_form_is_in_the_field_ac7e1', table='monitoring_paperform', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Participation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wave', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='monitoring.wave', verbose_name='волна')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто ответил')),
                        ('level', models.CharField(choices=[('email', 'почта'), ('telephone', 'телефон'), ('document', 'документ'), ('state', 'государственный вход')], max_length=10, verbose_name='чем подтверждена личность')),
                    ],
                    options={
                        'verbose_name': 'участие в опросе',
                        'verbose_name_plural': 'участие в опросах',
                        'constraints': [models.UniqueConstraint(fields=('wave', 'person'), name='answered_once', violation_error_message='Вы уже ответили: второй раз ответить нельзя, и первый ответ изменить нельзя.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='participation_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c0995aed9f0dc83efcd77adb7f609f1d830f86c6', operation='UPDATE OR DELETE', pgid='pgtrigger_participation_is_insert_only_f2d86', table='monitoring_participation', when='BEFORE')), pgtrigger.compiler.Trigger(name='participation_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='6bf24e0090f17a32b059c03d9179bf7dc4187e7b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_participation_is_never_truncated_e5f28', table='monitoring_participation', when='BEFORE')), pgtrigger.compiler.Trigger(name='participation_is_in_the_field', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM 1 FROM monitoring_wave WHERE id = NEW.wave_id AND status = 'field' FOR SHARE;\n                  IF NOT FOUND THEN\n                      RAISE EXCEPTION 'pgtrigger: the wave takes no answers';\n                  END IF;\n                  RETURN NEW;", hash='5e29291b0774d846ed5f72460da9dd5c4aefd955', operation='INSERT', pgid='pgtrigger_participation_is_in_the_field_9ea4b', table='monitoring_participation', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Question',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wave', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='monitoring.wave', verbose_name='волна')),
                        ('code', models.CharField(max_length=10, verbose_name='код')),
                        ('order', models.PositiveSmallIntegerField(verbose_name='порядок')),
                        ('kind', models.CharField(choices=[('single', 'один ответ из списка'), ('several', 'несколько ответов из списка'), ('scale', 'шкала от 1 до 5'), ('number', 'число'), ('text', 'свои слова')], max_length=10, verbose_name='вид')),
                        ('text', models.CharField(max_length=500, verbose_name='вопрос')),
                        ('options', models.JSONField(default=list, verbose_name='варианты')),
                        ('low', models.CharField(blank=True, max_length=60, verbose_name='1 означает')),
                        ('high', models.CharField(blank=True, max_length=60, verbose_name='5 означает')),
                        ('indicator', models.CharField(blank=True, max_length=12, verbose_name='показатель, о котором вопрос')),
                    ],
                    options={
                        'verbose_name': 'вопрос анкеты',
                        'verbose_name_plural': 'вопросы анкет',
                        'ordering': ['order', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('wave', 'code'), name='question_code_once'), models.UniqueConstraint(condition=models.Q(('indicator', ''), _negated=True), fields=('wave', 'indicator'), name='indicator_is_asked_once', violation_error_message='Об этом показателе в волне уже есть вопрос: ряд строят по одному.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='question_keeps_its_wave', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."wave_id" IS DISTINCT FROM (NEW."wave_id") OR OLD."code" IS DISTINCT FROM (NEW."code"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='35b561bc8efdf851b4677d18b4b94428d38718fd', operation='UPDATE', pgid='pgtrigger_question_keeps_its_wave_702a2', table='monitoring_question', when='BEFORE')), pgtrigger.compiler.Trigger(name='questions_are_of_a_draft', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM 1 FROM monitoring_wave WHERE id = COALESCE(NEW.wave_id, OLD.wave_id) AND status = 'draft' FOR SHARE;\n                        IF NOT FOUND THEN\n                            RAISE EXCEPTION 'pgtrigger: an approved questionnaire stays as it is';\n                        END IF;\n                        IF TG_OP = 'DELETE' THEN\n                            RETURN OLD;\n                        END IF;\n                        RETURN NEW;", hash='74a1f8947d0aeeaf67a6a36e9c1f16898bb88ff9', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_questions_are_of_a_draft_fc20b', table='monitoring_question', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='ReportCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                        ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='monitoring.awaitedreport', verbose_name='отчёт')),
                    ],
                    options={
                        'verbose_name': 'дело об отчёте о показателе',
                        'verbose_name_plural': 'дела об отчётах о показателях',
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='Survey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=200, verbose_name='название')),
                        ('about', models.TextField(verbose_name='о чём и зачем')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто начал')),
                    ],
                    options={
                        'verbose_name': 'опрос',
                        'verbose_name_plural': 'опросы',
                        'ordering': ['title'],
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(casework.searching.Folded(models.F('title')), casework.searching.Folded(models.F('about')), config='russian'), name='survey_words')],
                        'constraints': [models.UniqueConstraint(fields=('title',), name='survey_title_once', violation_error_message='Опрос с таким названием уже есть: добавьте ему волну.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='survey_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='0cd345bfe6d40c8c1890b6bb39ff2bd866a1ea05', operation='DELETE', pgid='pgtrigger_survey_is_never_deleted_5683f', table='monitoring_survey', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='TextCode',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wave', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='text_codes', to='monitoring.wave', verbose_name='волна')),
                        ('question', models.CharField(max_length=10, verbose_name='код вопроса')),
                        ('title', models.CharField(max_length=120, verbose_name='о чём эти ответы')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто ввёл')),
                    ],
                    options={
                        'verbose_name': 'код ответов',
                        'verbose_name_plural': 'коды ответов',
                        'ordering': ['title'],
                        'constraints': [models.UniqueConstraint(fields=('wave', 'question', 'title'), name='text_code_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='text_code_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2a33eac3c3475bc2d36297df953e177a047afa2d', operation='DELETE', pgid='pgtrigger_text_code_is_never_deleted_0250d', table='monitoring_textcode', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='TextCoding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='monitoring.ballot', verbose_name='анкета')),
                        ('question', models.CharField(max_length=10, verbose_name='код вопроса')),
                        ('code', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='monitoring.textcode', verbose_name='код')),
                    ],
                    options={
                        'verbose_name': 'разбор ответа',
                        'verbose_name_plural': 'разбор ответов',
                        'constraints': [models.UniqueConstraint(fields=('ballot', 'question'), name='answer_is_coded_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='coding_is_deleted_by_its_term', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF (SELECT forgotten_at IS NULL FROM monitoring_wave WHERE id = (SELECT wave_id FROM monitoring_ballot WHERE id = OLD.ballot_id)) THEN\n                      RAISE EXCEPTION 'pgtrigger: answers are kept until their term';\n                  END IF;\n                  RETURN OLD;", hash='aba3d9701dabb5235e432130201a4f15f2b464a8', operation='DELETE', pgid='pgtrigger_coding_is_deleted_by_its_term_40136', table='monitoring_textcoding', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='UrnPlace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wave', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='urn', to='monitoring.wave', verbose_name='волна')),
                        ('place', models.PositiveIntegerField(verbose_name='место')),
                        ('papers', models.PositiveIntegerField(default=0, verbose_name='сколько ответов')),
                        ('sealed', models.BinaryField(default=b'', verbose_name='запечатанные ответы')),
                    ],
                    options={
                        'verbose_name': 'место урны опроса',
                        'verbose_name_plural': 'урна опроса',
                        'constraints': [models.UniqueConstraint(fields=('wave', 'place'), name='urn_place_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='urn_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='168aa84a6b5861377ed6dc6296475fcdd2cecced', operation='DELETE', pgid='pgtrigger_urn_is_never_deleted_d15fb', table='monitoring_urnplace', when='BEFORE')), pgtrigger.compiler.Trigger(name='urn_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='a8c121b580d9cfeae484b97c67ac00c983f1c334', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_urn_is_never_truncated_9ca5f', table='monitoring_urnplace', when='BEFORE')), pgtrigger.compiler.Trigger(name='urn_is_used_in_the_field', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM 1 FROM monitoring_wave WHERE id = NEW.wave_id AND status = 'field' FOR SHARE;\n                  IF NOT FOUND THEN\n                      RAISE EXCEPTION 'pgtrigger: the wave takes no answers';\n                  END IF;\n                  RETURN NEW;", hash='12bd2662dbbdfed26f7eac9f9032549d3398a71b', operation='INSERT OR UPDATE', pgid='pgtrigger_urn_is_used_in_the_field_6859a', table='monitoring_urnplace', when='BEFORE'))],
                        'indexes': [],
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
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='Wave',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('draft', 'Черновик'), ('approved', 'Утверждена'), ('field', 'Сбор ответов'), ('closed', 'Сбор завершён'), ('published', 'Опубликована'), ('cancelled', 'Отменена'), ('withdrawn', 'Отозвана')], default='draft', max_length=50, protected=True, verbose_name='состояние')),
                        ('announced_at', models.DateTimeField(null=True, verbose_name='когда объявлена')),
                        ('published_at', models.DateTimeField(null=True, verbose_name='когда опубликована')),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waves', to='monitoring.survey', verbose_name='опрос')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='номер волны')),
                        ('research', models.CharField(max_length=60, verbose_name='программа исследования, ключ')),
                        ('research_number', models.CharField(max_length=40, verbose_name='номер программы исследования')),
                        ('research_title', models.CharField(max_length=200, verbose_name='программа исследования')),
                        ('opens', models.DateField(null=True, verbose_name='первый день')),
                        ('closes', models.DateField(null=True, verbose_name='последний день')),
                        ('is_extended', models.BooleanField(default=False, verbose_name='продлена')),
                        ('sample_kind', models.CharField(blank=True, choices=[('voluntary', 'добровольный опрос: отвечает любой, кто хочет'), ('random', 'случайная выборка: отвечают отобранные, только на бумаге')], max_length=10, verbose_name='вид выборки')),
                        ('sample', models.TextField(blank=True, verbose_name='выборка')),
                        ('population', models.JSONField(default=list, verbose_name='население по слоям')),
                        ('rule', models.TextField(blank=True, verbose_name='правило публикации')),
                        ('frozen_form', models.JSONField(null=True, verbose_name='анкета')),
                        ('remarks', models.TextField(blank=True, verbose_name='замечания')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто создал')),
                        ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто подготовил')),
                        ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто утвердил')),
                        ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто подготовил отчёт')),
                        ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто проверил отчёт')),
                        ('method', models.TextField(blank=True, verbose_name='метод')),
                        ('findings', models.TextField(blank=True, verbose_name='выводы')),
                        ('results', models.JSONField(null=True, verbose_name='итоги')),
                        ('ground', models.TextField(blank=True, verbose_name='почему отменена или отозвана')),
                        ('forgotten_at', models.DateTimeField(null=True, verbose_name='анкеты удалены по сроку')),
                        ('destruction', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='акт об уничтожении анкет')),
                        ('questionnaire', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='опросный лист')),
                        ('announcement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='последнее объявление')),
                        ('report', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='отчёт')),
                        ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='решение об отзыве')),
                    ],
                    options={
                        'verbose_name': 'волна опроса',
                        'verbose_name_plural': 'волны опросов',
                        'ordering': ['-pk'],
                        'constraints': [models.UniqueConstraint(fields=('survey', 'number'), name='wave_number_once'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'cancelled']), models.Q(('approved_by__isnull', False), ('closes__gt', models.F('opens')), ('opens__isnull', False), ('questionnaire__isnull', False), models.Q(('sample', ''), _negated=True), models.Q(('sample_kind', ''), _negated=True), models.Q(('rule', ''), _negated=True)), _connector='OR'), name='approved_wave_has_its_rules'), models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(models.Q(('approved_by', models.F('by')), _negated=True), models.Q(('approved_by', models.F('prepared_by')), _negated=True)), _connector='OR'), name='wave_is_approved_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('destruction', None), ('forgotten_at', None)), models.Q(('forgotten_at__isnull', False), ('status__in', ['published', 'withdrawn', 'cancelled'])), _connector='OR'), name='only_what_is_over_is_forgotten'), models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('reported_by__isnull', False), models.Q(('checked_by', models.F('reported_by')), _negated=True)), _connector='OR'), name='report_is_checked_by_another'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'approved', 'cancelled']), models.Q(('announced_at__isnull', False), ('frozen_form__isnull', False)), _connector='OR'), name='asked_by_a_frozen_form'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['published', 'withdrawn']), _negated=True), models.Q(('checked_by__isnull', False), ('published_at__isnull', False), ('report__isnull', False), ('results__isnull', False), models.Q(('method', ''), _negated=True)), _connector='OR'), name='published_with_a_report'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['cancelled', 'withdrawn']), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='wave_ends_for_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('decision__isnull', False), _connector='OR'), name='withdrawn_by_a_decision')],
                        'triggers': [pgtrigger.compiler.Trigger(name='wave_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='a3c22b3fe4241f7c7a14f9a10ab4534126512d4c', operation='DELETE', pgid='pgtrigger_wave_is_never_deleted_9fe2c', table='monitoring_wave', when='BEFORE')), pgtrigger.compiler.Trigger(name='wave_keeps_its_survey', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."survey_id" IS DISTINCT FROM (NEW."survey_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0c6b6f09eb43fbd3e462d9d5713e5cfc12b67051', operation='UPDATE', pgid='pgtrigger_wave_keeps_its_survey_65e3e', table='monitoring_wave', when='BEFORE')), pgtrigger.compiler.Trigger(name='asked_as_approved', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'field\', \'closed\', \'published\', \'withdrawn\') AND (OLD."opens" IS DISTINCT FROM (NEW."opens") OR OLD."sample_kind" IS DISTINCT FROM (NEW."sample_kind") OR OLD."sample" IS DISTINCT FROM (NEW."sample") OR OLD."population" IS DISTINCT FROM (NEW."population") OR OLD."rule" IS DISTINCT FROM (NEW."rule") OR OLD."research" IS DISTINCT FROM (NEW."research") OR OLD."research_number" IS DISTINCT FROM (NEW."research_number") OR OLD."research_title" IS DISTINCT FROM (NEW."research_title") OR OLD."questionnaire_id" IS DISTINCT FROM (NEW."questionnaire_id") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='90377aa08a83d58306e5f9f5e41c287504b4bf79', operation='UPDATE', pgid='pgtrigger_asked_as_approved_fb7c7', table='monitoring_wave', when='BEFORE')), pgtrigger.compiler.Trigger(name='form_is_frozen_and_answers_forgotten_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."frozen_form" IS NOT NULL AND OLD."frozen_form" IS DISTINCT FROM (NEW."frozen_form")) OR (OLD."forgotten_at" IS NOT NULL AND OLD."forgotten_at" IS DISTINCT FROM (NEW."forgotten_at")) OR (OLD."destruction_id" IS NOT NULL AND OLD."destruction_id" IS DISTINCT FROM (NEW."destruction_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='acff4b7ca43d84284f7e23e655515002c6692bca', operation='UPDATE', pgid='pgtrigger_form_is_frozen_and_answers_forgotten_once_fcba7', table='monitoring_wave', when='BEFORE')), pgtrigger.compiler.Trigger(name='closed_wave_keeps_its_last_day', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."status" = \'draft\' OR OLD."status" = \'approved\') AND NOT (OLD."status" = \'field\') AND (OLD."closes" IS DISTINCT FROM (NEW."closes") OR OLD."is_extended" IS DISTINCT FROM (NEW."is_extended")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='d2926a7579d63a58c5072639bfdf62dc82bb9808', operation='UPDATE', pgid='pgtrigger_closed_wave_keeps_its_last_day_67d4a', table='monitoring_wave', when='BEFORE')), pgtrigger.compiler.Trigger(name='field_is_extended_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.status = 'field' AND NEW.closes <> OLD.closes AND (OLD.is_extended OR NOT NEW.is_extended OR NEW.closes < OLD.closes))", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='191d6d7a5fd9fdf2a8a36de1f1de8a185c9b05c0', operation='UPDATE', pgid='pgtrigger_field_is_extended_once_ea5d7', table='monitoring_wave', when='BEFORE')), pgtrigger.compiler.Trigger(name='published_results_stay', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'published\' AND (OLD."results" IS DISTINCT FROM (NEW."results") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."findings" IS DISTINCT FROM (NEW."findings") OR OLD."report_id" IS DISTINCT FROM (NEW."report_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2eec0296d9530148d5c46fc5117442cd393f72f8', operation='UPDATE', pgid='pgtrigger_published_results_stay_a60cb', table='monitoring_wave', when='BEFORE')), pgtrigger.compiler.Trigger(name='wave_is_dated_by_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."announced_at" IS DISTINCT FROM (NEW."announced_at") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."decision_id" IS DISTINCT FROM (NEW."decision_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='abc832a736663c16a4092e41128b9252efa9b2fa', operation='UPDATE', pgid='pgtrigger_wave_is_dated_by_its_moves_775e6', table='monitoring_wave', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{approved:cancelled,approved:draft,approved:field,closed:cancelled,closed:published,draft:approved,draft:cancelled,field:cancelled,field:closed,field:field,published:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='d8170d40714005bdabb849ca4008dd4615078b2c', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_16940', table='monitoring_wave', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'draft\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='26e808e33aecbc8c2278225ed25bdc027172b3b1', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_71e88', table='monitoring_wave', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='WaveCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                        ('wave', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='monitoring.wave', verbose_name='волна опроса')),
                    ],
                    options={
                        'verbose_name': 'дело о волне опроса',
                        'verbose_name_plural': 'дела о волнах опросов',
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('viewflow.process',),
                ),
            ],
        ),
    ]
