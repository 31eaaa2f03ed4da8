import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from learners.models import Learner, WordList
from progress.models import Card, WordUse
from progress.reviews import record_review
from progress.scheduler import Rating
from sessions.models import Correction, CorrectionReport, LearningSession, Message, RuleSwitch
from tests.vocabulary.words import make_word
from vocabulary.models import Word, WordMerge

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
WORDS = "/admin/vocabulary/word/"
REPORTS = "/admin/learning_sessions/correctionreport/"


@pytest.fixture
def desk(client):
    client.force_login(Learner.objects.create_superuser("curator@example.org", "secret"))
    return client


@pytest.fixture
def alice():
    return Learner.objects.create_user("alice@example.org", "secret")


def review(learner, word, at, rating=Rating.EASY):
    return record_review(learner=learner, word=word, rating=rating, reviewed_at=at, now=at)


def say(learner, word, evidence, at=NOON):
    WordUse.objects.create(
        learner=learner, word=word, evidence=evidence, study_date=at.date(), created_at=at
    )


def report(learner, code, text="Je suis allé."):
    session = LearningSession.objects.create(
        learner=learner, language="fr", started_at=NOON, last_activity_at=NOON
    )
    message = Message.objects.create(
        session=session, sequence_number=1, sender="user", content=text, created_at=NOON
    )
    correction = Correction.objects.create(
        message=message,
        position=0,
        code=code,
        explanation="",
        start=0,
        end=2,
        span=text[:2],
        category="grammar",
        severity="low",
        confidence=0.9,
        source="rule",
    )
    return CorrectionReport.objects.create(
        correction=correction, code=code, reason="It is right.", reported_at=NOON
    )


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_two_words_are_merged_after_asking_which_one_stays(desk, alice):
    stays, goes = make_word("vélo", frequency_rank=1), make_word("velo", frequency_rank=2)
    review(alice, goes, NOON)
    chosen = {"action": "merge", "_selected_action": [stays.pk, goes.pk]}

    asked = desk.post(WORDS, chosen | {"index": "0"})
    done = desk.post(WORDS, chosen | {"confirmed": "yes", "survivor": stays.pk}, follow=True)

    assert [(word.lemma, learners) for word, learners in asked.context["words"]] == [
        ("vélo", 0),
        ("velo", 1),
    ]
    assert told(done) == ["'velo' is now part of 'vélo'."]
    assert Card.objects.get().word == stays
    undo = {"action": "undo", "_selected_action": [WordMerge.objects.get().pk], "index": "0"}
    desk.post("/admin/vocabulary/wordmerge/", undo)
    assert Card.objects.get().word == goes


def test_merging_needs_two_words(desk):
    words = [make_word(f"mot{n}") for n in range(3)]
    chosen = {"action": "merge", "_selected_action": [word.pk for word in words], "index": "0"}

    response = desk.post(WORDS, chosen, follow=True)

    assert told(response) == ["Choose exactly two words to merge."]


def test_a_word_is_shown_as_learners_see_it_with_its_figures(desk, alice):
    word = make_word(
        "pain", gender="masculine", gloss="bread", example="Je mange du pain.", level="A1"
    )
    review(alice, word, NOON)
    review(alice, word, NOON + timedelta(days=20), Rating.AGAIN)
    review(alice, word, NOON + timedelta(days=21), Rating.GOOD)
    for evidence in ("elicited_use", "form_error", "not_used"):
        say(alice, word, evidence)

    page = desk.get(f"{WORDS}{word.pk}/seen/")

    figures, preview = page.context["figures"], page.context["preview"]
    assert (figures.learners, figures.recalls, figures.remembered) == (1, 1, 0)
    assert (figures.uses, figures.errors, figures.retention) == (2, 1, 0.0)
    assert "pain" in preview.introduced
    assert "pain" not in preview.elicited.replace("copain", "")
    assert preview.examples == [("Je mange du pain.", "", True)]


def test_an_example_without_its_word_is_noticed(desk):
    word = make_word("pain", gender="masculine", gloss="bread", example="Je bois de l'eau.")

    page = desk.get(f"{WORDS}{word.pk}/seen/").content.decode()

    assert "The tutor does not find “pain” in this example." in page


