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
        ('casework', '0001_initial'),
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
                migrations.CreateModel(
                    name='PaperPerson',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.CharField(max_length=300, verbose_name='почтовый адрес')),
                        ('entered_at', models.DateTimeField(auto_now_add=True, verbose_name='когда внесён')),
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='on_paper', to=settings.AUTH_USER_MODEL, verbose_name='человек')),
                        ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто внёс')),
                    ],
                    options={
                        'verbose_name': 'человек без учётной записи',
                        'verbose_name_plural': 'люди без учётной записи',
                        'ordering': ['person__last_name', 'person__first_name', 'pk'],
                        'triggers': [pgtrigger.compiler.Trigger(name='paper_person_is_for_ever', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='99c5bb54f3323e30f1e19330919b445007fe1aa8', operation='UPDATE OR DELETE', pgid='pgtrigger_paper_person_is_for_ever_5bc7a', table='programme_paperperson', when='BEFORE')), pgtrigger.compiler.Trigger(name='paper_people_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='8c224af4f5a353f806fe6ca648ef587d2412125e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_paper_people_are_never_emptied_7c160', table='programme_paperperson', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='PaperAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                        ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='SHA-256 скана')),
                        ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                        ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто внёс')),
                        ('entered_at', models.DateTimeField(verbose_name='когда внесено')),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='journal.entry', verbose_name='запись журнала')),
                        ('rejected_at', models.DateTimeField(null=True, verbose_name='не принято')),
                        ('rejected_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто не принял')),
                        ('rejection', models.TextField(blank=True, verbose_name='почему не принято')),
                        ('waiting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_answers', to='casework.waiting', verbose_name='на какой шаг')),
                        ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='чей ответ, если организации')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.paperperson', verbose_name='чей ответ, если человека без учётной записи')),
                        ('fields', models.JSONField(verbose_name='что набрано')),
                        ('signed_by', models.CharField(max_length=200, verbose_name='кто подписал')),
                        ('received_on', models.DateField(verbose_name='получено')),
                        ('accepted_at', models.DateTimeField(null=True, verbose_name='сверено')),
                        ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто сверил')),
                    ],
                    options={
                        'verbose_name': 'ответ на бумаге',
                        'verbose_name_plural': 'ответы на бумаге',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('rejected_at', None)), fields=('waiting',), name='one_paper_answer_to_a_step_at_a_time', violation_error_message='Ответ на этот шаг уже внесён и ждёт второго сотрудника.'), models.CheckConstraint(condition=models.Q(models.Q(('rejected_at', None), ('rejected_by', None), ('rejection', '')), models.Q(('rejected_at__isnull', False), ('rejected_by__isnull', False), models.Q(('rejection', ''), _negated=True), models.Q(('rejected_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='another_person_rejects_a_paper_answer'), models.CheckConstraint(condition=models.Q(('organization', None), ('person', None), _connector='OR'), name='paper_answer_is_of_one_party'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), ('rejected_at', None), models.Q(('accepted_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='another_person_accepts_a_paper_answer')],
                        'triggers': [pgtrigger.compiler.Trigger(name='paper_answer_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."waiting_id" IS DISTINCT FROM (NEW."waiting_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."fields" IS DISTINCT FROM (NEW."fields") OR OLD."signed_by" IS DISTINCT FROM (NEW."signed_by") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."entry_id" IS DISTINCT FROM (NEW."entry_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='b2bdc14d44a3e3576e3da9f884a7e9dc2f486ddc', operation='UPDATE', pgid='pgtrigger_paper_answer_is_frozen_5739a', table='programme_paperanswer', when='BEFORE')), pgtrigger.compiler.Trigger(name='rejection_of_a_paper_answer_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."rejected_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='307d0b8154d4df7dbef2be66da7995ff4e09e49f', operation='UPDATE', pgid='pgtrigger_rejection_of_a_paper_answer_is_final_16744', table='programme_paperanswer', when='BEFORE')), pgtrigger.compiler.Trigger(name='paper_answer_is_never_erased', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='0380507881dd902b932dfa9096643ff4b166ea2f', operation='DELETE', pgid='pgtrigger_paper_answer_is_never_erased_b07bf', table='programme_paperanswer', when='BEFORE')), pgtrigger.compiler.Trigger(name='paper_answers_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='39d9ae14bc233f08e3af1a4363cdc9db2f39973a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_paper_answers_are_never_emptied_23882', table='programme_paperanswer', when='BEFORE')), pgtrigger.compiler.Trigger(name='paper_answer_is_accepted_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."accepted_at" IS NOT NULL AND OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at")) OR (OLD."accepted_by_id" IS NOT NULL AND OLD."accepted_by_id" IS DISTINCT FROM (NEW."accepted_by_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1c4a4d77ff8d77009f17f9df1f7d242e05acc113', operation='UPDATE', pgid='pgtrigger_paper_answer_is_accepted_once_e77e1', table='programme_paperanswer', when='BEFORE')), pgtrigger.compiler.Trigger(name='paper_answer_is_of_an_open_step', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT 1 FROM casework_waiting w WHERE w.task_id = NEW.waiting_id AND w.closed_at IS NOT NULL) THEN\n                            RAISE EXCEPTION 'pgtrigger: the step is over';\n                        END IF;\n                        RETURN NEW;", hash='f43eb9ebb4576948b69f4a0d7524b1816f3fdb52', operation='INSERT', pgid='pgtrigger_paper_answer_is_of_an_open_step_afd84', table='programme_paperanswer', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
