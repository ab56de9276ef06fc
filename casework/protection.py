"""Does the database still stand guard? What the models declare must be there, switched on and unchanged.

Everything is derived from the models: triggers from the registry of pgtrigger, constraints and indexes from `Meta` and the fields.
"""

from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.apps import apps
from django.core.checks import Warning
from django.db import connection, models

# pgtrigger lets any session name triggers it wants ignored; nothing of ours does, so this installation hears no such wish.
NEVER_IGNORED = """CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
    AS $$BEGIN RETURN FALSE; END;$$ LANGUAGE plpgsql"""
ALWAYS_ON = "BEGIN RETURN FALSE; END;"


def refuse_to_ignore(**_: Any) -> None:
    """After every migration, which brings pgtrigger's own version of the function back."""
    with connection.cursor() as cursor:
        cursor.execute(NEVER_IGNORED)


def plain_role(**_: Any) -> list[Warning]:
    """`check --deploy`: whoever is a superuser of the server passes by every trigger at will."""
    [[is_superuser]] = _rows("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    hint = "Роль программы владеет своей базой и больше ничем: docs/operations.md, «Роли базы»."
    words = "Программа работает в базе суперпользователем."
    return [Warning(words, hint=hint, id="casework.W001")] if is_superuser else []


def weak_places() -> list[str]:
    """Whatever of the protection is missing, switched off or not what the models say (Russian, a line each)."""
    return sorted([*_triggers(), *_switched_off(), *_constraints(), *_session()])


def _rows(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _triggers() -> Iterator[str]:
    """Declared triggers that are not there, or that do something else."""
    present = {
        (table, name): (comment, _squeezed(source))
        for table, name, comment, source in _rows(
            """SELECT c.relname, t.tgname, obj_description(t.oid, 'pg_trigger'), p.prosrc
               FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
               WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"""
        )
    }
    for model, trigger in pgtrigger.registered():
        compiled = trigger.compile(model)
        table, name = model._meta.db_table, trigger.get_pgid(model)
        body = str(compiled.sql).partition(f"FUNCTION {name}()")[2].split("$$")[1]
        match present.get((table, name)):
            case None:
                yield f"{table}: нет триггера {trigger.name}"
            case comment, source if comment != compiled.hash or source != _squeezed(body):
                yield f"{table}: триггер {trigger.name} изменён"


def _switched_off() -> Iterator[str]:
    """Any trigger of any table that does not fire, those of foreign keys too."""
    for table, name in _rows(
        """SELECT c.relname, coalesce(k.conname, t.tgname) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
           LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint
           WHERE t.tgenabled <> 'O' AND c.relnamespace = current_schema()::regnamespace GROUP BY 1, 2"""
    ):
        yield f"{table}: выключен триггер {name}"


def _session() -> Iterator[str]:
    """Ways past all triggers at once: a replica's mode for a role or a database, and pgtrigger's list of ignored ones."""
    for who in _rows(
        """SELECT coalesce(setrole::regrole::text, 'база') FROM pg_db_role_setting, unnest(setconfig) AS line
           WHERE line LIKE 'session_replication_role=%' AND setdatabase IN (0, (SELECT oid FROM pg_database
               WHERE datname = current_database()))"""
    ):
        yield f"триггеры обходит настройка session_replication_role: {who[0]}"
    if [_squeezed(body) for (body,) in _rows(
        "SELECT prosrc FROM pg_proc WHERE proname = '_pgtrigger_should_ignore' AND pronamespace = current_schema()::regnamespace"
    )] != [ALWAYS_ON]:  # fmt: skip
        yield "триггеры может обойти настройка pgtrigger.ignore: выполните migrate"


def _constraints() -> Iterator[str]:
    """Declared constraints, keys and indexes that are not there or are not enforced."""
    named = {
        (table, name)
        for table, name in _rows(
            """SELECT conrelid::regclass::text, conname FROM pg_constraint k WHERE convalidated
               AND coalesce(to_jsonb(k) ->> 'conenforced', 'true') = 'true' AND conrelid <> 0
               UNION SELECT indrelid::regclass::text, c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
               WHERE indisvalid AND indisready"""
        )
    }
    by_columns = _by_columns()
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        table = model._meta.db_table
        for item in [*model._meta.constraints, *model._meta.indexes]:
            if (table, item.name) not in named:
                kind = "индекса" if isinstance(item, models.Index) else "ограничения"
                yield f"{table}: нет {kind} {item.name}"
        for kind, columns, words in _needed(model):
            if (table, kind, columns) not in by_columns:
                yield f"{table}: нет {words} {', '.join(sorted(columns))}"


def _by_columns() -> set[tuple[str, str, frozenset[str]]]:
    """(table, kind, columns): foreign keys, unique indexes without a condition, columns that are never null."""
    keys = """SELECT k.conrelid::regclass::text, 'f', array_agg(a.attname::text) FROM pg_constraint k
              JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)
              WHERE k.contype = 'f' AND k.convalidated
              AND coalesce(to_jsonb(k) ->> 'conenforced', 'true') = 'true' GROUP BY k.oid, 1"""
    unique = """SELECT i.indrelid::regclass::text, 'u', array_agg(a.attname::text) FROM pg_index i
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
                WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL GROUP BY i.indexrelid, 1"""
    filled = """SELECT a.attrelid::regclass::text, 'n', ARRAY[a.attname::text] FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                WHERE a.attnotnull AND a.attnum > 0 AND c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace"""
    return {(table, kind, frozenset(columns)) for sql in (keys, unique, filled) for table, kind, columns in _rows(sql)}


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


def _needed(model: type[models.Model]) -> Iterator[tuple[str, frozenset[str], str]]:
    """What the fields of a model ask of the database: (kind, columns, words)."""
    for field in model._meta.local_concrete_fields:
        column = frozenset([str(field.column)])
        if field.remote_field and getattr(field, "db_constraint", False):
            yield "f", column, "внешнего ключа"
        if field.unique:
            yield "u", column, "единственности"
        if not field.null:
            yield "n", column, "обязательности"
    for names in model._meta.unique_together:
        yield "u", frozenset(_column(model, name) for name in names), "единственности"
