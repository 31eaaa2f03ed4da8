"""Importing in the desk: upload, look at what it would do, commit, undo for a day."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now

from limiting.spending import TooManyRequests, spend
from vocabulary import uploads
from vocabulary.admin_forms import UploadForm
from vocabulary.importing import PreviewOutdated
from vocabulary.models import WordImport
from vocabulary.reading import ImportRefused
from wire.lookups import FilteredAdmin

SHOWN_ROWS = 200

Context = dict[str, Any] | None


@admin.register(WordImport)
class WordImportAdmin(FilteredAdmin[WordImport]):
    list_display = ["file_name", "language", "status", "uploaded_at", "committed_at"]
    list_filter = ["status"]
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WordImport]:
        return super().get_queryset(request).defer("content")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Context = None
    ) -> HttpResponse:
        """Take a file and show what it would do."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            try:
                spend("upload", request, account=str(request.user.pk))
                return self._to(self._kept(request, form.cleaned_data))
            except ImportRefused as refusal:
                form.add_error("file", refusal.problems)
            except TooManyRequests as refusal:
                form.add_error("file", str(refusal.detail))
        return self._page(request, "upload.html", "Import words", form=form)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Context = None,
    ) -> HttpResponse:
        """Show a preview with its commit button, or a report with its undo button."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = get_object_or_404(WordImport, pk=object_id)
        if request.method == "POST":
            self._act(request, record)
            return self._to(record)
        if record.status == WordImport.Status.PREVIEWED:
            return self._preview(request, record)
        undoable = uploads.can_be_undone(record, now=now())
        return self._page(
            request, "report.html", record.file_name, record=record, undoable=undoable
        )

    def _kept(self, request: HttpRequest, given: dict[str, Any]) -> WordImport:
        return uploads.keep_upload(
            given["file"].read(),
            file_name=given["file"].name,
            language=given["language"],
            skip_bad=given["skip_bad"],
            by=request.user.pk,
            now=now(),
        )

    def _preview(self, request: HttpRequest, record: WordImport) -> HttpResponse:
        plan = uploads.preview_upload(record)
        return self._page(
            request,
            "preview.html",
            f"What {record.file_name} would do",
            record=record,
            plan=plan,
            new=plan.new[:SHOWN_ROWS],
            changed=plan.changed[:SHOWN_ROWS],
            kept=[change for change in plan.changed + plan.unchanged if change.kept][:SHOWN_ROWS],
            refused=plan.refused[:SHOWN_ROWS],
            blocked=plan.refused and not record.skip_bad,
        )

    def _act(self, request: HttpRequest, record: WordImport) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            if "undo" in request.POST:
                told = uploads.undo_upload(record.pk, by=request.user.pk, now=now()).summary()
            else:
                previewed = request.POST.get("fingerprint", "")
                told = _told(uploads.commit_upload(record.pk, previewed=previewed, now=now()))
        except ImportRefused as refusal:
            self.message_user(request, " ".join(refusal.problems[:5]), messages.ERROR)
        except PreviewOutdated:
            text = "The words changed since this preview. Nothing was written; please look again."
            self.message_user(request, text, messages.WARNING)
        except uploads.ImportNotOpen:
            self.message_user(request, "This was done already, or it is too late.", messages.ERROR)
        else:
            self.log_change(request, record, "Undone." if "undo" in request.POST else "Committed.")
            self.message_user(request, told, messages.SUCCESS)

    def _page(
        self, request: HttpRequest, template: str, title: str, **context: Any
    ) -> TemplateResponse:
        return TemplateResponse(
            request,
            f"vocabulary/desk/{template}",
            {
                **self.admin_site.each_context(request),
                "title": title,
                "opts": self.opts,
                "may_write": self.has_add_permission(request),
                **context,
            },
        )

    def _to(self, record: WordImport) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:vocabulary_wordimport_change", args=[record.pk]))


def _told(record: WordImport) -> str:
    counts = record.report
    return (
        f"{counts['new']:,} new, {counts['changed']:,} changed; {counts['live']:,} words are live."
    )
