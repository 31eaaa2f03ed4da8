"""The desk's pages that look beyond the dictionary: merging, figures, previews."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import now
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from config.desk.figures import figures_of, learners_of, most_forgotten, most_mistaken
from config.desk.merging import MergeRefused, merge_words, undo_merge
from config.desk.preview import preview_of
from learners.admin import Window
from vocabulary.admin import WordAdmin
from vocabulary.models import Word, WordMerge

admin.site.unregister(Word)
# Imported from where they are registered. Keys and codes are for their owners' eyes; a lost device is a matter of reset_second_factor.
admin.site.unregister([TOTPDevice, StaticDevice])


@admin.register(Word)
class WordDesk(WordAdmin):
    change_form_template = "desk/word_form.html"
    actions = [*WordAdmin.actions, "merge"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("stumbling/", view(self.stumbling), name="vocabulary_word_stumbling"),
            path("<int:word_id>/seen/", view(self.seen), name="vocabulary_word_seen"),
            *super().get_urls(),
        ]

    @admin.action(description="Merge two words…", permissions=["change"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Word]) -> HttpResponse | None:
        """Join a duplicate to another word, after asking which of the two stays."""
        words = list(queryset.order_by("frequency_rank", "id")[:3])
        if len(words) != 2:
            self.message_user(request, "Choose exactly two words to merge.", messages.WARNING)
            return None
        form = survivor_form(words)(request.POST if "confirmed" in request.POST else None)
        if not form.is_valid():
            return self._ask_survivor(request, words, form)
        survivor_id = int(form.cleaned_data["survivor"])
        (duplicate,) = (word for word in words if word.pk != survivor_id)
        self._merge(request, survivor_id, duplicate)
        return None

    def seen(self, request: HttpRequest, word_id: int) -> HttpResponse:
        """The word as a learner meets it, and what learners make of it."""
        self.check_view_permission(request)
        word = get_object_or_404(Word, pk=word_id)
        context = {"word": word, "figures": figures_of(word), "preview": preview_of(word)}
        return self._page(request, "seen.html", f"{word.lemma}, as learners see it", **context)

    def stumbling(self, request: HttpRequest) -> HttpResponse:
        """The words that learners forget or get wrong most."""
        self.check_view_permission(request)
        context = {
            "forgotten": most_forgotten(now=now()),
            "mistaken": most_mistaken(now=now()),
        }
        return self._page(request, "stumbling.html", "Learners stumble on", **context)

    def _merge(self, request: HttpRequest, survivor_id: int, duplicate: Word) -> None:
        try:
            merge = merge_words(
                survivor_id=survivor_id, duplicate_id=duplicate.pk, by=request.user.pk, now=now()
            )
        except MergeRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return
        self.log_change(request, merge.survivor, f"Merged word {duplicate.pk} into this one.")
        told = f"'{duplicate.lemma}' is now part of '{merge.survivor.lemma}'."
        self.message_user(request, told, messages.SUCCESS)

    def _ask_survivor(
        self, request: HttpRequest, words: list[Word], form: forms.Form
    ) -> HttpResponse:
        learners = learners_of(words)
        context = {
            "form": form,
            "words": [(word, learners[word.pk]) for word in words],
            "action": "merge",
        }
        return self._page(request, "merge.html", "Merge two words", **context)

    def _page(
        self, request: HttpRequest, template: str, title: str, **context: Any
    ) -> HttpResponse:
        site = self.admin_site.each_context(request)
        context = {**site, "title": title, "opts": self.opts, **context}
        return TemplateResponse(request, f"desk/{template}", context)


@admin.register(WordMerge)
class WordMergeAdmin(Window[WordMerge]):
    """Merges that were done, each with its way back."""

    list_display = ["duplicate", "survivor", "merged_at", "undone_at"]
    list_select_related = ["duplicate", "survivor"]
    list_display_links = None
    ordering = ["-id"]
    actions = ["undo"]

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("vocabulary.change_word")

    @admin.action(description="Undo the merge", permissions=["undo"])
    def undo(self, request: HttpRequest, queryset: QuerySet[WordMerge]) -> HttpResponse:
        for merge in queryset.order_by("-id"):
            try:
                undo_merge(merge.pk, by=request.user.pk, now=now())
            except MergeRefused as refusal:
                self.message_user(request, f"{merge}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, f"{merge} is undone.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:vocabulary_wordmerge_changelist"))


def survivor_form(words: list[Word]) -> type[forms.Form]:
    """Return a form class that asks which of the words stays."""
    choices = [(str(word.pk), f"{word} – {word.gloss}") for word in words]
    field = forms.ChoiceField(
        choices=choices, widget=forms.RadioSelect, label="The word that stays"
    )
    return type("SurvivorForm", (forms.Form,), {"survivor": field})
