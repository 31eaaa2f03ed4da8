import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from tests.vocabulary.words import make_word
from vocabulary.attached import examples_of, forms_of, more_examples_of
from vocabulary.importing import import_words
from vocabulary.joining import join_entries
from vocabulary.models import Word
from vocabulary.reading import Row

pytestmark = pytest.mark.django_db

WORDS = "/admin/vocabulary/word/"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def shown(response):
    return [word.lemma for word in response.context["cl"].result_list]


def change_page(word):
    return f"{WORDS}{word.pk}/change/"


def filled_form(desk, word, **changes):
    """The change form as a browser would send it back."""
    page = desk.get(change_page(word))
    form = page.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    examples = changes.pop("examples", data.pop("examples")) or []
    data["gloss"] = [sense for (sense,) in data["gloss"]]
    data["examples_text"] = [text for text, _ in examples]
    data["examples_translation"] = [translation for _, translation in examples]
    data |= changes
    return {name: value for name, value in data.items() if value is not None and value is not False}


@pytest.mark.parametrize("text", ["oeufs", "egg", "œu"])
def test_search_finds_word_form_and_translation(desk, text):
    make_word("œuf", "œufs", gloss="egg")
    make_word("pain", gloss="bread")

    assert shown(desk.get(WORDS, {"q": text})) == ["œuf"]


def test_the_word_itself_comes_before_words_that_only_begin_so(desk):
    make_word("sonner", frequency_rank=1)
    make_word("son", frequency_rank=2)

    assert shown(desk.get(WORDS, {"q": "son"})) == ["son", "sonner"]


@pytest.mark.parametrize(
    ("query", "lemmas"),
    [
        ({"todo": "example"}, ["lit"]),
        ({"todo": "gender"}, ["table"]),
        ({"todo": "forms"}, ["table", "lit"]),
        ({"todo": "unapproved"}, ["table", "lit"]),
        ({"todo": "twins"}, []),
        ({"status__exact": "retired"}, ["vieux"]),
        ({"topic": "home"}, ["table"]),
        ({"language": "fr"}, ["table", "lit", "vieux"]),
    ],
)
def test_filters_show_what_is_missing_and_in_which_state(desk, query, lemmas):
    make_word("table", example="Une table.", topics=["home"], frequency_rank=1)
    make_word("lit", gender="masculine", frequency_rank=2)
    make_word("vieux", frequency_rank=3, status=Word.Status.RETIRED)

    assert shown(desk.get(WORDS, query)) == lemmas


def test_worklists_count_what_their_links_show(desk):
    make_word("table", "tables", example="Une table.")
    make_word("table", example="Une table.", gender="feminine")

    page = desk.get(f"{WORDS}worklists/")

    counts = {worklist.key: count for worklist, count in page.context["worklists"]}
    assert {key: counts[key] for key in ("example", "gender", "forms", "twins", "topics")} == {
        "example": 0,
        "gender": 1,
        "forms": 1,
        "twins": 2,
        "topics": 2,
    }
    links = re.findall(rf'href="({WORDS}\?todo=\w+)"', page.content.decode())
    assert [len(shown(desk.get(link))) for link in links] == list(counts.values())


def test_an_edit_is_kept_from_imports_and_written_into_the_history(desk, curator):
    row = Row(2, {"rank": "1", "word": "table", "translation": "board", "forms": "table"})
    import_words([row], language="fr")
    word = Word.objects.get()

    data = filled_form(
        desk, word, gloss="table ", topics=["home"], inflected_forms="table\r\n tables\r\n"
    )
    response = desk.post(change_page(word), data)

    assert response.status_code == 302
    import_words([row], language="fr")
    word.refresh_from_db()
    assert (word.gloss, word.topics, forms_of(word)) == ("table", ["home"], ["table", "tables"])
    assert word.curated_fields == ["forms", "gloss", "topics"]
    revision = word.revisions.get()
    assert (revision.kind, revision.changed_by_id) == ("edit", curator.pk)
    assert revision.changes == {
        "gloss": ["board", "table"],
        "topics": [[], ["home"]],
        "forms": [["table"], ["table", "tables"]],
    }


