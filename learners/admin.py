"""Windows on learners: staff look, and change only what keeps the door."""

from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from learners.models import Budget, Learner, ModelUse, StudyDay, WordList, WordListEntry, XpEntry
from learners.security_log import note
from wire.lookups import FilteredAdmin

_Row = TypeVar("_Row", bound=Model)


class Window(FilteredAdmin[_Row]):
    """Rows that the application writes: they are looked at, never edited by hand."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Learner)
class LearnerAdmin(Window[Learner]):
    """Whoever may change learners can lock them out; only superusers make staff."""

    list_display = [
        "email",
        "full_name",
        "target_language",
        "proficiency_level",
        "total_xp",
        "is_active",
        "is_staff",
        "created_at",
    ]
    list_filter = ["is_staff", "is_active", "is_guest", "proficiency_level"]
    search_fields = ["email", "full_name"]
    ordering = ["-created_at", "-id"]
    filter_horizontal = ["groups"]
    exclude = ["password", "auth_version", "user_permissions"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # The grant of the group, which Window refuses for everybody.
        return admin.ModelAdmin.has_change_permission(self, request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.changed_data:
            changed = ",".join(sorted(form.changed_data))
            note("rights_changed", learner=form.instance.pk, by=request.user.pk, fields=changed)

    def get_readonly_fields(self, request: HttpRequest, obj: Learner | None = None) -> list[str]:
        editable = {"is_active"}
        if request.user.is_superuser:
            editable |= {"is_staff", "is_superuser", "groups"}
        fields = [field.name for field in Learner._meta.fields] + ["groups"]
        return [name for name in fields if name not in editable | set(self.exclude)]


@admin.register(XpEntry)
class XpEntryAdmin(Window[XpEntry]):
    list_display = ["learner", "amount", "source", "study_date", "created_at"]
    list_filter = ["source"]
    list_select_related = ["learner"]
    ordering = ["-id"]


@admin.register(StudyDay)
class StudyDayAdmin(Window[StudyDay]):
    list_display = ["learner", "date"]
    list_select_related = ["learner"]
    ordering = ["-date", "-id"]


@admin.register(Budget)
class BudgetAdmin(Window[Budget]):
    list_display = ["day", "learner", "reserved_tokens", "spent_tokens"]
    list_select_related = ["learner"]
    ordering = ["-day", "-id"]


@admin.register(ModelUse)
class ModelUseAdmin(Window[ModelUse]):
    list_display = [
        "day",
        "learner",
        "provider",
        "model",
        "calls",
        "input_tokens",
        "output_tokens",
        "cost_usd",
    ]
    list_filter = ["provider", "day"]
    list_select_related = ["learner"]
    ordering = ["-day", "-id"]


class EntryInline(admin.TabularInline[WordListEntry, WordList]):
    model = WordListEntry
    fields = ["word", "note"]
    autocomplete_fields = ["word"]
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[WordListEntry]:
        return super().get_queryset(request).select_related("word").order_by("id")


@admin.register(WordList)
class WordListAdmin(FilteredAdmin[WordList]):
    """Lists of the system and of teachers. What learners keep for themselves stays theirs."""

    list_display = ["name", "language", "kind", "description"]
    list_filter = ["language"]
    search_fields = ["name"]
    ordering = ["name", "id"]
    fields = ["name", "language", "description"]
    inlines = [EntryInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WordList]:
        return super().get_queryset(request).filter(shared=True)

    @admin.display
    def kind(self, word_list: WordList) -> str:
        return "teacher's" if word_list.owner_id else "system"

    def save_model(self, request: HttpRequest, obj: WordList, form: Any, change: bool) -> None:
        obj.shared = True
        if not change and isinstance(request.user, Learner) and not request.user.is_superuser:
            obj.owner = request.user
        super().save_model(request, obj, form, change)
