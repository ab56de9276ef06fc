"""What the database asks of a signature before it takes it."""

from django.db.models import Q

# Each kind has its own evidence and no other's.
EVIDENCED = (
    Q(kind="simple", acceptance__isnull=False, authenticated_at__isnull=False, proof=None, scan=None) & ~Q(account="")
    | Q(kind__in=["unqualified", "qualified"], acceptance=None, authenticated_at=None, proof__isnull=False, scan=None)
    | Q(kind="paper", acceptance=None, authenticated_at=None, proof=None, scan__isnull=False)
)

# The paper takes signatures, its bytes are those that were signed, it is the signatory's turn; and the evidence is of this signature.
LAWFUL = """IF NOT EXISTS (
                SELECT 1 FROM documents_signaturerequest r
                JOIN documents_document d ON d.id = r.document_id
                JOIN documents_documentfile f ON f.document_id = d.id AND f.role = 'original'
                JOIN journal_entry e ON e.id = NEW.entry_id
                WHERE r.id = NEW.request_id AND r.refused_at IS NULL
                  AND (d.status = 'signing' OR d.is_open AND d.status IN ('registered', 'sent', 'filed'))
                  AND f.sha256 = NEW.document_hash
                  AND (NEW.kind = 'simple' AND e.actor_id = r.person_id AND EXISTS (
                           SELECT 1 FROM documents_agreementacceptance a WHERE a.id = NEW.acceptance_id
                           AND a.person_id = r.person_id AND a.accepted_at <= NEW.signed_at)
                       OR NEW.kind IN ('unqualified', 'qualified') AND e.actor_id = r.person_id AND EXISTS (
                           SELECT 1 FROM documents_signaturecheck c JOIN documents_signatureupload u ON u.id = c.upload_id
                           WHERE c.id = NEW.proof_id AND u.request_id = r.id AND u.document_hash = NEW.document_hash
                           AND c.result = 'passed' AND c.is_qualified = (NEW.kind = 'qualified'))
                       OR NEW.kind = 'paper' AND EXISTS (
                           SELECT 1 FROM documents_scannedsignature p WHERE p.id = NEW.scan_id AND p.request_id = r.id
                           AND p.document_hash = NEW.document_hash AND p.rejected_at IS NULL
                           AND e.actor_id IS NOT NULL AND e.actor_id NOT IN (p.entered_by_id, r.person_id)))
                  AND NOT EXISTS (
                    SELECT 1 FROM documents_signaturerequest p
                    LEFT JOIN documents_signature s ON s.request_id = p.id
                    WHERE p.document_id = d.id AND p.turn < r.turn AND s.id IS NULL
                      AND p.refused_at IS NULL)) THEN
                RAISE EXCEPTION 'pgtrigger: this signature is not lawful now';
            END IF;
            RETURN NEW;"""