def test_senses_and_examples_are_edited_in_rows_best_first(desk):
    word = make_word("table", "tables", gloss="board; table", example="Une table.")
    page = desk.get(change_page(word)).content.decode()

    desk.post(
        change_page(word),
        filled_form(
            desk,
            word,
            gloss=["table", " board ", ""],
            examples=[("À  table !", "Dinner!"), ("Une table.", ""), ("", "")],
        ),
    )

    word.refresh_from_db()
    assert re.findall(r'name="gloss" value="(.*?)"', page) == ["board", "table", "", ""]
    assert (word.gloss, word.gloss_key) == ("table; board", " table board ")
    assert (word.example, word.example_translation) == ("À table !", "Dinner!")
    assert more_examples_of(word) == [["Une table.", ""]]
    assert word.curated_fields == ["example", "example_translation", "gloss", "more_examples"]
    assert word.revisions.get().changes == {
        "gloss": ["board; table", "table; board"],
        "example": ["Une table.", "À table !"],
        "example_translation": ["", "Dinner!"],
        "more_examples": [[], [["Une table.", ""]]],
    }


def test_examples_are_set_back_from_the_history(desk):
    word = make_word("table", example="Une table.", more_examples=[("À table !", "Dinner!")])
    desk.post(change_page(word), filled_form(desk, word, examples=[("La table.", "")]))

    page = desk.get(f"{WORDS}{word.pk}/history/").content.decode()
    desk.post(f"{WORDS}revert/{word.revisions.get().pk}/")

    word.refresh_from_db()
    assert "<del>À table ! – Dinner!</del> <ins>–</ins>" in page
    assert examples_of(word) == [["Une table.", ""], ["À table !", "Dinner!"]]


def test_examples_of_a_curator_are_kept_from_imports(desk):
    cells = {"rank": "1", "word": "table", "translation": "table", "more_examples": "À table !"}
    import_words([Row(2, cells)], language="fr")
    word = Word.objects.get()
    edited = [("Une table.", ""), ("La table.", "")]
    desk.post(change_page(word), filled_form(desk, word, examples=edited))

    report = import_words([Row(2, cells)], language="fr")

    assert more_examples_of(word) == [["La table.", ""]]
    assert report.kept == ("line 2: 'table' (more_examples edited here)",)


def test_a_doubtful_entry_is_saved_with_a_warning(desk):
    word = make_word("table", "tables")
    long = "La table de la maison de ma mère est là, dans la cuisine."
    examples = [(long, ""), ("Deux Tables.", ""), ("Un lit.", "")]
    given = filled_form(desk, word, gloss=list("abcd"), examples=examples)

    response = desk.post(change_page(word), given, follow=True)

    assert [str(message) for message in response.context["messages"]][:-1] == [
        "4 senses: a learner sees them all at once; one to three are best.",
        f"13 words in: {long}",
        "No form of the word in: Un lit.",
    ]
    word.refresh_from_db()
    assert (word.gloss, word.example) == ("a; b; c; d", long)


def test_saving_without_a_change_leaves_no_trace(desk):
    word = make_word(
        "table",
        "tables",
        gloss="table; board",
        example="Une table.",
        example_translation="A table.",
        more_examples=[("À table !", "Dinner is ready!"), ("La table.", "")],
    )

    desk.post(change_page(word), filled_form(desk, word))

    word.refresh_from_db()
    assert (word.curated_fields, word.revisions.count()) == ([], 0)


def test_a_corrected_key_is_still_known_to_imports(desk):
    row = Row(2, {"rank": "1", "word": "tabble", "translation": "table"})
    import_words([row], language="fr")
    word = Word.objects.get()

    desk.post(change_page(word), filled_form(desk, word, lemma="table"))
    report = import_words([row], language="fr")

    assert (report.new, report.unchanged) == (0, 1)
    assert Word.objects.get().lemma == "table"


def test_a_word_written_in_the_desk_is_protected_from_the_start(desk):
    page = desk.get(f"{WORDS}add/")
    given = {"lemma": "chouette", "language": "fr", "frequency_rank": "9", "status": "live"}

    response = desk.post(f"{WORDS}add/", given | {"gloss": "owl", "inflected_forms": "chouettes"})

    word = Word.objects.get()
    assert (page.content.count(b'name="_save"'), response.status_code) == (1, 302)
    assert word.curated_fields == ["forms", "frequency_rank", "gloss", "lemma"]
    assert forms_of(word) == ["chouettes"]


def test_the_second_of_two_curators_is_warned_and_sees_what_the_first_did(desk):
    word = make_word("table", gloss="board")
    mine = filled_form(desk, word, level="A1")
    desk.post(change_page(word), filled_form(desk, word, gloss="table"))

    response = desk.post(change_page(word), mine)

    word.refresh_from_db()
    assert (word.gloss, word.level) == ("table", "")
    assert response.context["adminform"].form.non_field_errors() == [
        "Somebody else changed this word while you had it open:",
        "gloss: 'board' is now 'table'.",
        "Nothing of yours is saved yet.",
    ]
    desk.post(change_page(word), mine | {"overwrite": "on"})
    word.refresh_from_db()
    assert (word.gloss, word.level) == ("board", "A1")


