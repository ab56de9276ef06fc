"""What must always hold of supported projects (X8, PP-30…PP-35)."""

INVARIANTS = [
    (
        "X-8",
        "на проект ссылается одно предложение, и проект этого же заявителя",
        """SELECT i.id FROM negotiations_implementation i JOIN negotiations_proposal p ON p.id = i.proposal_id
           JOIN execution_undertaking u ON u.id = i.project_id
           WHERE u.kind <> 'project' OR u.organization_id IS DISTINCT FROM p.organization_id""",
    ),
    (
        "N-60",
        "реализация есть у каждого поддержанного предложения и только у них",
        """SELECT p.id FROM negotiations_proposal p LEFT JOIN negotiations_implementation i ON i.proposal_id = p.id AND i.called_off_at IS NULL
           WHERE p.status IN ('supported', 'implementing', 'completed', 'terminated') AND i.id IS NULL
              OR i.id IS NOT NULL AND p.status NOT IN ('supported', 'implementing', 'completed', 'terminated', 'archived', 'on_committee')""",
    ),
    (
        "N-61",
        "завершённый проект: итоговый отчёт принят, вклады закрыты, акт подписан",
        """SELECT p.id FROM negotiations_proposal p JOIN negotiations_implementation i ON i.proposal_id = p.id AND i.called_off_at IS NULL
           LEFT JOIN execution_undertaking u ON u.id = i.project_id LEFT JOIN documents_document d ON d.id = i.act_id
           WHERE p.status = 'completed' AND (u.status IS NULL OR u.status NOT IN ('done', 'partly')
              OR d.status IS NULL OR d.status NOT IN ('registered', 'sent', 'filed')
              OR EXISTS (SELECT 1 FROM negotiations_contribution c JOIN negotiations_negotiation n ON n.id = c.case_id
                         WHERE n.proposal_id = p.id
                           AND c.status IN ('committed', 'in_delivery', 'partially_delivered', 'overdue', 'disputed')))""",
    ),
    (
        "N-62",
        "проект, который не начат или уже закончен, не держит открытых шагов дела о реализации",
        """SELECT p.id FROM negotiations_proposal p JOIN negotiations_implementation i ON i.proposal_id = p.id
           JOIN negotiations_implementationcase c ON c.implementation_id = i.id
           JOIN viewflow_task t ON t.process_id = c.process_ptr_id AND t.finished IS NULL
           WHERE i.called_off_at IS NOT NULL OR p.status NOT IN ('supported', 'implementing', 'on_committee')""",
    ),
]
