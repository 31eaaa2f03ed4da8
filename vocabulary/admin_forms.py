"""The forms of the curation desk."""

from django import forms
from django.core.exceptions import ValidationError

from vocabulary.entries import BadRow, checked_word
from vocabulary.history import HISTORIC_FIELDS, forms_of, values_of
from vocabulary.languages import LEVELS
from vocabulary.models import Word
from vocabulary.reading import MAX_BYTES, tidy
from vocabulary.topics import TOPICS

_TOPICS = [(topic, topic.replace("_", " ")) for topic in TOPICS]


class WordEditForm(forms.ModelForm):
    """One word. It notices when somebody else saved the word while it stood open."""

    topics = forms.MultipleChoiceField(
        choices=_TOPICS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="One to three.",
    )
    inflected_forms = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One a line, in the order in which they are shown.",
    )
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)
    overwrite = forms.BooleanField(
        required=False, widget=forms.HiddenInput, label="Save mine over the other change"
    )

    class Meta:
        model = Word
        fields = ["language", *(name for name in HISTORIC_FIELDS if name != "approved_at")]
        widgets = {
            name: forms.Textarea(attrs={"rows": 2})
            for name in ("definition", "example", "example_translation", "usage_notes")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = values_of(self.instance) if self.instance.pk else None
        if "topics" in self.fields:
            others = [topic for topic in self.instance.topics if topic not in TOPICS]
            self.fields["topics"].choices = [*_TOPICS, *((name, name) for name in others)]
        if self.instance.pk and "seen_at" in self.fields:
            self.fields["seen_at"].initial = self.instance.updated_at.isoformat()
            self.fields["inflected_forms"].initial = "\n".join(forms_of(self.instance))

    def clean_lemma(self):
        try:
            return checked_word(tidy(self.cleaned_data["lemma"]))
        except BadRow as fault:
            raise ValidationError(f"The word is {fault}.") from None

    def clean_inflected_forms(self) -> list[str]:
        try:
            forms = [
                checked_word(line)
                for line in self.cleaned_data["inflected_forms"].splitlines()
                if line.strip()
            ]
        except BadRow as fault:
            raise ValidationError(f"A form is {fault}.") from None
        return list(dict.fromkeys(forms))

    def clean(self):
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str) and name != "seen_at":
                cleaned[name] = tidy(value)
        if self._changed_by_others(cleaned):
            self.fields["overwrite"].widget = forms.CheckboxInput()
            raise ValidationError(
                ["Somebody else changed this word while you had it open:", *self._other_changes()]
            )
        return cleaned

    def _changed_by_others(self, cleaned) -> bool:
        if not self.instance.pk or cleaned.get("overwrite"):
            return False
        return cleaned.get("seen_at") != self.instance.updated_at.isoformat()

    def _other_changes(self) -> list[str]:
        revisions = self.instance.revisions.filter(changed_at__gt=self.cleaned_data["seen_at"])
        changes = [
            f"{name}: '{was}' is now '{became}'."
            for revision in reversed(revisions)
            for name, (was, became) in revision.changes.items()
        ]
        return [*changes, "Nothing of yours is saved yet."]


class NoOptions(forms.Form):
    """An action that needs no more than a yes."""


class LevelOptions(forms.Form):
    level = forms.ChoiceField(choices=[(level, level) for level in LEVELS])


class TopicOptions(forms.Form):
    add = forms.MultipleChoiceField(
        choices=_TOPICS, required=False, widget=forms.CheckboxSelectMultiple
    )
    remove = forms.MultipleChoiceField(
        choices=_TOPICS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("add") or cleaned.get("remove")):
            raise ValidationError("Choose a topic to add or to remove.")
        return cleaned


class UploadForm(forms.Form):
    file = forms.FileField(help_text="CSV or XLSX with the columns rank, word, translation...")
    language = forms.RegexField(r"^[a-z]{2,3}(-[a-z0-9]{2,6})?$", initial="fr", max_length=10)
    skip_bad = forms.BooleanField(
        required=False, label="Load the good rows even if others are refused"
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError("The file is larger than 5 MB.")
        return file
