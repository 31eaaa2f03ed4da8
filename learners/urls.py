from django.urls import path

from learners import views

urlpatterns = [
    path("auth/register", views.RegisterView.as_view()),
    path("auth/login", views.LoginView.as_view()),
    path("auth/guest", views.GuestView.as_view()),
    path("auth/refresh", views.RefreshView.as_view()),
    path("auth/logout", views.LogoutView.as_view()),
    path("auth/logout-all", views.LogoutAllView.as_view()),
    path("users/me", views.MeView.as_view()),
    path("users", views.LearnersView.as_view()),
    path("users/<str:learner_id>", views.LearnerView.as_view()),
]
