from django.urls import path

from vocabulary import views

urlpatterns = [
    path("vocabulary", views.WordListView.as_view(), name="word-list"),
    path("vocabulary/lookup", views.LookupView.as_view(), name="word-lookup"),
    path("vocabulary/<str:word_id>", views.WordView.as_view(), name="word"),
]