def test_a_change_can_be_set_back_from_the_history(desk):
    word = make_word("table", gloss="table")
    desk.post(change_page(word), filled_form(desk, word, gloss="board", level="A1"))
    desk.post(change_page(word), filled_form(desk, word, level="A2"))
    first = word.revisions.last()

    page = desk.get(f"{WORDS}{word.pk}/history/").content.decode()
    response = desk.post(f"{WORDS}revert/{first.pk}/", follow=True)

    word.refresh_from_db()
    assert "<del>table</del> <ins>board</ins>" in page
    assert (word.gloss, word.level) == ("table", "A2")
    assert [str(message) for message in response.context["messages"]] == [
        "Set back: gloss.",
        "Changed again since, left: level.",
    ]


@pytest.mark.parametrize(
    ("action", "options", "told", "values"),
    [
        (
            "approve",
            {},
            "1 words approved. 1 left: without a translation or an example. 1 left: retired.",
            [("live", True, "", []), ("draft", False, "", []), ("retired", False, "", [])],
        ),
        (
            "retire",
            {},
            "2 words retired. 1 left: retired already.",
            [("retired", False, "", [])] * 3,
        ),
        (
            "restore",
            {},
            "1 words brought back. 2 left: not retired.",
            [("draft", False, "", []), ("draft", False, "", []), ("live", False, "", [])],
        ),
        (
            "set_level",
            {"level": "B1"},
            "3 words re-levelled.",
            [("draft", False, "B1", []), ("draft", False, "B1", []), ("retired", False, "B1", [])],
        ),
        (
            "tag",
            {"add": ["home"], "remove": ["food"]},
            "3 words re-tagged.",
            [
                ("draft", False, "", ["home"]),
                ("draft", False, "", ["home"]),
                ("retired", False, "", ["home"]),
            ],
        ),
    ],
)
def test_actions_ask_first_and_then_say_what_they_did_and_did_not_do(
    desk, action, options, told, values
):
    draft = {"status": Word.Status.DRAFT}
    words = [
        make_word("table", example="Une table.", **draft),
        make_word("lit", **draft),
        make_word("vieux", status=Word.Status.RETIRED),
    ]
    chosen = {"action": action, "_selected_action": [word.pk for word in words]}

    asked = desk.post(WORDS, chosen | {"index": "0"})
    done = desk.post(WORDS, chosen | options | {"confirmed": "yes"}, follow=True)

    assert asked.context["count"] == 3
    assert [str(message) for message in done.context["messages"]] == [told]
    assert [
        (word.status, word.approved_at is not None, word.level, word.topics)
        for word in Word.objects.order_by("id")
    ] == values


def test_a_bulk_change_of_level_is_kept_from_imports(desk):
    row = Row(2, {"rank": "1", "word": "table", "translation": "table", "level": "A1"})
    import_words([row], language="fr")
    word = Word.objects.get()

    chosen = {"action": "set_level", "_selected_action": [word.pk], "level": "B1"}
    desk.post(WORDS, chosen | {"confirmed": "yes"})
    import_words([row], language="fr")

    word.refresh_from_db()
    assert (word.level, word.curated_fields) == ("B1", ["level"])
    assert word.revisions.get().changes == {"level": ["A1", "B1"]}


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("lemma", "\u0301", "The word is empty."),
        ("gloss", ["a;b"], "“a;b” has a semicolon: write one sense a row."),
        ("gloss", ["\u0301"], "A sense has no letters."),
        ("gloss", ["table", "Table"], "“Table” is there twice."),
        ("gloss", ["a" * 200, "b" * 60], "The senses are longer than 255 characters together."),
        ("gloss", ["a\x01"], "“a\x01…” is not allowed: contains a control character."),
        ("definition", "a" * 2001, "Not allowed: longer than 2000 characters."),
        ("examples", [("", "A table.")], "“A table.” translates an example that is empty."),
        (
            "examples",
            [("Une table.", ""), ("a" * 201, "")],
            "A further example: 'aaaaaaaaaaaaaaaaaaaa…' is longer than 200 characters.",
        ),
        (
            "examples",
            [("Une table.", ""), ("une table.", "")],
            "“une table.” is there twice.",
        ),
        (
            "examples",
            [(example, "") for example in "abcdef"],
            "There are 6 examples; at most 5 are kept.",
        ),
        ("inflected_forms", "table\n\u0301", "A form is empty."),
        (
            "topics",
            "cooking",
            "Select a valid choice. cooking is not one of the available choices.",
        ),
    ],
)
def test_a_word_that_cannot_be_stored_is_refused_with_a_reason(desk, field, text, fault):
    word = make_word("table")

    page = desk.post(change_page(word), filled_form(desk, word, **{field: text}))

    assert page.context["adminform"].form.errors == {field: [fault]}


