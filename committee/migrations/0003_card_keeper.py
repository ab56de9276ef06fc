from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0002_kinds'),
    ]

    operations = [
        migrations.AlterField(
            model_name='body',
            name='agenda_role',
            field=models.CharField(blank=True, choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='роль тех, кто готовит повестку'),
        ),
        migrations.AlterField(
            model_name='body',
            name='chair_role',
            field=models.CharField(blank=True, choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='роль председателя'),
        ),
        migrations.AlterField(
            model_name='body',
            name='member_role',
            field=models.CharField(blank=True, choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='роль члена'),
        ),
        migrations.AlterField(
            model_name='body',
            name='secretary_role',
            field=models.CharField(blank=True, choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='роль секретаря'),
        ),
        migrations.AlterField(
            model_name='bodykind',
            name='agenda_role',
            field=models.CharField(blank=True, choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='роль тех, кто готовит повестку'),
        ),
        migrations.AlterField(
            model_name='bodykind',
            name='chair_role',
            field=models.CharField(blank=True, choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='роль председателя'),
        ),
        migrations.AlterField(
            model_name='bodykind',
            name='member_role',
            field=models.CharField(blank=True, choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='роль члена'),
        ),
        migrations.AlterField(
            model_name='bodykind',
            name='secretary_role',
            field=models.CharField(blank=True, choices=[('platform_secretary', 'секретарь площадки'), ('moderator', 'модератор площадки'), ('expertise_coordinator', 'координатор экспертизы'), ('expert_prof', 'профессиональный эксперт'), ('expert_public', 'общественный эксперт'), ('contest_secretary', 'секретарь конкурса'), ('jury_member', 'член жюри'), ('committee_chair', 'председатель комитета'), ('committee_secretary', 'секретарь комитета'), ('committee_member', 'член комитета'), ('working_commission', 'член рабочей комиссии'), ('appeals_member', 'член апелляционной комиссии'), ('protocol_editor', 'редактор Протокола'), ('clerk', 'делопроизводитель'), ('archivist', 'архивариус'), ('analyst', 'аналитик'), ('content_moderator', 'модератор обсуждений'), ('card_keeper', 'хранитель карточек'), ('admin', 'администратор'), ('auditor', 'аудитор')], max_length=30, verbose_name='роль секретаря'),
        ),
    ]