def test_the_words_that_learners_stumble_on_come_worst_first(desk, alice):
    now = datetime.now(UTC)
    hard, easy = make_word("serrure"), make_word("pain")
    for word, rating in [(hard, Rating.AGAIN), (easy, Rating.GOOD)]:
        for _ in range(6):
            row = review(alice, word, now - timedelta(days=1), rating)
            type(row).objects.filter(pk=row.pk).update(state_before="reviewing")
    for evidence in ("lexical_error", "form_error", "elicited_use"):
        say(alice, hard, evidence, at=now)

    page = desk.get(f"{WORDS}stumbling/")

    assert [(line["lemma"], line["share"]) for line in page.context["forgotten"]] == [
        ("serrure", 0),
        ("pain", 100),
    ]
    assert [(line["lemma"], line["errors"], line["uses"]) for line in page.context["mistaken"]] == [
        ("serrure", 2, 3)
    ]


def test_reports_are_counted_per_rule_and_judged(desk, alice):
    first, second = report(alice, "fr.aux"), report(alice, "fr.aux")
    report(alice, "fr.gender")

    chosen = {"action": "uphold", "_selected_action": [first.pk], "index": "0"}
    desk.post(REPORTS, chosen)
    chosen["_selected_action"] = [first.pk, second.pk]
    judged = desk.post(REPORTS, chosen, follow=True)

    assert told(judged)[1:] == ["1 reports judged. 1 were judged before."]
    rules = [(rule["code"], rule["open"], rule["upheld"]) for rule in judged.context["rules"]]
    assert rules == [("fr.gender", 1, 0), ("fr.aux", 0, 2)]


def test_a_bad_rule_is_switched_off_and_on_again(desk, alice):
    report(alice, "fr.aux")
    switch = reverse("admin:correction_rule_switch")

    off = desk.post(switch, {"code": "fr.aux", "reason": "Too eager.", "off": "yes"}, follow=True)
    switched = RuleSwitch.objects.get()
    on = desk.post(switch, {"code": "fr.aux", "on": "yes"}, follow=True)

    assert (switched.code, switched.reason, switched.switched_off_by.email) == (
        "fr.aux",
        "Too eager.",
        "curator@example.org",
    )
    assert told(off) == ["'fr.aux' is switched off: learners see none of its corrections."]
    assert told(on) == ["'fr.aux' corrects again."]
    assert RuleSwitch.objects.count() == 0


ALL_PAGES = {
    "words": WORDS,
    "worklists": f"{WORDS}worklists/",
    "stumbling": f"{WORDS}stumbling/",
    "merges": "/admin/vocabulary/wordmerge/",
    "imports": "/admin/vocabulary/wordimport/",
    "upload": "/admin/vocabulary/wordimport/add/",
    "lists": "/admin/learners/wordlist/",
    "learners": "/admin/learners/learner/",
    "budgets": "/admin/learners/budget/",
    "cards": "/admin/progress/card/",
    "reviews": "/admin/progress/review/",
    "uses": "/admin/progress/worduse/",
    "sessions": "/admin/learning_sessions/learningsession/",
    "turns": "/admin/learning_sessions/turn/",
    "messages": "/admin/learning_sessions/message/",
    "corrections": "/admin/learning_sessions/correction/",
    "reports": REPORTS,
    "switches": "/admin/learning_sessions/ruleswitch/",
    "groups": "/admin/auth/group/",
}


@pytest.mark.parametrize(
    ("group", "pages"),
    [
        ("curator", "words worklists stumbling merges imports upload lists"),
        ("reviewer", "words worklists stumbling merges reports switches"),
        (
            "support",
            "learners cards reviews uses sessions turns messages corrections reports",
        ),
        ("operator", "learners budgets sessions turns switches"),
        (None, ""),
    ],
)
def test_each_group_sees_its_own_pages_and_no_other(client, group, pages):
    member = Learner.objects.create_user("staff@example.org", "secret", is_staff=True)
    if group:
        member.groups.add(Group.objects.get(name=group))
    client.force_login(member)

    seen = [name for name, url in ALL_PAGES.items() if client.get(url).status_code == 200]

    assert seen == pages.split()


