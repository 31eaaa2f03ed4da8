"""Are the style sheets and scripts of the page, the admin and the documents there?"""

from typing import Final

from django.contrib.staticfiles.finders import AppDirectoriesFinder

NEEDED: Final = ("web", "django.contrib.admin", "drf_spectacular_sidecar")


def apps_without_files() -> list[str]:
    """Return the apps whose pages would come without style and script."""
    storages = AppDirectoriesFinder().storages
    return [app for app in NEEDED if app not in storages or not any(storages[app].listdir(""))]
