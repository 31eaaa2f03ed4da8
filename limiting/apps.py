from django.apps import AppConfig


class LimitingConfig(AppConfig):
    name = "limiting"
