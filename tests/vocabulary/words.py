from vocabulary.models import Word


def make_word(lemma, *forms, **fields):
    given = {"part_of_speech": "noun", "frequency_rank": 1, "gloss": "thing"}
    word = Word.objects.create(lemma=lemma, **given | fields)
    for form in forms:
        word.forms.create(form=form)
    return word
