"""The curation desk: find words, see what they lack, correct them, confirm them."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from vocabulary import admin_actions, curating, history
from vocabulary.admin_actions import WordDesk
from vocabulary.admin_forms import WordEditForm
from vocabulary.attached import attach, examples_of, forms_of
from vocabulary.languages import search_key
from vocabulary.models import Word, WordQuerySet, WordRevision
from vocabulary.search import matching
from vocabulary.topics import TOPICS
from vocabulary.worklists import WORKLISTS, counts
from wire.lookups import FilteredAdmin

# Registered by being imported.
from vocabulary import admin_imports  # noqa: F401 isort: skip


class WordFilter(admin.SimpleListFilter):
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        return (
            self.chosen(queryset, value)
            if value and isinstance(queryset, WordQuerySet)
            else queryset
        )

    def chosen(self, words: WordQuerySet, value: str) -> WordQuerySet:
        raise NotImplementedError


class MissingFilter(WordFilter):
    title = "to do"
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: WordDesk) -> list[tuple[str, str]]:
        return [(worklist.key, worklist.title) for worklist in WORKLISTS]

    def chosen(self, words: WordQuerySet, value: str) -> WordQuerySet:
        chosen = [worklist for worklist in WORKLISTS if worklist.key == value]
        return chosen[0].words(words) if chosen else words


class LanguageFilter(WordFilter):
    title = "language"
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: WordDesk) -> list[tuple[str, str]]:
        languages = Word.objects.order_by("language").values_list("language", flat=True).distinct()
        return [(language, language) for language in languages]

    def chosen(self, words: WordQuerySet, value: str) -> WordQuerySet:
        return words.in_language(value)


class TopicFilter(WordFilter):
    title = "topic"
    parameter_name = "topic"

    def lookups(self, request: HttpRequest, model_admin: WordDesk) -> list[tuple[str, str]]:
        return [(topic, topic.replace("_", " ")) for topic in TOPICS]

    def chosen(self, words: WordQuerySet, value: str) -> WordQuerySet:
        return words.about(value)


@admin.register(Word)
class WordAdmin(FilteredAdmin[Word]):
    form = WordEditForm
    list_display = [
        "lemma",
        "kind",
        "gloss",
        "level",
        "rank",
        "status",
        "is_approved",
    ]
    list_filter = [
        "status",
        MissingFilter,
        "level",
        "part_of_speech",
        LanguageFilter,
        TopicFilter,
    ]
    search_fields = ["lemma"]
    search_help_text = "A word, with or without accents, any of its forms, or its translation."
    ordering = ["frequency_rank", "id"]
    actions: Sequence[admin_actions.Action | str] = admin_actions.ACTIONS
    list_per_page = 50
    # Counts beside every filter would cost 2 s and a dozen queries with 50,000 words.
    show_facets = admin.ShowFacets.NEVER
    save_on_top = True
    readonly_fields = ["is_approved", "edited_here", "merged_into"]
    object_history_template = "vocabulary/desk/history.html"
    change_list_template = "vocabulary/desk/word_list.html"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("lemma", "language"),
                    ("part_of_speech", "gender"),
                    ("frequency_rank", "level", "status"),
                    "gloss",
                    "examples",
                ]
            },
        ),
        ("More", {"fields": ["inflected_forms", "topics", "usage_notes", "definition"]}),
        (
            "State",
            {"fields": ["is_approved", "edited_here", "merged_into", "seen_at", "overwrite"]},
        ),
    ]

    class Media:
        css = {"all": ["vocabulary/desk.css"]}

    @admin.display(ordering="part_of_speech")
    def kind(self, word: Word) -> str:
        return " ".join(filter(None, [word.part_of_speech, word.gender]))

    @admin.display(ordering="frequency_rank")
    def rank(self, word: Word) -> int:
        return word.frequency_rank

    @admin.display(boolean=True, description="confirmed")
    def is_approved(self, word: Word) -> bool:
        return word.approved_at is not None

    @admin.display(description="edited here, safe from imports")
    def edited_here(self, word: Word) -> str:
        return ", ".join(word.curated_fields).replace("_", " ")

    def inflected_forms(self, word: Word) -> str:
        """What those see who may not change the form field of this name."""
        return ", ".join(forms_of(word))

    def examples(self, word: Word) -> str:
        """Likewise."""
        return "\n".join(" – ".join(filter(None, example)) for example in examples_of(word))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # words are retired: learners may have cards of them

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Word | None:
        # Of two curators who save in the same moment the second waits, and is then warned.
        if request.method == "POST" and object_id.isdigit():
            list(Word.objects.select_for_update().filter(pk=object_id))
        return super().get_object(request, object_id, from_field)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Word], search_term: str
    ) -> tuple[QuerySet[Word], bool]:
        if not (search_term.strip() and isinstance(queryset, WordQuerySet)):
            return queryset, False
        exactness = Case(When(search_key=search_key(search_term), then=Value(0)), default=Value(1))
        ordering = queryset.query.order_by
        return matching(queryset, search_term).order_by(exactness, *ordering), False

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Word | None = None,
    ) -> HttpResponse:
        page = super().render_change_form(request, context, add, change, form_url, obj)
        # The cursor waits in the first field of a new word, and a button above would be that.
        assert isinstance(page, TemplateResponse)
        page.context_data = {**(page.context_data or {}), "save_on_top": not add}
        return page

    def save_model(self, request: HttpRequest, obj: Word, form: WordEditForm, change: bool) -> None:
        if not change:
            curating.protect_new(obj, attached=form.attached())
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: WordEditForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        for name, values in form.attached().items():
            if values != form.before.get(name, []):
                attach(form.instance, name, values)
        if change:
            curating.save_edit(form.instance, before=form.before, by=request.user.pk)
        for doubt in curating.doubts(form.instance):
            self.message_user(request, doubt, messages.WARNING)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("worklists/", view(self.worklists), name="vocabulary_word_worklists"),
            path(
                "revert/<int:revision_id>/",
                view(require_POST(self.revert)),
                name="vocabulary_word_revert",
            ),
            *super().get_urls(),
        ]

    def worklists(self, request: HttpRequest) -> HttpResponse:
        """What is left to do, with counts; each line leads to its words."""
        self.check_view_permission(request)
        context = {
            **self.admin_site.each_context(request),
            "title": "Worklists",
            "opts": self.opts,
            "worklists": counts(),
            "word_list_url": reverse("admin:vocabulary_word_changelist"),
        }
        return TemplateResponse(request, "vocabulary/desk/worklists.html", context)

    def check_view_permission(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        word = get_object_or_404(Word, pk=object_id)
        revisions = list(word.revisions.select_related("word_import")[:200])
        people = get_user_model().objects.in_bulk({r.changed_by_id for r in revisions} - {None})
        lines = [(revision, people.get(revision.changed_by_id)) for revision in revisions]
        context = {
            "revisions": lines,
            "first_import": word.first_import,
            "may_revert": self.has_change_permission(request, word),
        }
        return super().history_view(request, object_id, context | (extra_context or {}))

    def revert(self, request: HttpRequest, revision_id: int) -> HttpResponse:
        revision = get_object_or_404(WordRevision, pk=revision_id)
        if not self.has_change_permission(request, revision.word):
            raise PermissionDenied
        try:
            self._tell_reverted(request, history.revert(revision, by=request.user.pk))
        except history.RevertRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        return HttpResponseRedirect(
            reverse("admin:vocabulary_word_history", args=[revision.word_id])
        )

    def _tell_reverted(self, request: HttpRequest, result: history.Reverted) -> None:
        if result.fields:
            self.message_user(request, f"Set back: {', '.join(result.fields)}.", messages.SUCCESS)
        if result.left:
            fields = ", ".join(result.left)
            self.message_user(request, f"Changed again since, left: {fields}.", messages.WARNING)
