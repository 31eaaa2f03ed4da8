from django.urls import path

from learners import word_list_views as views

urlpatterns = [
    path("lists", views.WordListsView.as_view(), name="lists"),
    path("lists/<str:list_id>", views.WordListView.as_view(), name="list"),
    path("lists/<str:list_id>/words", views.ListWordsView.as_view(), name="list-words"),
    path("lists/<str:list_id>/words/<str:word_id>", views.ListWordView.as_view(), name="list-word"),
]