def test_topics_need_a_choice(desk):
    chosen = {"action": "tag", "_selected_action": [make_word("table").pk]}

    asked = desk.post(WORDS, chosen | {"confirmed": "yes"})

    assert asked.context["form"].non_field_errors() == ["Choose a topic to add or to remove."]


@pytest.mark.parametrize("action", ["export_csv", "export_xlsx"])
def test_an_exported_list_can_be_imported_again(desk, action):
    word = make_word("table", "tables")

    response = desk.post(WORDS, {"action": action, "_selected_action": [word.pk], "index": "0"})

    assert response["Content-Disposition"].startswith("attachment")
    assert len(response.content) > 50


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        (WORDS, 6),
        (f"{WORDS}?q=mot&topic=food&todo=example", 6),
        (f"{WORDS}worklists/", 3),
        (f"{WORDS}{{pk}}/change/", 5),  # sign-in (2), word, forms, examples
        (f"{WORDS}{{pk}}/history/", 6),
        ("/admin/vocabulary/wordimport/", 5),
    ],
)
def test_pages_cost_the_same_queries_for_any_number(
    desk, page, queries, count, django_assert_num_queries
):
    examples = [(example, "") for example in "abc"[:count]]
    words = [
        make_word(f"mot{n}", *"abc"[:count], topics=["food"], more_examples=examples)
        for n in range(count)
    ]
    page = page.format(pk=words[0].pk)
    desk.get(page)

    with django_assert_num_queries(queries):
        assert desk.get(page).status_code == 200


@pytest.mark.parametrize("page", [WORDS, f"{WORDS}worklists/", f"{WORDS}{{pk}}/change/"])
def test_pages_fit_the_strict_content_policy(desk, page):
    response = desk.get(page.format(pk=make_word("table").pk))

    text = response.content.decode()
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=|\sstyle=", text) == []
    assert re.findall(r'(?:src|href)="https?://', text) == []


def test_what_can_no_longer_be_set_back_is_refused_with_a_reason(desk):
    word = make_word("table")
    desk.post(change_page(word), filled_form(desk, word, lemma="tableau"))
    make_word("table")

    response = desk.post(f"{WORDS}revert/{word.revisions.get().pk}/", follow=True)

    assert [str(message) for message in response.context["messages"]][-1] == (
        "Another entry is 'table (noun)' by now."
    )
    word.refresh_from_db()
    assert (word.lemma, word.revisions.count()) == ("tableau", 1)


def test_a_merged_word_comes_back_only_by_undoing_the_merge(desk, curator):
    survivor, word = make_word("table"), make_word("tabel")
    join_entries(duplicate=word, survivor=survivor, by=curator.pk)

    page = desk.post(change_page(word), filled_form(desk, word, status="live"))
    response = desk.post(f"{WORDS}revert/{word.revisions.get().pk}/", follow=True)

    assert page.context["adminform"].form.errors == {
        "status": ["The word is part of another; undo the merge first."]
    }
    assert [str(message) for message in response.context["messages"]] == [
        "The word was merged into another; undo the merge instead."
    ]


def test_who_may_only_look_sees_the_whole_entry(client):
    word = make_word(
        "table", "tables", example="Une table.", more_examples=[("À table !", "Dinner!")]
    )
    member = get_user_model().objects.create_user("staff@example.org", "secret", is_staff=True)
    member.user_permissions.add(Permission.objects.get(codename="view_word"))
    client.force_login(member)

    page = client.get(change_page(word)).content.decode()

    assert re.findall(r'<div class="readonly">(.*?)</div>', page)[7:10] == [
        "thing",
        "Une table.<br>À table ! – Dinner!",
        "tables",
    ]
    assert f"{WORDS}worklists/" in client.get(WORDS).content.decode()
    assert "/admin/vocabulary/wordimport/add/" not in client.get(WORDS).content.decode()
