"""Lists by limit and offset, answered as {"total", "items"}."""

from rest_framework import serializers

from wire.inputs import MAX_ID


def page_query(*, limit: int, highest: int):
    """Return a serializer class for `limit` (1 to `highest`) and `offset`."""
    return type(
        f"PageQuery{limit}To{highest}",
        (serializers.Serializer,),
        {
            "limit": serializers.IntegerField(min_value=1, max_value=highest, default=limit),
            "offset": serializers.IntegerField(min_value=0, max_value=MAX_ID, default=0),
        },
    )


def page(queryset, query):
    """Return the count of all rows, and the rows of the page asked for."""
    start = query["offset"]
    total = queryset.count()
    rows = list(queryset[start : start + query["limit"]]) if start < total else []
    return total, rows
