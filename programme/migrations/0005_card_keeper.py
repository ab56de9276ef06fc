import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0004_tables_without_models'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='roleassignment',
            name='no_forbidden_combination',
        ),
        migrations.RemoveConstraint(
            model_name='roleassignment',
            name='role_known',
        ),
        migrations.AlterField(
            model_name='roleassignment',
            name='role',
            field=models.CharField(choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='роль'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roleassignment',
            trigger=pgtrigger.compiler.Trigger(name='no_forbidden_combination', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM programme_person WHERE id = NEW.person_id FOR NO KEY UPDATE;\n            IF EXISTS (\n                SELECT 1 FROM programme_roleassignment other\n                JOIN (VALUES ('admin', 'committee_chair', false), ('committee_chair', 'admin', false), ('admin', 'committee_secretary', false), ('committee_secretary', 'admin', false), ('admin', 'clerk', false), ('clerk', 'admin', false), ('expert_prof', 'expertise_coordinator', true), ('expertise_coordinator', 'expert_prof', true), ('expert_prof', 'platform_secretary', true), ('platform_secretary', 'expert_prof', true), ('expert_public', 'expertise_coordinator', true), ('expertise_coordinator', 'expert_public', true), ('expert_public', 'platform_secretary', true), ('platform_secretary', 'expert_public', true), ('jury_member', 'contest_secretary', true), ('contest_secretary', 'jury_member', true), ('appeals_member', 'committee_chair', false), ('committee_chair', 'appeals_member', false), ('appeals_member', 'committee_secretary', false), ('committee_secretary', 'appeals_member', false), ('appeals_member', 'committee_member', false), ('committee_member', 'appeals_member', false), ('appeals_member', 'platform_secretary', false), ('platform_secretary', 'appeals_member', false), ('appeals_member', 'contest_secretary', false), ('contest_secretary', 'appeals_member', false), ('appeals_member', 'expertise_coordinator', false), ('expertise_coordinator', 'appeals_member', false), ('appeals_member', 'card_keeper', false), ('card_keeper', 'appeals_member', false)) AS pair (mine, yours, scoped) ON pair.mine = NEW.role AND pair.yours = other.role\n                WHERE other.person_id = NEW.person_id AND other.ended_at IS NULL\n                AND (NOT pair.scoped OR NEW.scope = '' OR other.scope = '' OR NEW.scope = other.scope)\n                AND daterange(other.valid_from, other.valid_to, '[]') && daterange(NEW.valid_from, NEW.valid_to, '[]')\n            ) THEN\n                RAISE EXCEPTION 'forbidden combination of roles' USING ERRCODE = 'exclusion_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='f9d88453eacdfd3baa133d1448964b5cf2cfb773', operation='INSERT', pgid='pgtrigger_no_forbidden_combination_57f5e', table='programme_roleassignment', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='roleassignment',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['platform_secretary', 'moderator', 'expertise_coordinator', 'expert_prof', 'expert_public', 'contest_secretary', 'jury_member', 'committee_chair', 'committee_secretary', 'committee_member', 'working_commission', 'appeals_member', 'protocol_editor', 'clerk', 'archivist', 'analyst', 'content_moderator', 'card_keeper', 'admin', 'auditor'])), name='role_known'),
        ),
    ]
