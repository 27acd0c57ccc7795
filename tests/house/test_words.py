"""The desk says what happened, by whom and in which job in words, never in codes."""

import ast
import re
from datetime import UTC, datetime

import pytest
from django.utils import translation
from wagtail.models import ModelLogEntry

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.access.parts import PARTS, actor_in_words
from brug.kernel.audit_lines import changes_of, note_of, who
from brug.kernel.jobs.words import concerns, title
from brug.kernel.models import Job
from brug.kernel.models.job import TURN_JOB
from brug.kernel.registries.audit_verbs import audit_verbs
from brug.kernel.registries.jobs import job_kinds
from brug.kernel.registries.schedules import schedules
from tests.factories.kernel import make_user
from tests.house.sources import files, parsed

CODE = re.compile(r"[a-z]+[._][a-z_]+")
LANGUAGES = ("nl", "fr", "en")


def _labels_of_system() -> set[str]:
    """Every label of ``Actor.system`` in the sources, literal or by a constant of its module."""
    found: set[str] = set()
    for path in files():
        tree = parsed(path)
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "system"):
                continue
            if getattr(getattr(node.func, "value", None), "id", "") != "Actor" or not node.args:
                continue
            given = node.args[0]
            if isinstance(given, ast.Constant):
                found.add(given.value)
            elif isinstance(given, ast.Name) and given.id in constants:
                found.add(constants[given.id])
            else:
                found.add(ast.unparse(given))
    return found


def test_every_part_of_the_house_that_acts_has_words() -> None:
    assert _labels_of_system() | {"visitor"} == set(PARTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_actor_verb_or_job_shows_its_code(language: str) -> None:
    with translation.override(language):
        shown = {f"actor {said}": actor_in_words(said) for said in [*PARTS, "person 444"]}
        shown |= {f"verb {verb.name}": str(verb.label) for verb in audit_verbs}
        shown |= {f"job {kind.name}": str(kind.label) for kind in job_kinds}
        turns = [Job(name=TURN_JOB, key=f"{one.name}#2026-11-27") for one in schedules]
        shown |= {f"turn {job.key}": title(job) for job in turns}
        empty = [what for what, words in shown.items() if not words.strip()]
        codes = [what for what, words in shown.items() if CODE.search(words)]
        codes += [what for what, words in shown.items() if what.partition(" ")[2] == words]
        assert (empty, codes) == ([], [])


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_actors_verbs_and_jobs_are_told_in_the_readers_language(language: str) -> None:
    def words() -> dict[str, str]:
        told = {name: str(label) for name, label in PARTS.items()}
        told |= {verb.name: str(verb.label) for verb in audit_verbs}
        return told | {kind.name: str(kind.label) for kind in job_kinds}

    with translation.override("en"):
        english = words()
    with translation.override(language):
        same = [name for name, label in words().items() if label == english[name]]
    assert same == []


def test_what_a_job_concerns_is_a_day_as_the_reader_writes_it() -> None:
    asked = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
    with translation.override("nl"):
        assert concerns(Job(name="kernel.forget_jobs", key="2026-11-27")) == "27-11-2026"
        turn = Job(name=TURN_JOB, key="kernel.forget_jobs#2026-11-27", created_at=asked)
        assert concerns(turn) == "27-11-2026 09:30"
        assert concerns(Job(name="people.import_part", key="12")) == "12"
    with translation.override("en"):
        assert title(Job(name="gone.since", key="1")) == "gone.since"


@pytest.mark.django_db
def test_a_line_of_the_trail_is_in_words_throughout() -> None:
    user = make_user(language="nl")
    audit.record(actor=Actor.person(444), verb="kernel.user_made", target=user, note="x")
    by_person = ModelLogEntry.objects.latest("pk")
    audit.record(actor=Actor.visitor(), verb="kernel.sign_in_failed", target=user, note="password")
    by_visitor = ModelLogEntry.objects.latest("pk")
    audit.record(actor=Actor.visitor(), verb="kernel.role_granted", target=user, note="board")
    role = ModelLogEntry.objects.latest("pk")
    audit.record(
        actor=Actor.system("schedule"),
        verb="kernel.user_changed",
        target=user,
        before={"id": None, "last_login": None, "is_active": True, "language": "nl"},
        after={
            "id": 4,
            "last_login": "2026-11-27T08:30:00Z",
            "is_active": False,
            "language": "fr",
        },
    )
    changed = ModelLogEntry.objects.latest("pk")
    with translation.override("en"):
        assert who(by_person) == "By their own link (no. 444)"
        assert who(by_visitor) == "A visitor"
        assert note_of(by_visitor) == "with the password"
        assert note_of(role) == "Board member"
        assert who(changed) == "The clock"
        told = {change.field: (change.before, change.after) for change in changes_of(changed)}
    assert "ID" not in told
    assert told["active"] == ("yes", "no")
    assert not any("T08" in after for _before, after in told.values())
