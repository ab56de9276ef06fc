"""SQL of the triggers by which the database refuses an unlawful amendment."""

# The words to be replaced stand in the published text at the place that is kept with them.
SPAN_INSIDE = """
    IF NEW.kind = 'replace' AND NOT EXISTS (
        SELECT 1 FROM protocol_articletext t WHERE t.id = NEW.article_text_id AND t.edition_id = NEW.edition_id
        AND substr(t.project, NEW.start + 1, length(NEW.words)) = NEW.words
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the words to be replaced do not stand in the article';
    END IF;
    RETURN NEW;
"""

# An amendment accepted in the words of a proposal stands in the words of one that was made to it.
CHOSEN_IS_ITS_OWN = """
    IF NOT EXISTS (
        SELECT 1 FROM protocol_subamendment s
        WHERE s.id = NEW.chosen_id AND s.amendment_id = NEW.id AND s.wording = NEW.group_wording
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the words were not proposed for this amendment';
    END IF;
    RETURN NEW;
"""

# Of two accepted amendments neither touches the words of the other, and an article that goes is not changed.
NO_TWO_ACCEPTED = """
    IF NEW.status NOT IN ('accepted', 'accepted_partly') OR NEW.article_text_id IS NULL OR OLD.status = NEW.status THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM protocol_articletext WHERE id = NEW.article_text_id FOR NO KEY UPDATE;
    first := CASE WHEN NEW.is_accepted_partly THEN NEW.group_start ELSE NEW.start END;
    last := first + length(CASE WHEN NEW.is_accepted_partly THEN NEW.group_words ELSE NEW.words END);
    IF EXISTS (
        SELECT 1 FROM protocol_amendment o WHERE o.article_text_id = NEW.article_text_id AND o.id <> NEW.id
        AND o.status IN ('accepted', 'accepted_partly', 'incorporated')
        AND ((o.kind = 'drop') <> (NEW.kind = 'drop') OR (o.kind = 'replace' AND NEW.kind = 'replace'
             AND first < CASE WHEN o.is_accepted_partly THEN o.group_start + length(o.group_words)
                              ELSE o.start + length(o.words) END
             AND CASE WHEN o.is_accepted_partly THEN o.group_start ELSE o.start END < last))
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the words have been changed by another accepted amendment';
    END IF;
    RETURN NEW;
"""
