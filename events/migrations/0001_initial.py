import casework.searching
import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import django_fsm
import journal.tables
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('execution', '0001_initial'),
        ('programme', '0004_tables_without_models'),
        ('viewflow', '0015_task_scheduled'),
    ]

    operations = [
        journal.tables.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Attestation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('enrolled', 'Обучается'), ('valid', 'Действует'), ('failed', 'Не пройдена'), ('expired', 'Истекла'), ('revoked', 'Отозвана'), ('dropped', 'Обучение оставлено')], default='enrolled', max_length=50, protected=True, verbose_name='состояние')),
                        ('valid_to', models.DateField(null=True, verbose_name='действует по')),
                        ('registration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='attestation', to='events.registration', verbose_name='запись на курс')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attestations', to=settings.AUTH_USER_MODEL, verbose_name='кто обучается')),
                        ('opens_role', models.CharField(choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('event_organizer', 'организатор мероприятий'), ('training_head', 'руководитель обучения'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='к какой роли')),
                        ('taught_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто вёл курс')),
                        ('attendance', models.PositiveSmallIntegerField(null=True, verbose_name='явка, %')),
                        ('result', models.PositiveSmallIntegerField(null=True, verbose_name='итог из 100')),
                        ('retakes', models.PositiveSmallIntegerField(default=0, verbose_name='пересдач')),
                        ('examined_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто аттестовал')),
                        ('ground', models.TextField(blank=True, verbose_name='причина')),
                        ('certificate', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='удостоверение')),
                        ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='решение об отзыве')),
                    ],
                    options={
                        'verbose_name': 'аттестация',
                        'verbose_name_plural': 'аттестации',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(fields=['person', 'opens_role', 'status'], name='attestations_of_a_person')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('examined_by', models.F('person')), _negated=True), models.Q(('examined_by', models.F('taught_by')), _negated=True), models.Q(('taught_by', models.F('person')), _negated=True)), name='taught_examined_and_attested_are_three_people'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['valid', 'expired', 'revoked']), _negated=True), models.Q(('attendance__isnull', False), ('certificate__isnull', False), ('result__isnull', False), ('valid_to__isnull', False)), _connector='OR'), name='attested_with_a_certificate'), models.CheckConstraint(condition=models.Q(('retakes__lte', 1)), name='attestation_is_retaken_once'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'revoked'), _negated=True), ('revoked_by__isnull', False), _connector='OR'), name='revoked_by_a_decision')],
                        'triggers': [pgtrigger.compiler.Trigger(name='attestation_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='94d549a5b64fa38a1598c92c80860c83857df3b8', operation='DELETE', pgid='pgtrigger_attestation_is_never_deleted_4228e', table='events_attestation', when='BEFORE')), pgtrigger.compiler.Trigger(name='attestation_keeps_its_people', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."registration_id" IS DISTINCT FROM (NEW."registration_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."opens_role" IS DISTINCT FROM (NEW."opens_role") OR OLD."taught_by_id" IS DISTINCT FROM (NEW."taught_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='228bbf3e2ad3d5dc51b874fa1482c9b18d5477a2', operation='UPDATE', pgid='pgtrigger_attestation_keeps_its_people_a48e5', table='events_attestation', when='BEFORE')), pgtrigger.compiler.Trigger(name='attestation_is_certified_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."certificate_id" IS NOT NULL AND OLD."certificate_id" IS DISTINCT FROM (NEW."certificate_id")) OR (OLD."revoked_by_id" IS NOT NULL AND OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id")) OR (OLD."valid_to" IS NOT NULL AND OLD."valid_to" IS DISTINCT FROM (NEW."valid_to")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a9c4892c271c836fe0ae2091bbab4013dcb8aed6', operation='UPDATE', pgid='pgtrigger_attestation_is_certified_once_8b0a4', table='events_attestation', when='BEFORE')), pgtrigger.compiler.Trigger(name='attestation_is_found_by_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."attendance" IS DISTINCT FROM (NEW."attendance") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."examined_by_id" IS DISTINCT FROM (NEW."examined_by_id") OR OLD."valid_to" IS DISTINCT FROM (NEW."valid_to")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5917ff461765daeda1c63dd7c4ab66e9ebb18ec6', operation='UPDATE', pgid='pgtrigger_attestation_is_found_by_its_moves_3c82e', table='events_attestation', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{enrolled:dropped,enrolled:failed,enrolled:valid,failed:enrolled,valid:expired,valid:revoked}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='689c59bae8960324e2e1deadcf9ecf5b4c237be2', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_29aef', table='events_attestation', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'enrolled\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='2ea37468432eac1a09ed86b7cd1db68a51f02e49', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_e74de', table='events_attestation', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='AttestationCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                        ('attestation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='events.attestation', verbose_name='аттестация')),
                    ],
                    options={
                        'verbose_name': 'дело об аттестации',
                        'verbose_name_plural': 'дела об аттестациях',
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='Booking',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('requested', 'Запрошена'), ('confirmed', 'Подтверждена'), ('refused', 'Отказано'), ('cancelled', 'Отменена'), ('used', 'Состоялась')], default='requested', max_length=50, protected=True, verbose_name='состояние')),
                        ('answered_at', models.DateTimeField(null=True, verbose_name='когда решено')),
                        ('ground', models.TextField(blank=True, verbose_name='почему отказано или отменено')),
                        ('offered', models.JSONField(default=list, verbose_name='какое время предложено взамен')),
                        ('venue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='events.venue', verbose_name='помещение')),
                        ('starts_at', models.DateTimeField(verbose_name='с')),
                        ('ends_at', models.DateTimeField(verbose_name='до')),
                        ('purpose', models.CharField(max_length=300, verbose_name='для чего')),
                        ('url', models.CharField(blank=True, max_length=200, verbose_name='страница')),
                        ('is_public', models.BooleanField(default=False, verbose_name='для чего — видно всем')),
                        ('subject', models.CharField(blank=True, max_length=80, verbose_name='что это, ключ журнала')),
                        ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='организация, которая просит')),
                        ('booked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто занял')),
                        ('booked_at', models.DateTimeField(auto_now_add=True, verbose_name='когда занято')),
                    ],
                    options={
                        'verbose_name': 'бронь помещения',
                        'verbose_name_plural': 'брони помещений',
                        'indexes': [models.Index(fields=['venue', 'starts_at'], name='bookings_of_venue')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='booking_runs_forward'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['refused', 'cancelled']), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='room_is_refused_for_a_reason'), models.UniqueConstraint(condition=models.Q(('status__in', ['requested', 'confirmed']), models.Q(('subject', ''), _negated=True)), fields=('subject',), name='a_matter_has_one_room'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('status__in', ['requested', 'confirmed', 'used'])), expressions=[('venue', '='), (models.Func('starts_at', 'ends_at', function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='bookings_do_not_overlap', violation_error_message='Помещение на это время уже занято. Выберите другое время или помещение.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='booking_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='8901519bb12302c5a48bdc741e7256839dab2035', operation='DELETE', pgid='pgtrigger_booking_is_never_deleted_d171a', table='events_booking', when='BEFORE')), pgtrigger.compiler.Trigger(name='booking_is_what_was_asked', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."venue_id" IS DISTINCT FROM (NEW."venue_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."is_public" IS DISTINCT FROM (NEW."is_public") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."booked_by_id" IS DISTINCT FROM (NEW."booked_by_id") OR OLD."booked_at" IS DISTINCT FROM (NEW."booked_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='16258d9732ee92b961f051e08cb1ec8876d78d97', operation='UPDATE', pgid='pgtrigger_booking_is_what_was_asked_3cc64', table='events_booking', when='BEFORE')), pgtrigger.compiler.Trigger(name='booking_is_answered_by_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."offered" IS DISTINCT FROM (NEW."offered")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='84410c59136ceceb827a5d78d84eb3f7ade07cb3', operation='UPDATE', pgid='pgtrigger_booking_is_answered_by_its_moves_42e6b', table='events_booking', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{confirmed:cancelled,confirmed:used,requested:cancelled,requested:confirmed,requested:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='e757b5638935216e56298722e53b36d08c36ae84', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_e199a', table='events_booking', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'requested\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='62942b769be75882d8f0eed46bbc0663b8141806', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_13a05', table='events_booking', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='BookingCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                        ('booking', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='events.booking', verbose_name='бронь')),
                    ],
                    options={
                        'verbose_name': 'дело о помещении',
                        'verbose_name_plural': 'дела о помещениях',
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='Choice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='events.registration', verbose_name='запись')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='events.session', verbose_name='секция')),
                        ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='когда выбрана')),
                        ('given_at', models.DateTimeField(null=True, verbose_name='когда дано место')),
                        ('left_at', models.DateTimeField(null=True, verbose_name='когда оставлена')),
                    ],
                    options={
                        'verbose_name': 'выбор секции',
                        'verbose_name_plural': 'выбранные секции',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('registration', 'session'), name='section_chosen_once', violation_error_message='Эта секция уже выбрана.')],
                        'triggers': [pgtrigger.compiler.Trigger(name='choice_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='f89a9ad7883d19865b58e97111ef3aae499610d1', operation='DELETE', pgid='pgtrigger_choice_is_never_deleted_acbea', table='events_choice', when='BEFORE')), pgtrigger.compiler.Trigger(name='choice_begins_by_asking', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."given_at" IS NOT NULL OR NEW."left_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='7d1ba31443b88a6ce32a109097c4d19011ea70e0', operation='INSERT', pgid='pgtrigger_choice_begins_by_asking_920ce', table='events_choice', when='BEFORE')), pgtrigger.compiler.Trigger(name='choice_is_what_was_asked', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."registration_id" IS DISTINCT FROM (NEW."registration_id") OR OLD."session_id" IS DISTINCT FROM (NEW."session_id") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9f8b8b91bffaa6519e92840de8c166eda28ad3c8', operation='UPDATE', pgid='pgtrigger_choice_is_what_was_asked_3bf5d', table='events_choice', when='BEFORE')), pgtrigger.compiler.Trigger(name='choice_is_given_and_left_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."given_at" IS NOT NULL AND OLD."given_at" IS DISTINCT FROM (NEW."given_at")) OR (OLD."left_at" IS NOT NULL AND OLD."left_at" IS DISTINCT FROM (NEW."left_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='489a94e9be35654b681dd843db44765b5a8091e8', operation='UPDATE', pgid='pgtrigger_choice_is_given_and_left_once_d605c', table='events_choice', when='BEFORE')), pgtrigger.compiler.Trigger(name='nobody_is_in_two_sections_at_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    PERFORM 1 FROM events_registration WHERE id = NEW.registration_id FOR NO KEY UPDATE;\n                    IF EXISTS (SELECT FROM events_choice c JOIN events_session a ON a.id = c.session_id, events_session b\n                               WHERE b.id = NEW.session_id AND c.registration_id = NEW.registration_id AND c.left_at IS NULL\n                               AND a.id <> b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at)\n                       OR (SELECT r.event_id <> s.event_id FROM events_registration r, events_session s\n                           WHERE r.id = NEW.registration_id AND s.id = NEW.session_id) THEN\n                        RAISE EXCEPTION 'two sections at one hour, or of another event' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='e1c36fd24e8b12e37d810c096be8ea0f6f953fd5', operation='INSERT', pgid='pgtrigger_nobody_is_in_two_sections_at_once_c2f00', table='events_choice', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_more_in_a_section_than_places', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."given_at" IS NULL AND NEW."given_at" IS NOT NULL)', declare='DECLARE most INTEGER;', func="\n                    SELECT places INTO most FROM events_session WHERE id = NEW.session_id FOR NO KEY UPDATE;\n                    IF (SELECT count(*) FROM events_choice\n                        WHERE session_id = NEW.session_id AND given_at IS NOT NULL AND left_at IS NULL) >= most THEN\n                        RAISE EXCEPTION 'more in a section than it has places' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='905ac8beb6b7a54bfd0338d53c9603273e38582a', operation='UPDATE', pgid='pgtrigger_no_more_in_a_section_than_places_ed568', table='events_choice', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='CourseResult',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('registration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='course_result', to='events.registration', verbose_name='запись на курс')),
                        ('attendance', models.PositiveSmallIntegerField(verbose_name='явка, %')),
                        ('result', models.PositiveSmallIntegerField(verbose_name='итог из 100')),
                        ('is_passed', models.BooleanField(verbose_name='пройден')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто проверил')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                    ],
                    options={
                        'verbose_name': 'итог курса',
                        'verbose_name_plural': 'итоги курсов',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('attendance__lte', 100), ('result__lte', 100)), name='course_result_is_of_hundred')],
                        'triggers': [pgtrigger.compiler.Trigger(name='course_result_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='caaa136b7b137e22b37273f9dad8de41db6a343e', operation='UPDATE OR DELETE', pgid='pgtrigger_course_result_is_insert_only_fd1d3', table='events_courseresult', when='BEFORE')), pgtrigger.compiler.Trigger(name='course_result_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='3f20dfb586e23136a2d05f962e60ff6ebc7dc2a9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_course_result_is_never_truncated_1dec4', table='events_courseresult', when='BEFORE')), pgtrigger.compiler.Trigger(name='course_result_is_of_who_came_and_by_another', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (SELECT status <> 'attended' OR person_id = NEW.by_id FROM events_registration WHERE id = NEW.registration_id) THEN\n                        RAISE EXCEPTION 'a result of somebody who was not there, or of the own' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='f2309124b5b53acfc76c068603cd2b23bddb9946', operation='INSERT', pgid='pgtrigger_course_result_is_of_who_came_and_by_another_42a56', table='events_courseresult', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Event',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('planned', 'Запланировано'), ('registration', 'Объявлено, идёт запись'), ('on', 'Идёт'), ('summing', 'Подведение итогов'), ('held', 'Проведено'), ('cancelled', 'Отменено')], default='planned', max_length=50, protected=True, verbose_name='состояние')),
                        ('announced_at', models.DateTimeField(null=True, verbose_name='когда объявлено')),
                        ('kind', models.CharField(max_length=20, verbose_name='вид')),
                        ('series', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='events.series', verbose_name='серия')),
                        ('title', models.CharField(max_length=200, verbose_name='название')),
                        ('about', models.TextField(verbose_name='о чём')),
                        ('access', models.CharField(choices=[('everybody', 'для всех желающих'), ('organizations', 'для представителей организаций')], default='everybody', max_length=15, verbose_name='для кого')),
                        ('undertaking', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='execution.undertaking', verbose_name='какой мере служит')),
                        ('opens_role', models.CharField(blank=True, choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('event_organizer', 'организатор мероприятий'), ('training_head', 'руководитель обучения'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='к какой роли готовит')),
                        ('teacher', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто ведёт курс')),
                        ('starts_at', models.DateTimeField(null=True, verbose_name='начало')),
                        ('ends_at', models.DateTimeField(null=True, verbose_name='конец')),
                        ('place', models.CharField(blank=True, max_length=300, verbose_name='где')),
                        ('link', models.URLField(blank=True, max_length=300, verbose_name='ссылка для участия')),
                        ('programme', models.TextField(blank=True, verbose_name='программа')),
                        ('places', models.PositiveIntegerField(null=True, verbose_name='сколько мест')),
                        ('postponements', models.PositiveSmallIntegerField(default=0, verbose_name='сколько раз перенесено')),
                        ('ground', models.TextField(blank=True, verbose_name='почему отменено')),
                        ('announcement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='последнее объявление')),
                        ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто запланировал')),
                        ('planned_at', models.DateTimeField(auto_now_add=True, verbose_name='когда запланировано')),
                    ],
                    options={
                        'verbose_name': 'мероприятие',
                        'verbose_name_plural': 'мероприятия',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(fields=['starts_at'], name='events_by_their_day'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(casework.searching.Folded(models.F('title')), casework.searching.Folded(models.F('about')), config='russian'), name='event_words')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends_at', None), ('starts_at', None)), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='event_runs_forward'), models.CheckConstraint(condition=models.Q(('announced_at', None), models.Q(('announcement__isnull', False), ('starts_at__isnull', False), models.Q(models.Q(('place', ''), _negated=True), models.Q(('link', ''), _negated=True), _connector='OR')), _connector='OR'), name='announced_with_time_and_place'), models.CheckConstraint(condition=models.Q(('status__in', ['planned', 'cancelled']), ('announced_at__isnull', False), _connector='OR'), name='held_events_were_announced'), models.CheckConstraint(condition=models.Q(('opens_role', ''), ('teacher__isnull', False), _connector='OR'), name='a_course_for_a_role_has_a_teacher'), models.CheckConstraint(condition=models.Q(('postponements__lte', 2)), name='event_is_postponed_twice_at_most'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'cancelled'), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='event_cancelled_for_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='event_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='f24e69febb549baecfc5c74f3bbcfe0f58b445c6', operation='DELETE', pgid='pgtrigger_event_is_never_deleted_9e8d7', table='events_event', when='BEFORE')), pgtrigger.compiler.Trigger(name='event_keeps_its_kind', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."access" IS DISTINCT FROM (NEW."access") OR OLD."opens_role" IS DISTINCT FROM (NEW."opens_role") OR OLD."teacher_id" IS DISTINCT FROM (NEW."teacher_id") OR OLD."planned_by_id" IS DISTINCT FROM (NEW."planned_by_id") OR OLD."planned_at" IS DISTINCT FROM (NEW."planned_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='97de38c6524e10db0c9a10cf360a973593367882', operation='UPDATE', pgid='pgtrigger_event_keeps_its_kind_ee496', table='events_event', when='BEFORE')), pgtrigger.compiler.Trigger(name='event_moves_with_its_announcement', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."announcement_id" IS NOT DISTINCT FROM (NEW."announcement_id") AND (OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."postponements" IS DISTINCT FROM (NEW."postponements")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='14349b71d6b7d8745a045651fe8b0c4bab06f9c8', operation='UPDATE', pgid='pgtrigger_event_moves_with_its_announcement_a724e', table='events_event', when='BEFORE')), pgtrigger.compiler.Trigger(name='event_is_dated_by_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."announced_at" IS DISTINCT FROM (NEW."announced_at") OR OLD."ground" IS DISTINCT FROM (NEW."ground")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='852efe22d7765d14d670d51062b4926819be3766', operation='UPDATE', pgid='pgtrigger_event_is_dated_by_its_moves_e22dd', table='events_event', when='BEFORE')), pgtrigger.compiler.Trigger(name='begun_event_keeps_time_and_place', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."status" = \'planned\') AND NOT (OLD."status" = \'registration\') AND (OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."link" IS DISTINCT FROM (NEW."link") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."programme" IS DISTINCT FROM (NEW."programme")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='bfa4930ed19b6cf80bf9927330473bba904de750', operation='UPDATE', pgid='pgtrigger_begun_event_keeps_time_and_place_0bc4d', table='events_event', when='BEFORE')), pgtrigger.compiler.Trigger(name='nobody_loses_a_place', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."places" IS DISTINCT FROM (NEW."places"))', func="\n                    IF (SELECT count(*) FROM events_registration WHERE event_id = NEW.id AND status = 'confirmed') > COALESCE(NEW.places, 0) THEN\n                        RAISE EXCEPTION 'fewer places than people who have one' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='e111bbb4ac9df45f00682049e7d6fee39651505f', operation='UPDATE', pgid='pgtrigger_nobody_loses_a_place_dfd5e', table='events_event', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{on:summing,planned:cancelled,planned:registration,registration:cancelled,registration:on,registration:registration,summing:held}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='81f3ec7507942763951a7d205baab6844da4f8b8', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_bb139', table='events_event', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'planned\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='2f12bc427aa9600cff23e189f43ae1210782b9d4', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_bcfa8', table='events_event', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='EventCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                        ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='events.event', verbose_name='мероприятие')),
                    ],
                    options={
                        'verbose_name': 'дело о мероприятии',
                        'verbose_name_plural': 'дела о мероприятиях',
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='Group',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='game_groups', to='events.event', verbose_name='мероприятие')),
                        ('title', models.CharField(max_length=100, verbose_name='название')),
                        ('places', models.PositiveIntegerField(null=True, verbose_name='сколько мест')),
                    ],
                    options={
                        'verbose_name': 'группа игры',
                        'verbose_name_plural': 'группы игры',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('event', 'title'), name='group_once_in_a_game', violation_error_message='Такая группа уже есть.'), models.CheckConstraint(condition=models.Q(('places', None), ('places__gt', 0), _connector='OR'), name='group_holds_somebody')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Grouping',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='grouping', to='events.event', verbose_name='мероприятие')),
                        ('how', models.CharField(choices=[('lot', 'по жребию'), ('choice', 'по выбору участников')], max_length=10, verbose_name='как делятся на группы')),
                        ('roles', models.JSONField(default=list, verbose_name='роли в каждой группе')),
                    ],
                    options={
                        'verbose_name': 'деление на группы',
                        'verbose_name_plural': 'деления на группы',
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Material',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='events.event', verbose_name='мероприятие')),
                        ('title', models.CharField(max_length=200, verbose_name='что это')),
                        ('name', models.CharField(max_length=200, verbose_name='имя файла')),
                        ('size', models.PositiveIntegerField(verbose_name='размер, байт')),
                        ('sha256', models.CharField(max_length=64)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто приложил')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                    ],
                    options={
                        'verbose_name': 'материал мероприятия',
                        'verbose_name_plural': 'материалы мероприятий',
                        'ordering': ['pk'],
                        'triggers': [pgtrigger.compiler.Trigger(name='material_of_an_event_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0955e342c8524633b7fdcd459992a8fbc4f5a160', operation='UPDATE OR DELETE', pgid='pgtrigger_material_of_an_event_is_insert_only_7e609', table='events_material', when='BEFORE')), pgtrigger.compiler.Trigger(name='material_of_an_event_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='b05726172df27c4b56e4353fec106a3ce1a756d5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_material_of_an_event_is_never_truncated_1ee1e', table='events_material', when='BEFORE'))],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Member',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('registration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='member', to='events.registration', verbose_name='запись')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='events.group', verbose_name='группа')),
                        ('role', models.CharField(blank=True, max_length=100, verbose_name='роль')),
                    ],
                    options={
                        'verbose_name': 'участник группы',
                        'verbose_name_plural': 'участники групп',
                        'ordering': ['pk'],
                        'triggers': [pgtrigger.compiler.Trigger(name='member_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='03081f38669bdcc3d3e16b993e4565eb0f13b24a', operation='DELETE', pgid='pgtrigger_member_is_never_deleted_0b519', table='events_member', when='BEFORE')), pgtrigger.compiler.Trigger(name='member_of_a_group_of_the_own_game_with_room', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE most INTEGER;', func="\n                    SELECT g.places INTO most FROM events_group g JOIN events_registration r ON r.event_id = g.event_id\n                        WHERE g.id = NEW.group_id AND r.id = NEW.registration_id FOR NO KEY UPDATE OF g;\n                    IF NOT FOUND OR (SELECT count(*) FROM events_member m JOIN events_registration r ON r.id = m.registration_id\n                        WHERE m.group_id = NEW.group_id AND m.id <> NEW.id AND r.status IN ('confirmed', 'attended')) >= most THEN\n                        RAISE EXCEPTION 'a group of another game, or one that is full' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='0cd21bbd5ba271c9f4a1c4a1e2e9cc5c0e866db5', operation='INSERT OR UPDATE', pgid='pgtrigger_member_of_a_group_of_the_own_game_with_room_beb82', table='events_member', when='BEFORE'))],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Outcome',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='events.event', verbose_name='мероприятие')),
                        ('text', models.TextField(verbose_name='итоги')),
                        ('document', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='итоговый документ')),
                        ('reason', models.TextField(blank=True, verbose_name='почему документа нет')),
                        ('changed', models.JSONField(default=list, help_text='ключ журнала, имя и адрес на день публикации', verbose_name='что изменилось')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто опубликовал')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                    ],
                    options={
                        'verbose_name': 'итог мероприятия',
                        'verbose_name_plural': 'итоги мероприятий',
                        'constraints': [models.CheckConstraint(condition=models.Q(('document__isnull', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='no_outcome_paper_without_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='outcome_of_an_event_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d6f9aa16db4881c3efbb3130e82ec0bf13ae5f09', operation='UPDATE OR DELETE', pgid='pgtrigger_outcome_of_an_event_is_insert_only_0a58c', table='events_outcome', when='BEFORE')), pgtrigger.compiler.Trigger(name='outcome_of_an_event_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='4847d3f5cec78cba44cc4c92832b47726140fc84', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_outcome_of_an_event_is_never_truncated_8e596', table='events_outcome', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Partner',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='events.event', verbose_name='мероприятие')),
                        ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='организация')),
                        ('part', models.TextField(verbose_name='что берёт на себя')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто позвал')),
                        ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='когда позвали')),
                        ('agreed_at', models.DateTimeField(null=True, verbose_name='когда согласилась')),
                        ('left_at', models.DateTimeField(null=True, verbose_name='когда отказалась')),
                        ('reason', models.TextField(blank=True, verbose_name='почему отказалась')),
                    ],
                    options={
                        'verbose_name': 'соорганизатор',
                        'verbose_name_plural': 'соорганизаторы',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('event', 'organization'), name='partner_once_at_an_event', violation_error_message='Эту организацию уже позвали.'), models.CheckConstraint(condition=models.Q(('left_at', None), models.Q(('reason', ''), _negated=True), _connector='OR'), name='partner_leaves_for_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='partner_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='19f9965b7d1fdc2d1c28e2f3ebff995fc77b70dd', operation='DELETE', pgid='pgtrigger_partner_is_never_deleted_ea851', table='events_partner', when='BEFORE')), pgtrigger.compiler.Trigger(name='partner_is_asked_first', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."agreed_at" IS NOT NULL OR NEW."left_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='e3487edad4191b2cdfa2bde0fb17016f021f10e3', operation='INSERT', pgid='pgtrigger_partner_is_asked_first_b10ad', table='events_partner', when='BEFORE')), pgtrigger.compiler.Trigger(name='partner_is_what_was_asked', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."part" IS DISTINCT FROM (NEW."part") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5ad4ba9182c9cd4fff698b15421bcad46d87b128', operation='UPDATE', pgid='pgtrigger_partner_is_what_was_asked_9c6f5', table='events_partner', when='BEFORE')), pgtrigger.compiler.Trigger(name='partner_answers_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."agreed_at" IS NOT NULL AND OLD."agreed_at" IS DISTINCT FROM (NEW."agreed_at")) OR (OLD."left_at" IS NOT NULL AND OLD."left_at" IS DISTINCT FROM (NEW."left_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='b06287b47281bf6457355e5d61ef1519e6e23c78', operation='UPDATE', pgid='pgtrigger_partner_answers_once_e96df', table='events_partner', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Presence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='events.registration', verbose_name='запись')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='events.session', verbose_name='занятие')),
                    ],
                    options={
                        'verbose_name': 'присутствие на занятии',
                        'verbose_name_plural': 'присутствие на занятиях',
                        'constraints': [models.UniqueConstraint(fields=('registration', 'session'), name='present_once_at_a_lesson')],
                        'triggers': [pgtrigger.compiler.Trigger(name='presence_at_a_lesson_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fb726e510f43aba94b478b3277647c3030691663', operation='UPDATE OR DELETE', pgid='pgtrigger_presence_at_a_lesson_is_insert_only_4fbf9', table='events_presence', when='BEFORE')), pgtrigger.compiler.Trigger(name='presence_at_a_lesson_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='935b6317a2b1537e1dce4fc1a96698ead95823f7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_presence_at_a_lesson_is_never_truncated_9eeb0', table='events_presence', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Product',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='events.group', verbose_name='группа')),
                        ('text', models.TextField(verbose_name='продукт')),
                        ('material', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='product', to='events.material', verbose_name='файл продукта')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто сдал')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                    ],
                    options={
                        'verbose_name': 'продукт группы',
                        'verbose_name_plural': 'продукты групп',
                        'ordering': ['-pk'],
                        'triggers': [pgtrigger.compiler.Trigger(name='product_of_a_group_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ff5dff3ce170a17e6fd2d8cb5c70b161b6732f3d', operation='UPDATE OR DELETE', pgid='pgtrigger_product_of_a_group_is_insert_only_3c396', table='events_product', when='BEFORE')), pgtrigger.compiler.Trigger(name='product_of_a_group_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='377ccca4c9c1d7dd19391629f839b04acfbd8d8d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_product_of_a_group_is_never_truncated_2a7bb', table='events_product', when='BEFORE'))],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Registration',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', django_fsm.FSMField(choices=[('applied', 'Заявлено на отбор'), ('waiting', 'В листе ожидания'), ('confirmed', 'Записан'), ('attended', 'Участвовал'), ('absent', 'Не был'), ('declined', 'Не отобран'), ('cancelled', 'Отменена участником'), ('void', 'Мероприятие отменено')], default='applied', max_length=50, protected=True, verbose_name='состояние')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='events.event', verbose_name='мероприятие')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to=settings.AUTH_USER_MODEL, verbose_name='кто придёт')),
                        ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.organization', verbose_name='от организации')),
                        ('exhibit', models.TextField(blank=True, verbose_name='что покажет')),
                        ('reason', models.TextField(blank=True, verbose_name='почему не отобран или отметка исправлена')),
                        ('code', models.CharField(blank=True, max_length=16, verbose_name='код билета')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                        ('certificate', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='сертификат')),
                    ],
                    options={
                        'verbose_name': 'запись на мероприятие',
                        'verbose_name_plural': 'записи на мероприятия',
                        'ordering': ['pk'],
                        'indexes': [models.Index(fields=['event', 'status'], name='registrations_of_an_event')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['applied', 'waiting', 'confirmed'])), fields=('event', 'person'), name='registered_once', violation_error_message='Вы уже записаны на это мероприятие.'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['confirmed', 'attended', 'absent']), _negated=True), models.Q(('code', ''), _negated=True), _connector='OR'), name='a_place_has_a_ticket'), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='ticket_code_once'), models.CheckConstraint(condition=models.Q(('certificate', None), ('status', 'attended'), _connector='OR'), name='certificates_are_for_participants')],
                        'triggers': [pgtrigger.compiler.Trigger(name='registration_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='6cdfa3dfbcea39fe95ec0ea5fb0fa2fe052f283b', operation='DELETE', pgid='pgtrigger_registration_is_never_deleted_4dcfc', table='events_registration', when='BEFORE')), pgtrigger.compiler.Trigger(name='registration_is_what_was_asked', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."exhibit" IS DISTINCT FROM (NEW."exhibit") OR OLD."at" IS DISTINCT FROM (NEW."at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='391ce8117a2532608d8bb56856169266320244b5', operation='UPDATE', pgid='pgtrigger_registration_is_what_was_asked_65860', table='events_registration', when='BEFORE')), pgtrigger.compiler.Trigger(name='certificate_is_given_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."certificate_id" IS NOT NULL AND OLD."certificate_id" IS DISTINCT FROM (NEW."certificate_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cb1bbd2953933cd2477eeda6615f8c6de6bdf62d', operation='UPDATE', pgid='pgtrigger_certificate_is_given_once_0738d', table='events_registration', when='BEFORE')), pgtrigger.compiler.Trigger(name='ticket_is_given_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."code" = \'\') AND OLD."code" IS DISTINCT FROM (NEW."code"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='083af0f5248c75c1262146b973e1ce989740a52e', operation='UPDATE', pgid='pgtrigger_ticket_is_given_once_5936c', table='events_registration', when='BEFORE')), pgtrigger.compiler.Trigger(name='registered_while_it_is_open', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (SELECT status <> 'registration' OR places IS NULL FROM events_event WHERE id = NEW.event_id) THEN\n                        RAISE EXCEPTION 'a registration for an event that takes none' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='40723d1f7db74a08548c9f4a12db61ccc4c25034', operation='INSERT', pgid='pgtrigger_registered_while_it_is_open_46960', table='events_registration', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_more_confirmed_than_places', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."status" = \'confirmed\' AND NOT (OLD."status" = \'confirmed\'))', declare='DECLARE most INTEGER;', func="\n                    SELECT places INTO most FROM events_event WHERE id = NEW.event_id FOR NO KEY UPDATE;\n                    IF (SELECT count(*) FROM events_registration WHERE event_id = NEW.event_id AND status = 'confirmed') >= most THEN\n                        RAISE EXCEPTION 'more confirmed than there are places' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='1cf563c745617f95a094ed80cfaa4a9a6f3f657e', operation='UPDATE', pgid='pgtrigger_no_more_confirmed_than_places_a1263', table='events_registration', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{absent:attended,applied:cancelled,applied:confirmed,applied:declined,applied:void,applied:waiting,confirmed:absent,confirmed:attended,confirmed:cancelled,confirmed:void,waiting:cancelled,waiting:confirmed,waiting:declined,waiting:void}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='c267f2ac867098426fa238cce30a2f547632776d', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_0fc8d', table='events_registration', when='BEFORE')), pgtrigger.compiler.Trigger(name='status_begins_at_the_beginning', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'applied\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='d994757374eea24ece61a9dfd452b83d506bfa90', operation='INSERT', pgid='pgtrigger_status_begins_at_the_beginning_13d57', table='events_registration', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RegistrationCase',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.regulation')),
                        ('registration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='events.registration', verbose_name='запись')),
                    ],
                    options={
                        'verbose_name': 'дело о записи',
                        'verbose_name_plural': 'дела о записях',
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='Series',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=200, verbose_name='название')),
                        ('leader', models.CharField(max_length=200, verbose_name='кто ведёт')),
                        ('about', models.TextField(blank=True, verbose_name='о чём')),
                    ],
                    options={
                        'verbose_name': 'серия мероприятий',
                        'verbose_name_plural': 'серии мероприятий',
                        'ordering': ['title'],
                        'constraints': [models.UniqueConstraint(fields=('title',), name='series_title_once', violation_error_message='Такая серия уже есть.')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Session',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='events.event', verbose_name='мероприятие')),
                        ('title', models.CharField(max_length=200, verbose_name='название')),
                        ('speakers', models.CharField(blank=True, max_length=300, verbose_name='кто ведёт и выступает')),
                        ('starts_at', models.DateTimeField(verbose_name='начало')),
                        ('ends_at', models.DateTimeField(verbose_name='конец')),
                        ('place', models.CharField(blank=True, max_length=200, verbose_name='где')),
                        ('places', models.PositiveIntegerField(null=True, verbose_name='сколько мест')),
                    ],
                    options={
                        'verbose_name': 'секция или занятие',
                        'verbose_name_plural': 'секции и занятия',
                        'ordering': ['starts_at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_runs_forward'), models.CheckConstraint(condition=models.Q(('places', None), ('places__gt', 0), _connector='OR'), name='section_holds_somebody')],
                        'triggers': [pgtrigger.compiler.Trigger(name='session_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='718c4ab54b796aa5d12698fc92ac73440a8b4fbd', operation='DELETE', pgid='pgtrigger_session_is_never_deleted_758c5', table='events_session', when='BEFORE')), pgtrigger.compiler.Trigger(name='session_keeps_its_event', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."event_id" IS DISTINCT FROM (NEW."event_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0739bc7c4bb97d5d5b2fef207c2adb273dc0b9dc', operation='UPDATE', pgid='pgtrigger_session_keeps_its_event_43184', table='events_session', when='BEFORE')), pgtrigger.compiler.Trigger(name='nobody_loses_a_place_in_a_section', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."places" IS DISTINCT FROM (NEW."places"))', func="\n                    IF (SELECT count(*) FROM events_choice\n                        WHERE session_id = NEW.id AND given_at IS NOT NULL AND left_at IS NULL) > NEW.places THEN\n                        RAISE EXCEPTION 'fewer places than people who have one' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='76f6a12cd6e1c293ad5e614760cb8873a6fc647b', operation='UPDATE', pgid='pgtrigger_nobody_loses_a_place_in_a_section_9b38b', table='events_session', when='BEFORE'))],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Sheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='events.event', verbose_name='курс')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='ведомость')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто составил')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='когда')),
                    ],
                    options={
                        'verbose_name': 'ведомость аттестации',
                        'verbose_name_plural': 'ведомости аттестации',
                        'ordering': ['-pk'],
                        'triggers': [pgtrigger.compiler.Trigger(name='sheet_of_a_course_is_insert_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='aeaf33c2a7ae2eedf6583c68fde34545a22046f8', operation='UPDATE OR DELETE', pgid='pgtrigger_sheet_of_a_course_is_insert_only_d84c1', table='events_sheet', when='BEFORE')), pgtrigger.compiler.Trigger(name='sheet_of_a_course_is_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='82ddd3c9c5470408e4258e505cc9b6b9494bb559', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_sheet_of_a_course_is_never_truncated_adde8', table='events_sheet', when='BEFORE'))],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Venue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=150, verbose_name='название')),
                        ('address', models.CharField(max_length=300, verbose_name='адрес')),
                        ('capacity', models.PositiveSmallIntegerField(verbose_name='мест')),
                        ('opens_at', models.TimeField(default=datetime.time(9, 0), verbose_name='открыто с')),
                        ('closes_at', models.TimeField(default=datetime.time(21, 0), verbose_name='открыто до')),
                        ('is_closed', models.BooleanField(default=False, verbose_name='больше не предоставляется')),
                    ],
                    options={
                        'verbose_name': 'помещение',
                        'verbose_name_plural': 'помещения',
                        'ordering': [models.OrderBy(django.db.models.functions.text.Lower(casework.searching.Folded(models.F('title')))), models.OrderBy(django.db.models.functions.text.Lower(models.F('title'))), 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('title', 'address'), name='venue_once_at_an_address', violation_error_message='Помещение с таким названием по этому адресу уже есть.'), models.CheckConstraint(condition=models.Q(('capacity__gt', 0)), name='venue_holds_somebody'), models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='venue_opens_before_it_closes')],
                        'indexes': [],
                    },
                ),
            ],
        ),
    ]
