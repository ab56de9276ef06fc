import casework.searching
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import django_fsm
import journal.tables
import pgtrigger.compiler
import programme.lists.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        journal.tables.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Tie',
                    fields=[
                        ('source', models.CharField(max_length=60, primary_key=True, serialize=False, verbose_name='откуда известна')),
                        ('kind', models.CharField(max_length=40, verbose_name='вид связи')),
                        ('since', models.DateField(verbose_name='с какого дня')),
                        ('until', models.DateField(null=True, verbose_name='по какой день')),
                        ('known_at', models.DateTimeField(verbose_name='записана')),
                    ],
                    options={
                        'verbose_name': 'связь с организацией',
                        'verbose_name_plural': 'связи с организациями',
                        'db_table': 'programme_tie',
                        'managed': False,
                    },
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('last_name', models.CharField(max_length=100, verbose_name='фамилия')),
                        ('first_name', models.CharField(max_length=100, verbose_name='имя')),
                        ('middle_name', models.CharField(blank=True, max_length=100, verbose_name='отчество')),
                        ('email', models.EmailField(error_messages={'unique': 'Учётная запись с этой почтой уже есть.'}, max_length=254, unique=True, verbose_name='электронная почта')),
                        ('phone', models.CharField(blank=True, max_length=20, verbose_name='телефон')),
                        ('is_active', models.BooleanField(default=True, verbose_name='учётная запись действует')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='вымышленный человек демонстрации')),
                        ('second_factor_by', models.DateField(blank=True, null=True, verbose_name='второй фактор нужен с')),
                        ('is_staff', models.BooleanField(default=False, verbose_name='технический сотрудник')),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'verbose_name': 'человек',
                        'verbose_name_plural': 'люди',
                        'ordering': [models.OrderBy(django.db.models.functions.text.Lower(casework.searching.Folded(models.F('last_name')))), models.OrderBy(django.db.models.functions.text.Lower(models.F('last_name'))), models.OrderBy(django.db.models.functions.text.Lower(casework.searching.Folded(models.F('first_name')))), models.OrderBy(django.db.models.functions.text.Lower(models.F('first_name'))), models.OrderBy(django.db.models.functions.text.Lower(casework.searching.Folded(models.F('middle_name')))), models.OrderBy(django.db.models.functions.text.Lower(models.F('middle_name'))), 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='email_in_lower_case')],
                        'triggers': [pgtrigger.compiler.Trigger(name='person_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='04ad40379ac46868f5cf08bdef0ad1d5376f4fbc', operation='DELETE', pgid='pgtrigger_person_is_never_deleted_f3c57', table='programme_person', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Confirmation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('telephone', 'телефон'), ('document', 'документ'), ('state', 'государственный вход')], max_length=10, verbose_name='чем подтверждена')),
                        ('at', models.DateTimeField(verbose_name='когда')),
                        ('number_key', models.CharField(blank=True, max_length=64, verbose_name='номер (хеш с ключом)')),
                        ('number_tail', models.CharField(blank=True, max_length=4, verbose_name='последние цифры номера')),
                        ('document', models.CharField(blank=True, choices=[('passport', 'паспорт гражданина России'), ('temporary', 'временное удостоверение личности'), ('military', 'удостоверение личности военнослужащего'), ('residence', 'вид на жительство'), ('foreign', 'паспорт иностранного гражданина')], max_length=10, verbose_name='вид документа')),
                        ('subject_key', models.CharField(blank=True, max_length=64, verbose_name='номер у поставщика (хеш с ключом)')),
                        ('ended_at', models.DateTimeField(null=True, verbose_name='прекращено')),
                        ('end_ground', models.CharField(blank=True, max_length=300, verbose_name='основание прекращения')),
                        ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем прекращено')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to=settings.AUTH_USER_MODEL, verbose_name='чья личность')),
                        ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто видел документ')),
                    ],
                    options={
                        'verbose_name': 'подтверждение личности',
                        'verbose_name_plural': 'подтверждения личности',
                        'ordering': ['-at', '-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person', 'kind'), name='one_confirmation_of_a_kind'), models.UniqueConstraint(condition=models.Q(('ended_at', None), ('kind', 'telephone')), fields=('number_key',), name='one_number_one_person', violation_error_message='Этот номер уже подтверждён в другой учётной записи.'), models.UniqueConstraint(condition=models.Q(('ended_at', None), ('kind', 'state')), fields=('subject_key',), name='one_state_login_one_person', violation_error_message='Этот государственный вход уже присоединён к другой учётной записи.'), models.CheckConstraint(condition=models.Q(models.Q(('document', ''), ('kind', 'telephone'), ('seen_by', None), ('subject_key', ''), models.Q(('number_key', ''), _negated=True), models.Q(('number_tail', ''), _negated=True)), models.Q(('kind', 'document'), ('number_key', ''), ('number_tail', ''), ('seen_by__isnull', False), ('subject_key', ''), ('document__in', ['passport', 'temporary', 'military', 'residence', 'foreign'])), models.Q(('document', ''), ('kind', 'state'), ('number_key', ''), ('number_tail', ''), ('seen_by', None), models.Q(('subject_key', ''), _negated=True)), _connector='OR'), name='confirmation_says_what_was_seen'), models.CheckConstraint(condition=models.Q(('seen_by', None), models.Q(('seen_by', models.F('person')), _negated=True), _connector='OR'), name='nobody_sees_their_own_document'), models.CheckConstraint(condition=models.Q(models.Q(('end_ground', ''), ('ended_at', None), ('ended_by', None)), models.Q(('ended_at__gte', models.F('at')), models.Q(('end_ground', ''), _negated=True)), _connector='OR'), name='confirmation_ends_with_a_ground')],
                        'triggers': [pgtrigger.compiler.Trigger(name='confirmation_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='93c9fa9307b74eeb2766ef19821383a37d2c6cae', operation='DELETE', pgid='pgtrigger_confirmation_is_never_deleted_faef7', table='programme_confirmation', when='BEFORE')), pgtrigger.compiler.Trigger(name='confirmation_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."number_key" IS DISTINCT FROM (NEW."number_key") OR OLD."number_tail" IS DISTINCT FROM (NEW."number_tail") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."seen_by_id" IS DISTINCT FROM (NEW."seen_by_id") OR OLD."subject_key" IS DISTINCT FROM (NEW."subject_key"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='96ddad89d708d38635230aa2491713be18ace570', operation='UPDATE', pgid='pgtrigger_confirmation_is_final_7b1b5', table='programme_confirmation', when='BEFORE')), pgtrigger.compiler.Trigger(name='confirmation_ends_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ended_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e2fe4530f7915294271de38adfc66522e2319f6a', operation='UPDATE', pgid='pgtrigger_confirmation_ends_once_dfe4f', table='programme_confirmation', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(choices=[('participation', 'участие в процедурах'), ('dissemination', 'публикация сведений об эксперте или члене жюри'), ('mailing', 'рассылка новостей')], max_length=20, verbose_name='цель')),
                        ('text_version', models.CharField(max_length=20, verbose_name='версия текста')),
                        ('given_at', models.DateTimeField(verbose_name='дано')),
                        ('withdrawn_at', models.DateTimeField(null=True, verbose_name='отозвано')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to=settings.AUTH_USER_MODEL, verbose_name='кто дал')),
                    ],
                    options={
                        'verbose_name': 'согласие',
                        'verbose_name_plural': 'согласия',
                        'ordering': ['-given_at'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('person', 'purpose'), name='one_consent_per_purpose'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gte', models.F('given_at')), _connector='OR'), name='consent_ends_after_start'), models.CheckConstraint(condition=models.Q(('purpose__in', ['participation', 'dissemination', 'mailing'])), name='consent_purpose_known')],
                        'triggers': [pgtrigger.compiler.Trigger(name='consent_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='fb107d5c16b5fb330cdaf9ad87f3d8327e605111', operation='DELETE', pgid='pgtrigger_consent_is_never_deleted_7cea5', table='programme_consent', when='BEFORE')), pgtrigger.compiler.Trigger(name='consent_text_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."text_version" IS DISTINCT FROM (NEW."text_version") OR OLD."given_at" IS DISTINCT FROM (NEW."given_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f095accf4b847fdcf7b8f9b337b8149a9bec7a0b', operation='UPDATE', pgid='pgtrigger_consent_text_is_final_33f30', table='programme_consent', when='BEFORE')), pgtrigger.compiler.Trigger(name='withdrawal_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."withdrawn_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1736eae38db5eecb5737eb5ac74f8ab707193bbc', operation='UPDATE', pgid='pgtrigger_withdrawal_is_final_cd8ec', table='programme_consent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Import',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=20, verbose_name='что загружается')),
                        ('file_name', models.CharField(max_length=200, verbose_name='файл')),
                        ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 файла')),
                        ('rows', models.JSONField(default=list, verbose_name='строки')),
                        ('uploaded_at', models.DateTimeField(verbose_name='загружен')),
                        ('performed_at', models.DateTimeField(null=True, verbose_name='выполнен')),
                        ('report', models.JSONField(default=list, verbose_name='отчёт')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто загрузил')),
                    ],
                    options={
                        'verbose_name': 'загрузка таблицы',
                        'verbose_name_plural': 'загрузки таблиц',
                        'ordering': ['-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('performed_at', None), ('report', [])), models.Q(('performed_at__isnull', False), ('rows', []), models.Q(('report', []), _negated=True)), _connector='OR'), name='import_keeps_cells_or_a_report')],
                        'triggers': [pgtrigger.compiler.Trigger(name='performed_import_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."performed_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='23b3fbcbe3c53b467afa4a28680e3ceaf0cf4750', operation='UPDATE OR DELETE', pgid='pgtrigger_performed_import_is_final_02246', table='programme_import', when='BEFORE')), pgtrigger.compiler.Trigger(name='import_is_of_one_file', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='065853554abc2ab2220e551fd62fa254f7125611', operation='UPDATE', pgid='pgtrigger_import_is_of_one_file_00624', table='programme_import', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(max_length=20, verbose_name='куда приглашён')),
                        ('subject', models.CharField(blank=True, max_length=100, verbose_name='что предложено')),
                        ('email', models.EmailField(max_length=254, verbose_name='адрес приглашённого')),
                        ('code', models.CharField(max_length=43, unique=True, verbose_name='код ссылки')),
                        ('role', models.CharField(max_length=30, verbose_name='кем приглашён')),
                        ('scope', models.CharField(blank=True, max_length=40, verbose_name='область действия роли')),
                        ('position', models.CharField(blank=True, max_length=200, verbose_name='должность')),
                        ('valid_from', models.DateField(verbose_name='с какого дня')),
                        ('valid_to', models.DateField(blank=True, null=True, verbose_name='по какой день')),
                        ('ground', models.CharField(max_length=300, verbose_name='основание')),
                        ('invited_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='когда')),
                        ('status', django_fsm.FSMField(choices=[('open', 'Ждёт ответа'), ('accepted', 'Принято'), ('declined', 'Отклонено'), ('withdrawn', 'Отозвано'), ('lapsed', 'Осталось без ответа')], default='open', max_length=50, protected=True, verbose_name='состояние')),
                        ('answered_at', models.DateTimeField(null=True, verbose_name='когда отвечено')),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='почему отклонено или отозвано')),
                        ('mailed_at', models.DateTimeField(null=True, verbose_name='письмо отправлено')),
                        ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто ответил')),
                        ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL, verbose_name='кто приглашён')),
                        ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='programme.organization', verbose_name='организация')),
                    ],
                    options={
                        'verbose_name': 'приглашение',
                        'verbose_name_plural': 'приглашения',
                        'ordering': ['-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='invitation_period_is_ordered'), models.CheckConstraint(condition=models.Q(models.Q(('organization', None), models.Q(('purpose', 'representation'), _negated=True), models.Q(('subject', ''), _negated=True)), models.Q(('invited_by__isnull', False), ('organization__isnull', False), ('purpose', 'representation'), ('role__in', ['head', 'signer', 'staff']), models.Q(('position', ''), _negated=True)), _connector='OR'), name='invitation_says_to_what'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['accepted', 'declined']), _negated=True), models.Q(('answered_by', models.F('person')), ('answered_by__isnull', False)), _connector='OR'), name='only_the_invited_answer'), models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('invited_by')), _negated=True), _connector='OR'), name='nobody_invites_themselves'), models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('organization', 'email'), name='one_open_invitation_an_address'), models.UniqueConstraint(condition=models.Q(('status', 'open'), models.Q(('subject', ''), _negated=True)), fields=('subject', 'email'), name='one_open_offer_an_address')],
                        'triggers': [pgtrigger.compiler.Trigger(name='invitation_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2109d4eb66b55e8d98ba55a87650013e6c362afd', operation='DELETE', pgid='pgtrigger_invitation_is_never_deleted_be4d2', table='programme_invitation', when='BEFORE')), pgtrigger.compiler.Trigger(name='invitation_terms_are_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_to" IS DISTINCT FROM (NEW."valid_to") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."invited_at" IS DISTINCT FROM (NEW."invited_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='8cc4d0c980ef22b9593daf3e8d82a67e00abc5ac', operation='UPDATE', pgid='pgtrigger_invitation_terms_are_final_42bf4', table='programme_invitation', when='BEFORE')), pgtrigger.compiler.Trigger(name='answered_invitation_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.status <> 'open' AND (to_jsonb(OLD) - 'mailed_at') <> (to_jsonb(NEW) - 'mailed_at'))", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='fdff22722b4cbce6240cd3c15fb4763fbf5f8f5a', operation='UPDATE', pgid='pgtrigger_answered_invitation_is_final_da97f', table='programme_invitation', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{open:accepted,open:declined,open:lapsed,open:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='f04b0b19948fc38e3f3a1dc8702be37089624351', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_36a94', table='programme_invitation', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'open\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='e1ce11a12796467dd636989fbfaddf6d2861a0c9', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_df09d', table='programme_invitation', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.CharField(max_length=200, verbose_name='должность')),
                        ('role', models.CharField(choices=[('head', 'руководитель'), ('signer', 'подписант'), ('staff', 'сотрудник')], max_length=10, verbose_name='роль в организации')),
                        ('valid_from', models.DateField(verbose_name='с какого дня')),
                        ('valid_to', models.DateField(blank=True, null=True, verbose_name='по какой день')),
                        ('ground', models.CharField(max_length=300, verbose_name='основание')),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='подтверждено')),
                        ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='прекращено')),
                        ('end_ground', models.CharField(blank=True, max_length=300, verbose_name='основание прекращения')),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='записано')),
                        ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем подтверждено')),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем прекращено')),
                        ('invitation', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='membership', to='programme.invitation', verbose_name='по приглашению')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='человек')),
                        ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='programme.organization', verbose_name='организация')),
                    ],
                    options={
                        'verbose_name': 'представительство',
                        'verbose_name_plural': 'представительства',
                        'ordering': ['organization_id', 'role', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='membership_period_is_ordered'), models.CheckConstraint(condition=models.Q(('role__in', ['head', 'signer', 'staff'])), name='membership_role_known'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('ended_at', None)), expressions=[('person', '='), ('organization', '='), (models.Func('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(True, True), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='memberships_do_not_overlap', violation_error_message='Этот человек на это время уже представляет организацию. Сначала прекратите прежние полномочия.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='membership_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='3ad8902d9580af6994cd8a281646a79d954764b1', operation='DELETE', pgid='pgtrigger_membership_is_never_deleted_87687', table='programme_membership', when='BEFORE')), pgtrigger.compiler.Trigger(name='membership_terms_are_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_to" IS DISTINCT FROM (NEW."valid_to") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."invitation_id" IS DISTINCT FROM (NEW."invitation_id") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cd6376f7f45248d06f28ff421393aa1e133cd4ee', operation='UPDATE', pgid='pgtrigger_membership_terms_are_final_6e8b1', table='programme_membership', when='BEFORE')), pgtrigger.compiler.Trigger(name='ended_membership_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ended_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c95955ceb1bc206f7c9bd78a59b9b5a5b4ab0539', operation='UPDATE', pgid='pgtrigger_ended_membership_is_final_f16aa', table='programme_membership', when='BEFORE')), pgtrigger.compiler.Trigger(name='nobody_represents_unasked', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF (NEW.role <> 'head' OR NEW.invitation_id IS NOT NULL) AND NOT EXISTS (\n                            SELECT 1 FROM programme_invitation i\n                            WHERE i.id = NEW.invitation_id AND i.status = 'accepted' AND i.answered_by_id = NEW.person_id\n                              AND i.organization_id = NEW.organization_id AND i.role = NEW.role) THEN\n                            RAISE EXCEPTION 'pgtrigger: a representation begins with an invitation its person has accepted';\n                        END IF;\n                        RETURN NEW;", hash='cfb7bfb1e0e253101896ee0019ffddfeb9dec0b8', operation='INSERT', pgid='pgtrigger_nobody_represents_unasked_b0fcf', table='programme_membership', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='MandateEvidence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                        ('kind', models.CharField(max_length=10, verbose_name='вид файла')),
                        ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                        ('sha256', models.CharField(max_length=64)),
                        ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем')),
                        ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='programme.membership', verbose_name='представительство')),
                    ],
                    options={
                        'verbose_name': 'подтверждение полномочий',
                        'verbose_name_plural': 'подтверждения полномочий',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('membership', 'sha256'), name='same_evidence_once', violation_error_message='Этот файл уже приложен.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='mandate_evidence_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='476bf5879b6e8e487cb5b1a46ddc25eb7be834e8', operation='UPDATE OR DELETE', pgid='pgtrigger_mandate_evidence_is_insert_only_941f0', table='programme_mandateevidence', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Organization',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('full_name', models.CharField(max_length=500, verbose_name='полное наименование')),
                        ('short_name', models.CharField(max_length=150, verbose_name='краткое наименование')),
                        ('sector', models.CharField(choices=[('authority', 'органы власти и управления'), ('business', 'бизнес-структуры'), ('community', 'общественный сектор')], max_length=10, verbose_name='сектор')),
                        ('legal_form', programme.lists.fields.ListedField(listed='legal_forms', max_length=30, since='', verbose_name='организационно-правовая форма')),
                        ('inn', models.CharField(blank=True, max_length=12, verbose_name='ИНН')),
                        ('kpp', models.CharField(blank=True, max_length=9, verbose_name='КПП')),
                        ('ogrn', models.CharField(blank=True, max_length=15, verbose_name='ОГРН (ОГРНИП)')),
                        ('oktmo', models.CharField(blank=True, default='04701000', max_length=11, verbose_name='ОКТМО')),
                        ('address', models.CharField(max_length=300, verbose_name='адрес')),
                        ('district', programme.lists.fields.ListedField(blank=True, listed='districts', max_length=4, since='', verbose_name='район города')),
                        ('area', programme.lists.fields.ListedField(blank=True, listed='areas', max_length=10, since='', verbose_name='отраслевая область')),
                        ('site', models.URLField(blank=True, verbose_name='сайт')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='электронная почта')),
                        ('phone', models.CharField(blank=True, max_length=20, verbose_name='телефон')),
                        ('is_municipal_institution', models.BooleanField(default=False, verbose_name='муниципальное учреждение')),
                        ('is_unscrupulous', models.BooleanField(default=False, verbose_name='в реестре недобросовестных исполнителей вкладов')),
                        ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='добавлена')),
                        ('checked_at', models.DateTimeField(blank=True, null=True, verbose_name='сведения подтверждены')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='запись закрыта')),
                        ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем подтверждены')),
                    ],
                    options={
                        'verbose_name': 'организация',
                        'verbose_name_plural': 'организации',
                        'ordering': [models.OrderBy(django.db.models.functions.text.Lower(casework.searching.Folded(models.F('short_name')))), models.OrderBy(django.db.models.functions.text.Lower(models.F('short_name'))), 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(models.Q(('inn', ''), _negated=True), ('closed_at', None)), fields=('inn',), name='inn_unique'), models.CheckConstraint(condition=models.Q(('inn__regex', '^([0-9]{10}|[0-9]{12})?$')), name='inn_10_or_12_digits'), models.CheckConstraint(condition=models.Q(('ogrn__regex', '^([0-9]{13}|[0-9]{15})?$')), name='ogrn_13_or_15_digits'), models.CheckConstraint(condition=models.Q(('kpp__regex', '^([0-9]{4}[0-9A-Z]{2}[0-9]{3})?$')), name='kpp_9_characters'), models.CheckConstraint(condition=models.Q(models.Q(('inn', ''), _negated=True), ('legal_form__in', ('ТОС', 'инициативная группа')), _connector='OR'), name='inn_required_of_legal_persons'), models.CheckConstraint(condition=models.Q(models.Q(('legal_form', 'ИП'), _negated=True), ('kpp', ''), _connector='OR'), name='entrepreneur_has_no_kpp'), models.CheckConstraint(condition=models.Q(('sector__in', ['authority', 'business', 'community'])), name='sector_known'), models.CheckConstraint(condition=models.Q(('is_municipal_institution', False), ('sector', 'authority'), _connector='OR'), name='municipal_institution_is_authority'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('checked_by', None)), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False)), _connector='OR'), name='organization_checked_by_somebody')],
                        'triggers': [pgtrigger.compiler.Trigger(name='organization_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='5c14a93f362ac2a8a7cef091facf4180dcfa820a', operation='DELETE', pgid='pgtrigger_organization_is_never_deleted_29b44', table='programme_organization', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ResponsibleBody',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=300, verbose_name='наименование')),
                        ('valid_from', models.DateField(verbose_name='с какого дня')),
                        ('valid_to', models.DateField(blank=True, null=True, verbose_name='по какой день')),
                        ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='организация в реестре')),
                        ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='programme.responsiblebody', verbose_name='преемник')),
                    ],
                    options={
                        'verbose_name': 'ответственный орган',
                        'verbose_name_plural': 'ответственные органы',
                        'ordering': ['name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='responsible_body_period_is_ordered'), models.UniqueConstraint(fields=('name', 'valid_from'), name='responsible_body_unique'), models.CheckConstraint(condition=models.Q(('successor', None), models.Q(('successor', models.F('pk')), _negated=True), _connector='OR'), name='nobody_succeeds_themselves')],
                        'triggers': [pgtrigger.compiler.Trigger(name='responsible_body_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='efb6435acb57b68d7acab02fa3cb4fd72b4f80f3', operation='DELETE', pgid='pgtrigger_responsible_body_is_never_deleted_62820', table='programme_responsiblebody', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RoleAssignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('event_organizer', 'организатор мероприятий'), ('training_head', 'руководитель обучения'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='роль')),
                        ('scope', models.CharField(blank=True, max_length=40, verbose_name='где действует')),
                        ('valid_from', models.DateField(verbose_name='с какого дня')),
                        ('valid_to', models.DateField(blank=True, null=True, verbose_name='по какой день')),
                        ('ground', models.CharField(max_length=300, verbose_name='основание')),
                        ('appointed_at', models.DateTimeField(auto_now_add=True, verbose_name='когда назначен')),
                        ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='прекращено')),
                        ('end_ground', models.CharField(blank=True, max_length=300, verbose_name='основание прекращения')),
                        ('appointed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем назначен')),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кем прекращено')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL, verbose_name='кто назначен')),
                    ],
                    options={
                        'verbose_name': 'назначение',
                        'verbose_name_plural': 'назначения',
                        'ordering': ['role', 'person_id', 'pk'],
                        'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['role', 'person'], name='appointment_by_role')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='appointment_period_is_ordered'), models.CheckConstraint(condition=models.Q(('role__in', ['platform_secretary', 'moderator', 'expertise_coordinator', 'expert_prof', 'expert_public', 'contest_secretary', 'jury_member', 'committee_chair', 'committee_secretary', 'committee_member', 'working_commission', 'appeals_member', 'protocol_editor', 'clerk', 'archivist', 'analyst', 'content_moderator', 'card_keeper', 'event_organizer', 'training_head', 'admin', 'auditor'])), name='role_known'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('ended_at', None)), expressions=[('person', '='), ('role', '='), ('scope', '='), (models.Func('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(True, True), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='appointments_do_not_overlap', violation_error_message='Этот человек на это время уже назначен на эту роль. Прекратите прежнее назначение или выберите другие дни.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='appointment_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2c69af71c660743daf67841f69bea3789eea7637', operation='DELETE', pgid='pgtrigger_appointment_is_never_deleted_f9056', table='programme_roleassignment', when='BEFORE')), pgtrigger.compiler.Trigger(name='appointment_terms_are_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_to" IS DISTINCT FROM (NEW."valid_to") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."appointed_by_id" IS DISTINCT FROM (NEW."appointed_by_id") OR OLD."appointed_at" IS DISTINCT FROM (NEW."appointed_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='24fcb242b1cfa2c71adf0fac7bdc12b2e90a75df', operation='UPDATE', pgid='pgtrigger_appointment_terms_are_final_7824e', table='programme_roleassignment', when='BEFORE')), pgtrigger.compiler.Trigger(name='ended_appointment_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ended_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2b135e0b4f2e78cb53c9b02a5e9bc866ec6708ec', operation='UPDATE', pgid='pgtrigger_ended_appointment_is_final_72dee', table='programme_roleassignment', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_forbidden_combination', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM programme_person WHERE id = NEW.person_id FOR NO KEY UPDATE;\n            IF EXISTS (\n                SELECT 1 FROM programme_roleassignment other\n                JOIN (VALUES ('admin', 'committee_chair', false), ('committee_chair', 'admin', false), ('admin', 'committee_secretary', false), ('committee_secretary', 'admin', false), ('admin', 'clerk', false), ('clerk', 'admin', false), ('expert_prof', 'expertise_coordinator', true), ('expertise_coordinator', 'expert_prof', true), ('expert_prof', 'platform_secretary', true), ('platform_secretary', 'expert_prof', true), ('expert_public', 'expertise_coordinator', true), ('expertise_coordinator', 'expert_public', true), ('expert_public', 'platform_secretary', true), ('platform_secretary', 'expert_public', true), ('jury_member', 'contest_secretary', true), ('contest_secretary', 'jury_member', true), ('appeals_member', 'committee_chair', false), ('committee_chair', 'appeals_member', false), ('appeals_member', 'committee_secretary', false), ('committee_secretary', 'appeals_member', false), ('appeals_member', 'committee_member', false), ('committee_member', 'appeals_member', false), ('appeals_member', 'platform_secretary', false), ('platform_secretary', 'appeals_member', false), ('appeals_member', 'contest_secretary', false), ('contest_secretary', 'appeals_member', false), ('appeals_member', 'expertise_coordinator', false), ('expertise_coordinator', 'appeals_member', false), ('appeals_member', 'card_keeper', false), ('card_keeper', 'appeals_member', false)) AS pair (mine, yours, scoped) ON pair.mine = NEW.role AND pair.yours = other.role\n                WHERE other.person_id = NEW.person_id AND other.ended_at IS NULL\n                AND (NOT pair.scoped OR NEW.scope = '' OR other.scope = '' OR NEW.scope = other.scope)\n                AND daterange(other.valid_from, other.valid_to, '[]') && daterange(NEW.valid_from, NEW.valid_to, '[]')\n            ) THEN\n                RAISE EXCEPTION 'forbidden combination of roles' USING ERRCODE = 'exclusion_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='f9d88453eacdfd3baa133d1448964b5cf2cfb773', operation='INSERT', pgid='pgtrigger_no_forbidden_combination_57f5e', table='programme_roleassignment', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='TelephoneCode',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number_key', models.CharField(max_length=64, verbose_name='номер (хеш с ключом)')),
                        ('number_tail', models.CharField(max_length=4, verbose_name='последние цифры номера')),
                        ('digest', models.CharField(max_length=64, verbose_name='код (хеш с ключом)')),
                        ('sent_at', models.DateTimeField(verbose_name='отправлен')),
                        ('expires_at', models.DateTimeField(verbose_name='действует до')),
                        ('wrong', models.PositiveSmallIntegerField(default=0, verbose_name='неверных ответов')),
                        ('used_at', models.DateTimeField(null=True, verbose_name='использован')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кому')),
                    ],
                    options={
                        'verbose_name': 'код подтверждения телефона',
                        'verbose_name_plural': 'коды подтверждения телефона',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(fields=['number_key', 'sent_at'], name='telephone_code_by_number')],
                    },
                ),
                migrations.CreateModel(
                    name='TextVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=40, verbose_name='текст')),
                        ('version', models.PositiveIntegerField(verbose_name='версия')),
                        ('text', models.JSONField(verbose_name='слова')),
                        ('valid_from', models.DateField(verbose_name='действует с')),
                        ('starts_at', models.DateTimeField(verbose_name='действует с момента')),
                        ('asks_again', models.BooleanField(default=False, verbose_name='согласившихся с прежней спросят снова')),
                        ('fingerprint', models.CharField(max_length=64, verbose_name='отпечаток')),
                        ('ground', models.CharField(blank=True, default='', max_length=400, verbose_name='основание')),
                        ('adopted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто записал')),
                    ],
                    options={
                        'verbose_name': 'версия текста',
                        'verbose_name_plural': 'версии текстов',
                        'ordering': ['code', '-version'],
                        'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='text_version_unique'), models.CheckConstraint(condition=models.Q(('asks_again', False), ('code__startswith', 'consent.'), _connector='OR'), name='only_consents_are_asked_again')],
                        'triggers': [pgtrigger.compiler.Trigger(name='text_version_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='21bacff49cfbbfe1a17ba1dceb748c572f4d5104', operation='UPDATE OR DELETE', pgid='pgtrigger_text_version_is_insert_only_23568', table='programme_textversion', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
