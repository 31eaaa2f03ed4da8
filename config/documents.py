"""Documents that client developers read: OpenAPI, AsyncAPI, and pages to browse them, offline."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest, JsonResponse
from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerSplitView

from sessions.live.asyncapi import document

# Both pages style themselves from scripts; neither runs any script that is not ours to serve.
styled_by_script = csp_update(
    {"style-src": [UNSAFE_INLINE], "worker-src": [SELF, "blob:"], "img-src": ["data:"]}
)

swagger = styled_by_script(SpectacularSwaggerSplitView.as_view(url_name="schema"))
redoc = styled_by_script(SpectacularRedocView.as_view(url_name="schema"))


def asyncapi(request: HttpRequest) -> JsonResponse:
    return JsonResponse(document())
