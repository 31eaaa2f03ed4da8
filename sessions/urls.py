from django.urls import path

from sessions import views

urlpatterns = [
    path("auth/ws-ticket", views.TicketView.as_view()),
    path("sessions", views.SessionsView.as_view()),
    path("sessions/<str:session_id>", views.SessionView.as_view()),
    path("sessions/<str:session_id>/messages", views.MessagesView.as_view()),
    path("sessions/<str:session_id>/messages/<str:message_id>/retry", views.RetryView.as_view()),
    path("sessions/<str:session_id>/turns/<str:turn_id>", views.TurnView.as_view()),
    path("sessions/<str:session_id>/summary", views.SummaryView.as_view()),
    path("sessions/<str:session_id>/hint", views.HintView.as_view()),
    path("sessions/<str:session_id>/translate", views.TranslateView.as_view()),
    path("sessions/<str:session_id>/simplify", views.SimplifyView.as_view()),
    path("sessions/<str:session_id>/suggestions", views.SuggestionsView.as_view()),
    path("corrections/<str:correction_id>/report", views.ReportView.as_view()),
]
