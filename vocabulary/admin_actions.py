"""What can be done to many words at once: asked for, confirmed, done, and told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import now

from vocabulary import curating
from vocabulary.admin_forms import LevelOptions, NoOptions, TopicOptions
from vocabulary.curating import Curation
from vocabulary.exporting import as_csv, as_xlsx, exported_rows
from vocabulary.models import Word

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


WordDesk = admin.ModelAdmin[Word]
Answer = HttpResponse | None
Action = Callable[[WordDesk, HttpRequest, QuerySet[Word]], Answer]


@dataclass(frozen=True, slots=True)
class BulkAction:
    """One action of the word list, as the confirmation page shows it."""

    name: str
    title: str
    verb: str  # past participle for the report
    warning: str = ""
    form_class: type[Form] = NoOptions


@admin.action(description="Approve…", permissions=["change"])
def approve(word_admin: WordDesk, request: HttpRequest, queryset: QuerySet[Word]) -> Answer:
    def run(**_: Any) -> Curation:
        return curating.approve(queryset, by=request.user.pk, now=now())

    return _ask_then_run(word_admin, request, queryset, APPROVE, run)


@admin.action(description="Retire…", permissions=["change"])
def retire(word_admin: WordDesk, request: HttpRequest, queryset: QuerySet[Word]) -> Answer:
    def run(**_: Any) -> Curation:
        return curating.retire(queryset, by=request.user.pk)

    return _ask_then_run(word_admin, request, queryset, RETIRE, run)


@admin.action(description="Bring back retired words…", permissions=["change"])
def restore(word_admin: WordDesk, request: HttpRequest, queryset: QuerySet[Word]) -> Answer:
    def run(**_: Any) -> Curation:
        return curating.restore(queryset, by=request.user.pk)

    return _ask_then_run(word_admin, request, queryset, RESTORE, run)


@admin.action(description="Set the level…", permissions=["change"])
def set_level(word_admin: WordDesk, request: HttpRequest, queryset: QuerySet[Word]) -> Answer:
    def run(*, level: str) -> Curation:
        return curating.set_level(queryset, level=level, by=request.user.pk)

    return _ask_then_run(word_admin, request, queryset, SET_LEVEL, run)


@admin.action(description="Add or remove topics…", permissions=["change"])
def tag(word_admin: WordDesk, request: HttpRequest, queryset: QuerySet[Word]) -> Answer:
    def run(*, add: list[str], remove: list[str]) -> Curation:
        return curating.tag(queryset, add=add, remove=remove, by=request.user.pk)

    return _ask_then_run(word_admin, request, queryset, TAG, run)


@admin.action(description="Export as CSV", permissions=["view"])
def export_csv(
    word_admin: WordDesk, request: HttpRequest, queryset: QuerySet[Word]
) -> HttpResponse:
    return _download(as_csv(exported_rows(queryset)), "words.csv", "text/csv; charset=utf-8")


@admin.action(description="Export as XLSX", permissions=["view"])
def export_xlsx(
    word_admin: WordDesk, request: HttpRequest, queryset: QuerySet[Word]
) -> HttpResponse:
    return _download(as_xlsx(exported_rows(queryset)), "words.xlsx", XLSX)


APPROVE: Final = BulkAction("approve", "Approve words", "approved")
RETIRE: Final = BulkAction(
    "retire",
    "Retire words",
    "retired",
    warning="They are not taught to anybody new. Learners who have a card keep it.",
)
RESTORE: Final = BulkAction("restore", "Bring words back", "brought back")
SET_LEVEL: Final = BulkAction("set_level", "Set the level", "re-levelled", form_class=LevelOptions)
TAG: Final = BulkAction("tag", "Change the topics", "re-tagged", form_class=TopicOptions)
ACTIONS: Final[Sequence[Action]] = [
    approve,
    retire,
    restore,
    set_level,
    tag,
    export_csv,
    export_xlsx,
]


def _ask_then_run(
    word_admin: WordDesk,
    request: HttpRequest,
    queryset: QuerySet[Word],
    action: BulkAction,
    run: Callable[..., Curation],
) -> Answer:
    form = action.form_class(request.POST if "confirmed" in request.POST else None)
    if not form.is_valid():
        return _ask(word_admin, request, queryset, action, form)
    outcome = run(**form.cleaned_data)
    assert request.user.pk  # nobody comes here without signing in
    LogEntry.objects.log_actions(request.user.pk, outcome.changed, CHANGE, action.title)
    level = messages.WARNING if outcome.left else messages.SUCCESS
    word_admin.message_user(request, outcome.sentence(action.verb), level)
    return None


def _ask(
    word_admin: WordDesk,
    request: HttpRequest,
    queryset: QuerySet[Word],
    action: BulkAction,
    form: Form,
) -> HttpResponse:
    context: dict[str, Any] = {
        **word_admin.admin_site.each_context(request),
        "title": action.title,
        "opts": word_admin.opts,
        "bulk_action": action,
        "form": form,
        "count": queryset.count(),
        "first_words": queryset[:20],
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
    }
    return TemplateResponse(request, "vocabulary/desk/confirm.html", context)


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
