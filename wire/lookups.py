"""What the admin's change lists may be asked in a query string: what they offer as a filter.

Django answers look-ups on any field, shown or not. Asked often enough whether a hash begins with a
letter, a page that never shows it gives it away.
"""

from typing import Any, Final, TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

# What the links of Django's own filters append to the name of a field.
_OF_FILTERS: Final = ("", "__exact", "__isnull", "__gte", "__lt")

_Row = TypeVar("_Row", bound=Model)


class FilteredAdmin(admin.ModelAdmin[_Row]):
    """A change list that refuses every look-up but those of its `list_filter`."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        offered = self.get_list_filter(request) if request else self.list_filter
        return lookup in {f"{_parameter(one)}{suffix}" for one in offered for suffix in _OF_FILTERS}


def _parameter(offered: Any) -> str:
    """Return the parameter of an entry of `list_filter`: a name, a class, or a pair of both."""
    name = offered[0] if isinstance(offered, (tuple, list)) else offered
    return name if isinstance(name, str) else str(name.parameter_name)