def test_who_may_only_look_at_words_sees_them_whole(client):
    member = Learner.objects.create_user("staff@example.org", "secret", is_staff=True)
    member.user_permissions.add(Permission.objects.get(codename="view_word"))
    client.force_login(member)
    word = make_word("table", "tables", topics=["home"])

    page = client.get(f"{WORDS}{word.pk}/change/").content.decode()

    assert 'name="_save"' not in page
    assert all(text in page for text in ("tables", "home"))


def test_learners_do_not_get_into_the_admin(client, alice):
    client.force_login(alice)

    assert {client.get(url).status_code for url in ALL_PAGES.values()} == {302}


def test_reviewers_cannot_switch_by_hand_what_they_may_not(client):
    member = Learner.objects.create_user("staff@example.org", "secret", is_staff=True)
    member.groups.add(Group.objects.get(name="support"))
    client.force_login(member)

    response = client.post(reverse("admin:correction_rule_switch"), {"code": "x", "off": "yes"})

    assert (response.status_code, RuleSwitch.objects.count()) == (403, 0)


def test_an_operator_locks_a_learner_out_but_makes_no_staff(client, alice):
    member = Learner.objects.create_user("staff@example.org", "secret", is_staff=True)
    member.groups.add(Group.objects.get(name="operator"))
    client.force_login(member)
    everything = {"is_staff": "on", "is_superuser": "on", "groups": [1], "email": "x@example.org"}

    client.post(f"/admin/learners/learner/{alice.pk}/change/", everything)

    alice.refresh_from_db()
    assert (alice.is_active, alice.is_staff, alice.is_superuser, alice.email) == (
        False,
        False,
        False,
        "alice@example.org",
    )
    assert alice.groups.count() == 0


def test_lists_made_in_the_admin_are_shared_and_private_ones_are_not_seen(client, alice):
    alice.word_lists.create(name="Privé")
    member = Learner.objects.create_user("teacher@example.org", "secret", is_staff=True)
    member.groups.add(Group.objects.get(name="curator"))
    client.force_login(member)
    entry = {"entries-TOTAL_FORMS": "1", "entries-INITIAL_FORMS": "0"}
    entry["entries-0-word"] = make_word("table").pk

    given = {"name": "Cours", "language": "fr"} | entry
    page = client.post(ALL_PAGES["lists"] + "add/", given, follow=True)

    made = WordList.objects.get(name="Cours")
    assert (made.owner, made.shared, made.words.get().lemma) == (member, True, "table")
    assert [found.name for found in page.context["cl"].result_list] == ["Cours"]


@pytest.mark.parametrize("page", ["cards", "reviews", "sessions", "turns", "messages"])
def test_windows_show_and_do_not_change(desk, alice, page):
    url = ALL_PAGES[page]
    review(alice, make_word("pain"), NOON)
    report(alice, "fr.aux")

    assert desk.get(url).status_code == 200
    assert desk.get(f"{url}add/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("stumbling", 4),
        ("merges", 4),
        ("lists", 6),
        ("learners", 4),
        ("cards", 4),
        ("reviews", 4),
        ("uses", 4),
        ("sessions", 5),
        ("messages", 4),
        ("reports", 7),
    ],
)
def test_pages_cost_the_same_queries_for_any_number(
    desk, page, queries, count, django_assert_num_queries
):
    for number in range(count):
        learner = Learner.objects.create_user(f"{number}@example.org", "secret")
        word = make_word(f"mot{number}")
        review(learner, word, NOON)
        say(learner, word, "elicited_use")
        report(learner, f"fr.{number}")
    desk.get(ALL_PAGES[page])

    with django_assert_num_queries(queries):
        assert desk.get(ALL_PAGES[page]).status_code == 200


@pytest.mark.parametrize("page", ["/admin/", *ALL_PAGES.values()])
def test_pages_fit_the_strict_content_policy(desk, alice, page):
    report(alice, "fr.aux", text="<script>alert(1)</script>")

    text = desk.get(page).content.decode()

    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=|\sstyle=", text) == []
    assert re.findall(r'(?:src|href)="https?://', text) == []


def test_the_desk_is_on_the_front_page(desk):
    links = re.findall(rf'href="({WORDS}\w+/)"', desk.get("/admin/").content.decode())

    assert {f"{WORDS}worklists/", f"{WORDS}stumbling/"} <= set(links)
    assert Word.objects.count() == 0
