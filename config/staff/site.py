"""The desk's door: a password within the limits, then the second factor."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import segno
from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from config.staff import second_factor
from learners.accounts import normal_email
from learners.attempts import attempt, remember_network
from learners.models import Learner
from learners.security_log import note, warn
from limiting.addresses import client_address
from limiting.spending import TooManyRequests, spend


class DeskSignIn(AdminAuthenticationForm):
    """The sign-in of staff, held to the same limits as everybody's."""

    def clean(self) -> dict[str, Any]:
        assert self.request is not None  # the admin's own view gives it
        email = normal_email(self.cleaned_data.get("username") or "")
        address = client_address(self.request.META)
        try:
            spend("sign_in", self.request)
            spent = attempt(email=email, address=address)
        except TooManyRequests as refusal:
            raise ValidationError(str(refusal.detail)) from None
        try:
            given = super().clean()
        except ValidationError:
            warn("sign_in_failed", account=email, address=address)
            raise
        spent.give_back()
        member = self.get_user()
        remember_network(member, address=address, now=timezone.now())
        note("desk_sign_in", learner=member.pk)
        return given


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )


class DeskSite(AdminSite):
    site_header = site_title = "French tutor"
    index_template = "desk/index.html"
    login_form = DeskSignIn

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not second_factor.is_asked(request)

    def get_urls(self) -> list[Any]:
        factor: list[URLPattern] = [
            path("second-factor/", never_cache(self.second_factor), name="second_factor")
        ]
        return [*factor, *super().get_urls()]

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        signed_in = request.method == "GET" and super().has_permission(request)
        if signed_in and second_factor.is_asked(request):
            return _to_second_factor(request)
        return super().login(request, extra_context)

    def second_factor(self, request: HttpRequest) -> HttpResponse:
        """Ask for a code, or set up the device that will give them."""
        if not super().has_permission(request) or not isinstance(request.user, Learner):
            return HttpResponseRedirect(reverse("admin:login"))
        if second_factor.has_shown(request):
            return HttpResponseRedirect(_next(request))
        has_device = second_factor.has_device(request.user)
        answer: Callable[..., HttpResponse] = self._ask if has_device else self._set_up
        return answer(request, CodeForm(request.POST or None))

    def _ask(self, request: HttpRequest, form: CodeForm) -> HttpResponse:
        if form.is_valid() and self._try(
            request, form, lambda: second_factor.show(request, form.cleaned_data["code"])
        ):
            note("second_factor", learner=request.user.pk)
            return HttpResponseRedirect(_next(request))
        return self._page(request, "code.html", "Second factor", form=form)

    def _set_up(self, request: HttpRequest, form: CodeForm) -> HttpResponse:
        device = second_factor.new_device(UUID(str(request.user.pk)))
        if form.is_valid():
            code = form.cleaned_data["code"].replace(" ", "")
            codes = self._try(
                request, form, lambda: second_factor.confirm_device(request, device, code)
            )
            if codes:
                note("second_factor_set_up", learner=request.user.pk)
                title = "Your recovery codes"
                return self._page(request, "recovery.html", title, codes=codes, next=_next(request))
        picture = segno.make(device.config_url).svg_data_uri(scale=5)
        key = second_factor.key_of(device)
        return self._page(
            request, "set_up.html", "Set up a second factor", form=form, picture=picture, key=key
        )

    def _try(self, request: HttpRequest, form: CodeForm, work: Callable[[], Any]) -> Any:
        """Do what takes a code; a wrong one is told in the form, and counts as a failed sign-in."""
        account, address = str(request.user.pk), client_address(request.META)
        try:
            spent = attempt(email=account, address=address)
        except TooManyRequests as refusal:
            form.add_error("code", str(refusal.detail))
            return None
        if done := work():
            spent.give_back()
        else:
            warn("second_factor_failed", address=address, learner=request.user.pk)
            form.add_error("code", "This code is wrong, or was used before.")
        return done

    def _page(
        self, request: HttpRequest, template: str, title: str, **context: Any
    ) -> TemplateResponse:
        context = {**self.each_context(request), "title": title, **context}
        return TemplateResponse(request, f"staff/{template}", context)


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    request.session["desk_next"] = request.GET.get("next", "")
    return HttpResponseRedirect(reverse("admin:second_factor"))


def _next(request: HttpRequest) -> str:
    wanted = str(request.session.get("desk_next", ""))
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else reverse("admin:index")
