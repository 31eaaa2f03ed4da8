"""The forms of the curation desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from vocabulary.admin_widgets import ExamplesField, SensesField
from vocabulary.entries import BadRow, checked_word
from vocabulary.history import HISTORIC_FIELDS, entry_of, told
from vocabulary.languages import LEVELS
from vocabulary.models import Word
from vocabulary.reading import MAX_BYTES, tidy, unfit
from vocabulary.topics import TOPICS

# Edited by fields of another name, or by nobody.
_ELSEWHERE = ("approved_at", "example", "example_translation")
_TOPICS = [(topic, topic.replace("_", " ")) for topic in TOPICS]


class WordEditForm(forms.ModelForm[Word]):
    """One word. It notices when somebody else saved the word while it stood open."""

    gloss = SensesField(
        required=False,
        label="Senses",
        help_text="In English, best first, one a row: one to three.",
    )
    examples = ExamplesField(
        required=False,
        label="Examples",
        help_text="At most 12 words, natural, with a form of the word. The tutor uses the first.",
    )
    topics = forms.MultipleChoiceField(
        choices=_TOPICS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="One to three.",
    )
    inflected_forms = forms.CharField(
        required=False,
        label="Inflected forms",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One a line, in the order in which they are shown.",
    )
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)
    overwrite = forms.BooleanField(
        required=False, widget=forms.HiddenInput, label="Save mine over the other change"
    )

    class Meta:
        model = Word
        fields = ["language", *(name for name in HISTORIC_FIELDS if name not in _ELSEWHERE)]
        widgets = {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("definition", "usage_notes")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = entry_of(self.instance) if self.instance.pk else {}
        if isinstance(topics := self.fields.get("topics"), forms.MultipleChoiceField):
            others = [topic for topic in self.instance.topics if topic not in TOPICS]
            topics.choices = [*_TOPICS, *((name, name) for name in others)]
        if self.before and "seen_at" in self.fields:
            self.fields["seen_at"].initial = self.instance.updated_at.isoformat()
            self.fields["inflected_forms"].initial = "\r\n".join(self.before["forms"])
            self.fields["examples"].initial = self._examples_before()

    def clean_lemma(self) -> str:
        try:
            return checked_word(tidy(self.cleaned_data["lemma"]))
        except BadRow as fault:
            raise ValidationError(f"The word is {fault}.") from None

    def clean_status(self) -> str:
        status: str = self.cleaned_data["status"]
        if self.instance.merged_into_id and status != Word.Status.RETIRED:
            raise ValidationError("The word is part of another; undo the merge first.")
        return status

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

    def clean_examples(self) -> list[list[str]]:
        examples: list[list[str]] = self.cleaned_data["examples"]
        first = examples[0] if examples else ["", ""]
        self.instance.example, self.instance.example_translation = first
        return examples

    def attached(self) -> dict[str, list[Any]]:
        """Return what the form says of the word's rows, by the names of `vocabulary.attached`."""
        return {
            "forms": self.cleaned_data["inflected_forms"],
            "more_examples": self.cleaned_data["examples"][1:],
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and name != "seen_at":
                cleaned[name] = tidy(value)
                if problem := unfit(cleaned[name]):
                    self.add_error(name, f"Not allowed: {problem}.")
        if self._changed_by_others(cleaned):
            self.fields["overwrite"].widget = forms.CheckboxInput()
            raise ValidationError(
                ["Somebody else changed this word while you had it open:", *self._other_changes()]
            )
        return cleaned

    def _examples_before(self) -> list[list[str]]:
        word = self.instance
        first = [[word.example, word.example_translation]] if word.example else []
        return [*first, *self.before["more_examples"]]

    def _changed_by_others(self, cleaned: dict[str, Any]) -> bool:
        if not self.instance.pk or cleaned.get("overwrite"):
            return False
        seen_at: str | None = cleaned.get("seen_at")
        return seen_at != self.instance.updated_at.isoformat()

    def _other_changes(self) -> list[str]:
        revisions = self.instance.revisions.filter(changed_at__gt=self.cleaned_data["seen_at"])
        changes = [
            f"{name}: '{told(was)}' is now '{told(became)}'."
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("add") or cleaned.get("remove")):
            raise ValidationError("Choose a topic to add or to remove.")
        return cleaned


class UploadForm(forms.Form):
    file = forms.FileField(help_text="CSV or XLSX with the columns rank, word, translation...")
    language = forms.RegexField(r"^[a-z]{2,3}(-[a-z0-9]{2,6})?$", initial="fr", max_length=10)
    skip_bad = forms.BooleanField(
        required=False, label="Load the good rows even if others are refused"
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size is None or file.size > MAX_BYTES:
            raise ValidationError("The file is larger than 5 MB.")
        return file
