"""Lists by limit and offset, answered as {"total", "items"}."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from rest_framework import serializers

from wire.inputs import MAX_ID

_Model = TypeVar("_Model", bound=Model)
_Row = TypeVar("_Row")


class PageQuery(serializers.Serializer[Any]):
    """Which rows of a list are wanted; a list says its own `limit` by `page_limit`."""

    offset = serializers.IntegerField(min_value=0, max_value=MAX_ID, default=0)


def page_limit(*, default: int, highest: int) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=highest, default=default)


def page(queryset: QuerySet[_Model, _Row], query: Mapping[str, Any]) -> tuple[int, list[_Row]]:
    """Return the count of all rows, and the rows of the page asked for."""
    start = query["offset"]
    total = queryset.count()
    rows = list(queryset[start : start + query["limit"]]) if start < total else []
    return total, rows
