import django.contrib.postgres.fields
import django.contrib.postgres.operations
import django.db.models.deletion
import journal.tables
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('programme', '0001_initial'),
        ('viewflow', '0015_task_scheduled'),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(
        ),
        journal.tables.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='CalendarDay',
                    fields=[
                        ('date', models.DateField(primary_key=True, serialize=False, verbose_name='дата')),
                        ('is_working', models.BooleanField(verbose_name='рабочий')),
                        ('ground', models.CharField(max_length=200, verbose_name='основание')),
                    ],
                    options={
                        'verbose_name': 'день календаря',
                        'verbose_name_plural': 'дни календаря',
                        'ordering': [models.OrderBy(models.F('date'), descending=True)],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarFeed',
                    fields=[
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('key_hash', models.CharField(max_length=64, unique=True, verbose_name='SHA-256 ключа')),
                        ('renewed_at', models.DateTimeField(verbose_name='действует с')),
                    ],
                    options={
                        'verbose_name': 'адрес календаря',
                        'verbose_name_plural': 'адреса календарей',
                    },
                ),
                migrations.CreateModel(
                    name='Firing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stage', models.CharField(choices=[('before_3', 'за 3 рабочих дня'), ('before_1', 'за 1 рабочий день'), ('day', 'в день срока'), ('over', 'срок прошёл'), ('long_over', 'подразделение просрочило')], max_length=10)),
                        ('due_at', models.DateTimeField(null=True)),
                        ('fired_at', models.DateTimeField()),
                        ('waiting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='firings', to='casework.waiting')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('waiting', 'stage', 'due_at'), name='stage_fires_once', nulls_distinct=False)],
                    },
                ),
                migrations.CreateModel(
                    name='HardTerm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('due_at', models.DateTimeField(verbose_name='до какого времени')),
                        ('noted_at', models.DateTimeField(verbose_name='записано')),
                        ('waiting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='casework.waiting')),
                    ],
                    options={
                        'verbose_name': 'жёсткий срок',
                        'verbose_name_plural': 'жёсткие сроки',
                        'triggers': [pgtrigger.compiler.Trigger(name='hard_term_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bfca99104e7d5797bd960f72bef836ac3c7441a1', operation='UPDATE OR DELETE', pgid='pgtrigger_hard_term_is_insert_only_67086', table='casework_hardterm', when='BEFORE')), pgtrigger.compiler.Trigger(name='hard_term_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='70fa6102bae7740d3fe4ac474769e5f4feebd71c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_hard_term_is_never_truncated_bbe57', table='casework_hardterm', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Waiting',
                    fields=[
                        ('task', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='viewflow.task', verbose_name='шаг')),
                        ('addressee', models.CharField(blank=True, max_length=80, verbose_name='кому')),
                        ('closed_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None, verbose_name='кто подразделения отстраняется')),
                        ('fact', models.CharField(blank=True, max_length=80, verbose_name='чего ждёт')),
                        ('office', models.CharField(blank=True, db_default='', default='', max_length=80, verbose_name='чей это шаг: кто отвечает, если исполнителя нет')),
                        ('inherits', models.CharField(blank=True, db_default='', default='', max_length=80, verbose_name='чей срок наследует')),
                        ('asked', models.CharField(blank=True, max_length=80, verbose_name='чей ход')),
                        ('title', models.CharField(max_length=200, verbose_name='что сделать')),
                        ('case_title', models.CharField(max_length=300, verbose_name='по какому делу')),
                        ('case_url', models.CharField(blank=True, max_length=200, verbose_name='страница дела')),
                        ('opened_at', models.DateTimeField(verbose_name='открыто')),
                        ('not_before', models.DateTimeField(null=True, verbose_name='раньше какого времени сделать нельзя')),
                        ('closed_at', models.DateTimeField(null=True, verbose_name='закрыто')),
                        ('closed_how', models.CharField(blank=True, choices=[('done', 'сделано'), ('lapsed', 'истёк срок'), ('cancelled', 'отпало')], max_length=10, verbose_name='чем кончилось')),
                        ('deadline', models.CharField(blank=True, max_length=60, verbose_name='срок (ключ)')),
                        ('is_hard', models.BooleanField(default=False, verbose_name='жёсткий срок')),
                        ('due_at', models.DateTimeField(null=True, verbose_name='до какого времени')),
                        ('consequence', models.CharField(blank=True, max_length=300, verbose_name='что будет, если ничего не делать')),
                        ('stage', models.CharField(blank=True, choices=[('before_3', 'за 3 рабочих дня'), ('before_1', 'за 1 рабочий день'), ('day', 'в день срока'), ('over', 'срок прошёл'), ('long_over', 'подразделение просрочило')], max_length=10, verbose_name='следующее срабатывание')),
                        ('stage_at', models.DateTimeField(null=True, verbose_name='когда оно')),
                        ('days_left', models.IntegerField(null=True, verbose_name='осталось рабочих дней на момент закрытия или остановки')),
                        ('paused_at', models.DateTimeField(null=True, verbose_name='остановлен')),
                        ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем')),
                        ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waitings', to='viewflow.process', verbose_name='дело')),
                    ],
                    options={
                        'verbose_name': 'ожидание',
                        'verbose_name_plural': 'ожидания',
                        'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['addressee', 'due_at', 'task'], name='waiting_open_for'), models.Index(condition=models.Q(('closed_at', None)), fields=['fact'], name='waiting_open_fact'), models.Index(condition=models.Q(('closed_at', None)), fields=['office'], name='waiting_open_of_office'), models.Index(condition=models.Q(('closed_at', None), models.Q(('inherits', ''), _negated=True)), fields=['inherits'], name='waiting_inherits'), models.Index(condition=models.Q(('closed_at', None), ('paused_at', None)), fields=['stage_at'], name='waiting_next_stage'), models.Index(fields=['process'], name='waiting_of_process'), models.Index(condition=models.Q(('closed_at', None)), fields=['process', 'title'], name='waiting_open_in_case'), models.Index(fields=['addressee', 'process'], name='waiting_ever_for')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('addressee', ''), ('fact', ''), _negated=True), name='waiting_for_somebody_or_something'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_how', '')), models.Q(('closed_at__isnull', False), models.Q(('closed_how', ''), _negated=True)), _connector='OR'), name='waiting_closed_somehow')],
                        'triggers': [pgtrigger.compiler.Trigger(name='closed_waiting_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."closed_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='650b2ffeb730805225520bea4b481843342bdb0e', operation='UPDATE', pgid='pgtrigger_closed_waiting_is_final_ae046', table='casework_waiting', when='BEFORE')), pgtrigger.compiler.Trigger(name='a_hard_term_moves_openly', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.is_hard AND OLD.due_at IS NOT NULL AND (NOT NEW.is_hard OR OLD.due_at IS DISTINCT FROM NEW.due_at) AND current_setting('casework.moves_term', true) IS DISTINCT FROM OLD.task_id::text)", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='997e62249dc6bff12d80798cb280a55312d35425', operation='UPDATE', pgid='pgtrigger_a_hard_term_moves_openly_d7cf5', table='casework_waiting', when='BEFORE')), pgtrigger.compiler.Trigger(name='a_hard_term_is_noted', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW.is_hard AND NEW.due_at IS NOT NULL)', func="IF TG_OP = 'INSERT' THEN\n                            INSERT INTO casework_hardterm (waiting_id, due_at, noted_at) VALUES (NEW.task_id, NEW.due_at, now());\n                        ELSIF OLD.due_at IS DISTINCT FROM NEW.due_at OR NOT OLD.is_hard THEN\n                            INSERT INTO casework_hardterm (waiting_id, due_at, noted_at) VALUES (NEW.task_id, NEW.due_at, now());\n                        END IF;\n                        RETURN NULL;", hash='d024b811dbaf37b34d46b2c9b4caebe6e82a5e60', operation='INSERT OR UPDATE', pgid='pgtrigger_a_hard_term_is_noted_ef596', table='casework_waiting', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Draft',
                    fields=[
                        ('task', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='draft', serialize=False, to='viewflow.task')),
                        ('fields', models.JSONField(default=dict)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('saved_at', models.DateTimeField()),
                        ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Installation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('city_name', models.CharField(blank=True, max_length=100, verbose_name='город')),
                        ('organisation_name', models.CharField(blank=True, max_length=200, verbose_name='орган, от имени которого работает система')),
                        ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='почта для обращений')),
                        ('contact_phone', models.CharField(blank=True, max_length=50, verbose_name='телефон')),
                        ('contact_address', models.CharField(blank=True, max_length=300, verbose_name='почтовый адрес')),
                        ('contact_hours', models.CharField(blank=True, max_length=200, verbose_name='часы приёма')),
                        ('security_contact', models.CharField(blank=True, max_length=200, verbose_name='куда сообщать об уязвимостях')),
                        ('source_url', models.URLField(blank=True, max_length=300, verbose_name='адрес исходного кода')),
                        ('sender_name', models.CharField(blank=True, max_length=100, verbose_name='от чьего имени приходят письма')),
                        ('sender_email', models.EmailField(blank=True, max_length=254, verbose_name='обратный адрес писем')),
                        ('seal_is_test', models.BooleanField(null=True, verbose_name='на печати стоит отметка «ТЕСТ»')),
                        ('head_acts', models.JSONField(null=True, verbose_name='решения, которым нужен акт Главы города')),
                        ('letter_sent_at', models.DateTimeField(null=True, verbose_name='пробное письмо ушло')),
                        ('backup_at', models.DateTimeField(null=True, verbose_name='последняя резервная копия')),
                        ('opening_key', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 одноразового ключа открытия')),
                        ('opened_at', models.DateTimeField(null=True, verbose_name='первый администратор приглашён')),
                        ('changed_at', models.DateTimeField(null=True, verbose_name='когда изменено')),
                        ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем изменено')),
                    ],
                    options={
                        'verbose_name': 'настройки города',
                        'verbose_name_plural': 'настройки города',
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_installation')],
                        'triggers': [pgtrigger.compiler.Trigger(name='installation_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='648bd22083a4d3cb7463fc6c311143d804294808', operation='DELETE', pgid='pgtrigger_installation_is_never_deleted_69e5f', table='casework_installation', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Letter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('to', models.EmailField(max_length=254, verbose_name='адрес')),
                        ('kind', models.CharField(max_length=40, verbose_name='вид')),
                        ('subject', models.CharField(max_length=250, verbose_name='тема')),
                        ('case_url', models.CharField(blank=True, default='', max_length=200, verbose_name='страница дела')),
                        ('content', models.TextField(blank=True, verbose_name='содержание, запечатанное ключом установки')),
                        ('is_brief', models.BooleanField(default=False, verbose_name='содержание не хранится после отправки')),
                        ('message_id', models.CharField(max_length=200, unique=True, verbose_name='Message-ID')),
                        ('status', models.CharField(choices=[('queued', 'в очереди'), ('sent', 'отправлено'), ('failed', 'не отправлено'), ('bounced', 'вернулось')], default='queued', max_length=10, verbose_name='состояние')),
                        ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='попыток')),
                        ('error', models.CharField(blank=True, default='', max_length=300, verbose_name='что ответил почтовый сервер')),
                        ('made_at', models.DateTimeField(verbose_name='составлено')),
                        ('changed_at', models.DateTimeField(verbose_name='когда состояние стало таким')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to=settings.AUTH_USER_MODEL, verbose_name='кому')),
                    ],
                    options={
                        'verbose_name': 'письмо',
                        'verbose_name_plural': 'письма',
                        'indexes': [models.Index(fields=['status', '-id'], name='letters_by_status'), models.Index(fields=['person', 'case_url'], name='letters_of_case')],
                    },
                ),
                migrations.CreateModel(
                    name='LetterChoice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40, verbose_name='вид')),
                        ('mode', models.CharField(blank=True, choices=[('at_once', 'сразу'), ('daily', 'раз в день'), ('weekly', 'раз в неделю'), ('', 'не присылать')], max_length=10, verbose_name='когда')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letter_choices', to=settings.AUTH_USER_MODEL, verbose_name='кто')),
                    ],
                    options={
                        'verbose_name': 'выбор писем',
                        'verbose_name_plural': 'выбор писем',
                        'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='one_choice_of_a_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='Notification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.CharField(max_length=160, verbose_name='событие')),
                        ('title', models.CharField(max_length=200, verbose_name='заголовок')),
                        ('text', models.TextField(blank=True, verbose_name='текст')),
                        ('url', models.CharField(blank=True, max_length=200, verbose_name='куда')),
                        ('at', models.DateTimeField(verbose_name='когда')),
                        ('read_at', models.DateTimeField(null=True, verbose_name='прочитано')),
                        ('mailed_at', models.DateTimeField(null=True, verbose_name='отправлено почтой')),
                        ('kind', models.CharField(db_default='service', default='service', max_length=40, verbose_name='вид')),
                        ('addressee', models.CharField(blank=True, db_default='', default='', max_length=80, verbose_name='в каком качестве')),
                        ('case_url', models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='страница дела')),
                        ('case_title', models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='дело')),
                        ('mailing', models.CharField(blank=True, choices=[('at_once', 'сразу'), ('daily', 'раз в день'), ('weekly', 'раз в неделю'), ('', 'не присылать')], db_default='', default='', max_length=10, verbose_name='каким письмом')),
                        ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notifications', to='casework.letter', verbose_name='в каком письме')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to=settings.AUTH_USER_MODEL, verbose_name='кому')),
                        ('waiting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.waiting', verbose_name='о каком шаге')),
                    ],
                    options={
                        'verbose_name': 'уведомление',
                        'verbose_name_plural': 'уведомления',
                        'indexes': [models.Index(fields=['person', '-id'], name='casework_no_person__81dcc1_idx'), models.Index(condition=models.Q(('read_at', None)), fields=['person'], name='unread_of'), models.Index(condition=models.Q(('mailing', ''), _negated=True), fields=['person', 'at'], name='to_be_mailed')],
                        'constraints': [models.UniqueConstraint(fields=('event', 'person'), name='one_event_one_message')],
                    },
                ),
                migrations.CreateModel(
                    name='Receipt',
                    fields=[
                        ('token', models.UUIDField(primary_key=True, serialize=False)),
                        ('url', models.CharField(max_length=200)),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='UnderAppeal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(help_text='ключ журнала', max_length=120, verbose_name='что обжалуется')),
                        ('appeal', models.CharField(help_text='ключ журнала', max_length=120, unique=True, verbose_name='апелляция')),
                        ('since', models.DateTimeField(verbose_name='обжалуется с')),
                        ('until', models.DateTimeField(null=True, verbose_name='рассмотрена')),
                    ],
                    options={
                        'verbose_name': 'обжалуемое',
                        'verbose_name_plural': 'обжалуемое',
                        'indexes': [models.Index(condition=models.Q(('until', None)), fields=['subject'], name='under_appeal_now')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='an_appeal_ends_after_its_beginning')],
                        'triggers': [pgtrigger.compiler.Trigger(name='under_appeal_keeps_its_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."appeal" IS DISTINCT FROM (NEW."appeal") OR OLD."since" IS DISTINCT FROM (NEW."since"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='65954bd1691bf1f235a33be48d512970ebef5e6e', operation='UPDATE', pgid='pgtrigger_under_appeal_keeps_its_beginning_e930e', table='casework_underappeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='under_appeal_ends_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."until" IS NOT NULL AND OLD."until" IS DISTINCT FROM (NEW."until"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='8696fad67d18e14a28d86f9631674a2d5fb42968', operation='UPDATE', pgid='pgtrigger_under_appeal_ends_once_73fe6', table='casework_underappeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='under_appeal_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='0cf236b8f870906bd66602b2aa3318831d9666f9', operation='DELETE', pgid='pgtrigger_under_appeal_is_never_deleted_de28f', table='casework_underappeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='under_appeal_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='efb074841e7263261efd9e5f924c3c0d0b189a8d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_under_appeal_is_never_truncated_39069', table='casework_underappeal', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
