from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularJSONAPIView

from config import catalogue, documents, health
from config.privacy.views import ExportView, MeView

handler400 = "config.problems.bad_request"
handler404 = "config.problems.not_found"
handler500 = "config.problems.server_error"

api: list[URLPattern | URLResolver] = [
    # Before the learners' own, whose path it takes.
    path("users/me", MeView.as_view()),
    path("users/me/export", ExportView.as_view()),
    path("", include("vocabulary.urls")),
    path("", include("learners.word_list_urls")),
    path("", include("learners.urls")),
    path("", include("learners.usage_urls")),
    path("", include("progress.urls")),
    path("", include("sessions.rest.urls")),
    path("problems", catalogue.problems),
    path("schema", SpectacularJSONAPIView.as_view(), name="schema"),
    path("docs", documents.swagger),
    path("asyncapi.json", documents.asyncapi),
    path("redoc", documents.redoc),
]

urlpatterns = [
    path("api/v1/", include(api)),
    path("openapi.json", SpectacularJSONAPIView.as_view()),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("admin/", admin.site.urls),
    path("", include("web.urls")),
]
