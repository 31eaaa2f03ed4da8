"""Windows on conversations, and the queue of corrections that learners say are wrong."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from learners.admin import Window
from sessions.desk.coverage import plan_coverage
from sessions.desk.reports import decide_reports, switch_rule_off, switch_rule_on
from sessions.models import (
    Correction,
    CorrectionReport,
    LearningSession,
    Message,
    RuleSwitch,
    SafetyAlert,
    Target,
    Turn,
)


@admin.register(LearningSession)
class LearningSessionAdmin(Window[LearningSession]):
    list_display = [
        "id",
        "learner",
        "status",
        "topic",
        "conversation_style",
        "started_at",
        "last_sequence",
        "xp_earned",
    ]
    list_filter = ["status", "conversation_style", "language"]
    list_select_related = ["learner"]
    search_fields = ["learner__email__startswith"]
    ordering = ["-started_at", "-id"]


@admin.register(Turn)
class TurnAdmin(Window[Turn]):
    list_display = [
        "id",
        "session_id",
        "status",
        "accepted_at",
        "finished_at",
        "provider",
        "model",
        "input_tokens",
        "output_tokens",
        "beyond_level_share",
        "failure",
    ]
    list_filter = ["status", "provider", "in_language"]
    search_fields = ["=session__id"]
    ordering = ["-accepted_at", "-id"]


@admin.register(Message)
class MessageAdmin(Window[Message]):
    list_display = ["session_id", "sequence_number", "sender", "content", "created_at"]
    list_filter = ["sender", "degraded"]
    search_fields = ["=session__id"]
    ordering = ["-created_at", "-id"]


@admin.register(Target)
class TargetAdmin(Window[Target]):
    list_display = ["message_id", "word", "mode", "is_new", "used", "error_severity"]
    list_filter = ["mode", "used", "missed_plan"]
    list_select_related = ["word"]
    ordering = ["-id"]
    change_list_template = "sessions/desk/targets.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"coverage": plan_coverage()} | (extra_context or {})
        return super().changelist_view(request, context)


@admin.register(Correction)
class CorrectionAdmin(Window[Correction]):
    list_display = ["code", "span", "suggestion", "category", "severity", "confidence", "source"]
    list_filter = ["source", "category", "severity"]
    search_fields = ["code"]
    ordering = ["-id"]


@admin.register(CorrectionReport)
class CorrectionReportAdmin(Window[CorrectionReport]):
    """What learners report: judged here, with the rules that are reported most on top."""

    list_display = ["code", "said", "span", "suggestion", "reason", "status", "reported_at"]
    list_filter = ["status", "code"]
    list_select_related = ["correction__message"]
    search_fields = ["code"]
    ordering = ["-reported_at", "-id"]
    actions = ["uphold", "reject"]
    change_list_template = "sessions/desk/reports.html"

    def has_judge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("learning_sessions.change_correctionreport")

    def has_switch_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("learning_sessions.add_ruleswitch")

    @admin.display(description="the learner wrote")
    def said(self, report: CorrectionReport) -> str | None:
        return report.correction.message.content

    @admin.display
    def span(self, report: CorrectionReport) -> str | None:
        return report.correction.span

    @admin.display
    def suggestion(self, report: CorrectionReport) -> str | None:
        return report.correction.suggestion

    @admin.action(description="The learner is right", permissions=["judge"])
    def uphold(self, request: HttpRequest, queryset: QuerySet[CorrectionReport]) -> None:
        self._decide(request, queryset, CorrectionReport.Status.UPHELD)

    @admin.action(description="The correction is right", permissions=["judge"])
    def reject(self, request: HttpRequest, queryset: QuerySet[CorrectionReport]) -> None:
        self._decide(request, queryset, CorrectionReport.Status.REJECTED)

    def get_urls(self) -> list[URLPattern]:
        switch = self.admin_site.admin_view(require_POST(self.switch))
        return [path("switch/", switch, name="correction_rule_switch"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"rules": _rules(), "may_switch": self.has_switch_permission(request)}
        return super().changelist_view(request, context | (extra_context or {}))

    def switch(self, request: HttpRequest) -> HttpResponse:
        """Switch a rule off, or on again."""
        if not self.has_switch_permission(request):
            raise PermissionDenied
        code = request.POST.get("code", "")
        if "on" in request.POST:
            switch_rule_on(code)
            told = f"'{code}' corrects again."
        else:
            switch_rule_off(code, reason=request.POST.get("reason", ""), by=request.user.pk)
            told = f"'{code}' is switched off: learners see none of its corrections."
        self.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:learning_sessions_correctionreport_changelist"))

    def _decide(
        self, request: HttpRequest, queryset: QuerySet[CorrectionReport], status: str
    ) -> None:
        decided, left = decide_reports(queryset, status=status)
        told = f"{decided} reports judged." + (f" {left} were judged before." if left else "")
        self.message_user(request, told, messages.WARNING if left else messages.SUCCESS)


@admin.register(RuleSwitch)
class RuleSwitchAdmin(Window[RuleSwitch]):
    list_display = ["code", "reason", "switched_off_at", "switched_off_by"]
    list_select_related = ["switched_off_by"]
    ordering = ["code"]


def _rules() -> list[dict[str, Any]]:
    """Return the rules that were reported, most often first, and whether each is off."""
    off = set(RuleSwitch.objects.values_list("code", flat=True))
    counts = (
        CorrectionReport.objects.values("code")
        .annotate(
            total=Count("id"),
            open=Count("id", filter=Q(status="open")),
            upheld=Count("id", filter=Q(status="upheld")),
        )
        .order_by("-open", "-total", "code")
    )
    rules = [{**count, "off": count["code"] in off} for count in counts]
    reported = {rule["code"] for rule in rules}
    unreported = [{"code": code, "off": True} for code in sorted(off - reported)]
    return [*rules, *unreported]


@admin.register(SafetyAlert)
class SafetyAlertAdmin(Window[SafetyAlert]):
    """That learners seemed to be in danger; what they wrote is for who may read conversations."""

    list_filter = ["kind", "of_another"]
    list_select_related = ["turn__session"]
    ordering = ["-created_at", "-id"]
    readonly_fields = ["created_at", "learner_id", "kind", "of_another", "written"]

    def get_list_display(self, request: HttpRequest) -> Any:
        return self.get_fields(request)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = ["created_at", "learner_id", "kind", "of_another"]
        return [*shown, "written"] if _reads(request) else shown

    def get_queryset(self, request: HttpRequest) -> QuerySet[SafetyAlert]:
        said = Message.objects.filter(turn=OuterRef("turn"), sender=Message.Sender.LEARNER)
        return super().get_queryset(request).annotate(said=Subquery(said.values("content")[:1]))

    @admin.display(description="learner")
    def learner_id(self, alert: SafetyAlert) -> UUID:
        return alert.turn.session.learner_id

    @admin.display(description="the learner wrote")
    def written(self, alert: Any) -> str:
        return str(alert.said)


def _reads(request: HttpRequest) -> bool:
    """Whether somebody may read what learners write."""
    return request.user.has_perm("learning_sessions.view_message")
