from vocabulary.models import Word


def make_word(lemma, *forms, more_examples=(), **fields):
    given = {"part_of_speech": "noun", "frequency_rank": 1, "gloss": "thing"}
    word = Word.objects.create(lemma=lemma, **given | fields)
    for form in forms:
        word.forms.create(form=form)
    for text, translation in more_examples:
        word.more_examples.create(text=text, translation=translation)
    return word
