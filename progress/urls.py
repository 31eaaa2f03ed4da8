from django.urls import path

from progress import transfer_views, views, word_map_views

urlpatterns = [
    path("progress/queue", views.QueueView.as_view(), name="progress-queue"),
    path("progress/due", views.DueView.as_view(), name="progress-due"),
    path("progress/review", views.ReviewView.as_view(), name="progress-review"),
    path("progress/settings", views.SettingsView.as_view(), name="progress-settings"),
    path("progress/reschedule", views.RescheduleView.as_view(), name="progress-reschedule"),
    path("progress/export.apkg", transfer_views.PackageView.as_view(), name="progress-package"),
    path("progress/export.csv", transfer_views.TableView.as_view(), name="progress-table"),
    path("progress/import", transfer_views.ImportView.as_view(), name="progress-import"),
    path("progress/words", word_map_views.StandingWordsView.as_view(), name="progress-words"),
    path("progress/words/map", word_map_views.WordMapView.as_view(), name="progress-word-map"),
    path("progress/<str:word_id>", views.CardView.as_view(), name="progress-card"),
    path("progress/<str:word_id>/why", views.WhyView.as_view(), name="progress-why"),
    path("progress/<str:word_id>/undo", views.UndoView.as_view(), name="progress-undo"),
    path("progress/<str:word_id>/suspend", views.SuspendView.as_view(), name="progress-suspend"),
    path("progress/<str:word_id>/resume", views.ResumeView.as_view(), name="progress-resume"),
    path("progress/<str:word_id>/known", views.KnownView.as_view(), name="progress-known"),
]
