"""The groups of staff, so that nobody needs to be a superuser from day to day.

What each sees is told in the documentation and tried by the tests. Only support reads
conversations; reviewers read the sentences that learners themselves reported.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

APPS = ("vocabulary", "learners", "progress", "learning_sessions", "django_celery_beat")

GROUPS = {
    "curator": {
        "vocabulary": (
            "add_word change_word view_word add_wordform change_wordform delete_wordform "
            "view_wordform add_wordimport view_wordimport view_wordmerge"
        ),
        "learners": (
            "add_wordlist change_wordlist delete_wordlist view_wordlist add_wordlistentry "
            "change_wordlistentry delete_wordlistentry view_wordlistentry"
        ),
    },
    "reviewer": {
        "vocabulary": "change_word view_word change_wordform view_wordform view_wordmerge",
        "learning_sessions": (
            "view_correctionreport change_correctionreport view_ruleswitch add_ruleswitch"
        ),
    },
    "support": {
        "learners": "view_learner view_studyday view_xpentry",
        "progress": "view_card view_review view_worduse",
        "learning_sessions": (
            "view_learningsession view_turn view_message view_target view_correction "
            "view_correctionreport"
        ),
    },
    "operator": {
        "learners": "view_learner change_learner view_budget view_modeluse",
        "learning_sessions": "view_learningsession view_turn view_ruleswitch",
        "django_celery_beat": (
            "view_periodictask change_periodictask view_intervalschedule view_crontabschedule"
        ),
    },
}


def make_groups(apps, schema_editor):
    _make_permissions(apps)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, granted in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for app, codenames in granted.items():
            group.permissions.add(
                *Permission.objects.filter(
                    content_type__app_label=app, codename__in=codenames.split()
                )
            )


def _make_permissions(apps):
    # Django makes them after the last migration, which is too late for this one.
    for label in APPS:
        app = apps.get_app_config(label)
        app.models_module = True
        create_permissions(app, apps=apps, verbosity=0)
        app.models_module = None


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
        ("vocabulary", "0003_merges"),
        ("learners", "0003_word_lists"),
        ("progress", "0001_initial"),
        ("learning_sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
