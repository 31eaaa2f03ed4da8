from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Registers its check by being imported, once all models are there.
        from config.privacy import registry  # noqa: F401, PLC0415
