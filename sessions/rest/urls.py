from django.urls import path

from sessions.rest import (
    achievement_views,
    analytics_views,
    help_views,
    report_views,
    session_views,
    turn_views,
)

urlpatterns = [
    path("auth/ws-ticket", session_views.TicketView.as_view()),
    path("sessions", session_views.SessionsView.as_view()),
    path("sessions/<str:session_id>", session_views.SessionView.as_view()),
    path("sessions/<str:session_id>/messages", turn_views.MessagesView.as_view()),
    path(
        "sessions/<str:session_id>/messages/<str:message_id>/retry", turn_views.RetryView.as_view()
    ),
    path("sessions/<str:session_id>/turns/<str:turn_id>", turn_views.TurnView.as_view()),
    path("sessions/<str:session_id>/summary", session_views.SummaryView.as_view()),
    path("sessions/<str:session_id>/hint", help_views.HintView.as_view()),
    path("sessions/<str:session_id>/translate", help_views.TranslateView.as_view()),
    path("sessions/<str:session_id>/simplify", help_views.SimplifyView.as_view()),
    path("sessions/<str:session_id>/suggestions", help_views.SuggestionsView.as_view()),
    path("corrections/<str:correction_id>/report", report_views.ReportView.as_view()),
    path("analytics/summary", analytics_views.SummaryView.as_view()),
    path("analytics/statistics", analytics_views.StatisticsView.as_view()),
    path("analytics/streak", analytics_views.StreakView.as_view()),
    path("analytics/vocabulary", analytics_views.VocabularyView.as_view()),
    path("analytics/errors", analytics_views.ErrorsView.as_view()),
    path("analytics/memory", analytics_views.MemoryView.as_view()),
    path("achievements", achievement_views.AchievementsView.as_view()),
    path("achievements/my", achievement_views.MyAchievementsView.as_view()),
    path("achievements/check", achievement_views.CheckView.as_view()),
]
