from django import template

from vocabulary.history import told

register = template.Library()
register.filter(told)
