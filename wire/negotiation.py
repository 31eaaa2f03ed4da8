"""Everything is answered in JSON, whatever Accept says; event streams look at it themselves."""

from rest_framework.negotiation import BaseContentNegotiation


class AlwaysJson(BaseContentNegotiation):
    def select_parser(self, request, parsers):
        return next((p for p in parsers if _fits(p.media_type, request.content_type)), None)

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


def _fits(media_type, content_type):
    return media_type == (content_type or "").partition(";")[0].strip().lower()
