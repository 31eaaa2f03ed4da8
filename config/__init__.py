# Imported so that tasks find this app also in processes that Celery did not start.
from config.celery import app as celery_app

__all__ = ["celery_app"]
