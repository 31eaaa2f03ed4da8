from django.urls import path

from sessions import achievement_views, analytics_views

urlpatterns = [
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
