"""Memories leave with the learner, and come along from elsewhere."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import APIException
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from files.limited import ReadersBusy
from files.limits import FileRefused
from learners.models import Learner
from learners.requests import SignedInRequest
from limiting.spending import spend
from progress.anki.exporting import export_package, export_table
from progress.anki.importing import import_cards
from progress.anki.notes import TravellingFile
from progress.anki.reading import read_package
from progress.anki.table import read_table
from wire.inputs import Fault, InvalidInput, read_body

# What the server takes at most; collections are exported without their media.
LARGEST_FILE = 5 * 2**20
PACKAGE_TYPE = "application/octet-stream"
ZIP_SIGNATURE = b"PK"


class FileTooLarge(APIException):
    """The uploaded file is larger than we read."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "file_too_large"
    default_detail = "The file may have 5 MB at most."


class Busy(APIException):
    """Other learners' files are being read; there is a place in a little while."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "busy"
    default_detail = "Other files are being read right now. Please try again."
    wait = 10


class ImportInput(serializers.Serializer[Any]):
    file = serializers.FileField(help_text="An .apkg of Anki, or CSV with a header line.")
    preview = serializers.BooleanField(default=False, help_text="Only tell what would be done.")
    language = serializers.CharField(max_length=10, required=False)


class SkippedOutput(serializers.Serializer[Any]):
    name = serializers.CharField()
    reason = serializers.CharField()


class ImportOutput(serializers.Serializer[Any]):
    """`left_out` counts by reason: unknown, ambiguous, duplicate, new, already_learning, odd."""

    cards = serializers.IntegerField()
    imported = serializers.IntegerField()
    reviews = serializers.IntegerField()
    left_out = serializers.DictField(child=serializers.IntegerField())
    not_matched = serializers.ListField(child=serializers.CharField(), help_text="At most 20.")
    odd = SkippedOutput(many=True, help_text="Cards that say what cannot be; at most 20.")


class PackageView(APIView):
    """All cards as an Anki package, with scheduling and review log."""

    @extend_schema(responses={(200, PACKAGE_TYPE): OpenApiTypes.BINARY})
    def get(self, request: SignedInRequest) -> HttpResponse:
        spend("export", request, account=str(request.user.pk))
        package = export_package(request.user, now=timezone.now())
        return _download(package, "words.apkg", PACKAGE_TYPE)


class TableView(APIView):
    """All cards as CSV."""

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: SignedInRequest) -> HttpResponse:
        spend("export", request, account=str(request.user.pk))
        return _download(export_table(request.user), "words.csv", "text/csv; charset=utf-8")


class ImportView(APIView):
    """Bring memories along. Words are matched by lemma and part of speech; ours are kept."""

    parser_classes = [MultiPartParser]

    @extend_schema(request=ImportInput, responses=ImportOutput)
    def post(self, request: SignedInRequest) -> Response:
        spend("upload", request, account=str(request.user.pk))
        given = read_body(ImportInput, request)
        report = import_cards(
            learner=request.user,
            file=_read(given["file"], request.user),
            language=given.get("language", request.user.target_language),
            now=timezone.now(),
            preview=given["preview"],
        )
        return Response(ImportOutput(report).data)


def _read(file: UploadedFile[Any], learner: Learner) -> TravellingFile:
    if file.size is None or file.size > LARGEST_FILE:
        raise FileTooLarge
    name = file.name or ""
    try:
        signature = file.read(len(ZIP_SIGNATURE))
        if signature == ZIP_SIGNATURE and not name.lower().endswith(".xlsx"):
            return read_package(file, zone=learner.zone)
        return read_table(file, file_name=name)
    except ReadersBusy:
        raise Busy from None
    except FileRefused as refused:
        fault = Fault(loc=["body", "file"], msg=str(refused), type=refused.code)
        raise InvalidInput([fault]) from None


def _download(content: bytes | str, name: str, content_type: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
