from django import template

from vocabulary.history import told

register = template.Library()
register.filter(told)


@register.filter
def named(field: str) -> str:
    return field.replace("_", " ")
