"""No change list answers a question about what it does not show."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Model

from learners.models import Learner
from wire.lookups import FilteredAdmin

# Whose rows say something about a person.
OF_PEOPLE = {"learners", "progress", "learning_sessions", "sessions", "admin", "limiting"}
SUFFIXES = ["", "__exact", "__startswith", "__regex", "__gte", "__in", "__isnull"]
SITE = admin.site._registry
OURS = [model for model in SITE if isinstance(SITE[model], FilteredAdmin)]
THEIRS = [model for model in SITE if model not in OURS]


def fields_of(model: type[Model], depth: int) -> Iterator[tuple[str, type[Model]]]:
    """Yield every look-up path from a model, and the model whose field it ends at."""
    for field in model._meta.get_fields():
        yield field.name, model
        related = field.related_model
        if depth > 1 and isinstance(related, type):
            for path, owner in fields_of(related, depth - 1):
                yield f"{field.name}__{path}", owner


def allowed(model: type[Model], path: str) -> list[str]:
    desk = SITE[model]
    return [s for s in SUFFIXES if desk.lookup_allowed(f"{path}{s}", "a", None)]


def names(model: type[Model]) -> str:
    return model._meta.label


def test_every_page_of_ours_offers_only_its_filters():
    assert {model._meta.app_label for model in THEIRS} == {"auth", "django_celery_beat"}


@pytest.mark.parametrize("model", OURS, ids=names)
def test_only_filters_can_be_asked_for(model):
    offered = SITE[model].list_filter
    filters = {getattr(one, "parameter_name", one) for one in offered}

    asked = {path: allowed(model, path) for path, _ in fields_of(model, depth=2)}

    answered = {path: suffixes for path, suffixes in asked.items() if suffixes}
    assert answered.keys() == filters & asked.keys()
    assert all("__startswith" not in suffixes for suffixes in answered.values())


@pytest.mark.parametrize("model", THEIRS, ids=names)
def test_pages_of_packages_answer_nothing_about_people(model):
    paths = [path for path, owner in fields_of(model, 3) if owner._meta.app_label in OF_PEOPLE]

    local = {path for path in paths if "__" not in path}
    assert {path for path in paths if allowed(model, path)} <= local | {"user__id", "user"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("group", "page", "question"),
    [
        ("support", "learners/learner", "password__startswith"),
        ("operator", "learners/learner", "password__startswith"),
        ("operator", "learners/learner", "password"),
        ("operator", "learners/learner", "auth_version__gte"),
        ("operator", "learners/learner", "refresh_families__current_jti__startswith"),
        ("support", "learners/learner", "email__startswith"),
        ("support", "progress/card", "learner__password__startswith"),
        ("support", "learning_sessions/learningsession", "learner__password__regex"),
        ("support", "learning_sessions/learningsession", "socketticket__digest__startswith"),
        ("operator", "learning_sessions/turn", "messages__content__contains"),
    ],
)
def test_a_question_about_what_is_hidden_is_refused(client, group, page, question):
    member = Learner.objects.create_user("staff@example.org", "secret", is_staff=True)
    member.groups.add(Group.objects.get(name=group))
    client.force_login(member)
    url = f"/admin/{page}/"

    answers = {client.get(url, {question: guess}).status_code for guess in ("a", "z")}

    assert (client.get(url).status_code, answers) == (200, {400})


@pytest.mark.django_db
def test_filters_still_work(client):
    staff = Learner.objects.create_superuser("staff@example.org", "secret")
    Learner.objects.create_user("alice@example.org", "secret")
    client.force_login(staff)

    page = client.get("/admin/learners/learner/", {"is_staff__exact": "1"})
    filtered = client.get("/admin/vocabulary/word/", {"todo": "no_example"})

    assert [found.email for found in page.context["cl"].result_list] == [staff.email]
    assert filtered.status_code == 200
