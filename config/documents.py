"""Documents that client developers read."""

from django.http import JsonResponse

from sessions.asyncapi import document


def asyncapi(request):
    return JsonResponse(document())
