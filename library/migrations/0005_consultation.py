import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0001_initial'),
        ('library', '0004_committee_kinds'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='card',
            name='facts_of_a_card_are_of_its_moves',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='card',
            name='status_moves_lawfully',
        ),
        migrations.AddField(
            model_name='card',
            name='is_discussed_again',
            field=models.BooleanField(default=False, verbose_name='обсуждалась повторно'),
        ),
        migrations.AddField(
            model_name='card',
            name='topic',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultations.topic', verbose_name='обсуждение'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='card',
            trigger=pgtrigger.compiler.Trigger(name='facts_of_a_card_are_of_its_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS NOT DISTINCT FROM (NEW."status") AND (OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."area" IS DISTINCT FROM (NEW."area") OR OLD."current_id" IS DISTINCT FROM (NEW."current_id") OR OLD."returns" IS DISTINCT FROM (NEW."returns") OR OLD."remarks" IS DISTINCT FROM (NEW."remarks") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."checked_by_id" IS DISTINCT FROM (NEW."checked_by_id") OR OLD."receipt_id" IS DISTINCT FROM (NEW."receipt_id") OR OLD."refusal_id" IS DISTINCT FROM (NEW."refusal_id") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."deferred_until" IS DISTINCT FROM (NEW."deferred_until") OR OLD."is_discussed_again" IS DISTINCT FROM (NEW."is_discussed_again") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."in_force_at" IS DISTINCT FROM (NEW."in_force_at") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cdcce3ec8592cb2b4c95069a1765e9bd5d8c1def', operation='UPDATE', pgid='pgtrigger_facts_of_a_card_are_of_its_moves_78875', table='library_card', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='card',
            trigger=pgtrigger.compiler.Trigger(name='status_moves_lawfully', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{checking:consultation,checking:declined,checking:in_force,checking:on_committee,checking:returned,checking:withdrawn,consultation:revision,consultation:withdrawn,declined:checking,deferred:on_committee,deferred:withdrawn,draft:checking,draft:in_force,draft:withdrawn,expertise:withdrawn,in_force:repealed,in_force:superseded,on_committee:declined,on_committee:deferred,on_committee:in_force,on_committee:revision,on_committee:withdrawn,returned:checking,returned:declined,returned:withdrawn,revision:consultation,revision:in_force,revision:on_committee,revision:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='8a9d32868b5478f980e300b7f52ee2b5b9189bd3', operation='UPDATE', pgid='pgtrigger_status_moves_lawfully_ec04f', table='library_card', when='BEFORE')),
        ),
    ]
