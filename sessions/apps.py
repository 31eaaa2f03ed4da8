from django.apps import AppConfig


class LearningSessionsConfig(AppConfig):
    name = "sessions"
    # `sessions` is the label of django.contrib.sessions, which the admin needs.
    label = "learning_sessions"
    verbose_name = "Learning sessions"
    default_auto_field = "django.db.models.BigAutoField"
