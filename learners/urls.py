from django.urls import path

from learners import account_views, views

urlpatterns = [
    path("auth/register", views.RegisterView.as_view()),
    path("auth/login", views.LoginView.as_view()),
    path("auth/guest", views.GuestView.as_view()),
    path("auth/refresh", views.RefreshView.as_view()),
    path("auth/logout", views.LogoutView.as_view()),
    path("auth/logout-all", views.LogoutAllView.as_view()),
    path("auth/password/change", account_views.PasswordChangeView.as_view()),
    path("auth/password/reset", account_views.PasswordResetView.as_view()),
    path("auth/password/reset/confirm", account_views.PasswordResetConfirmView.as_view()),
    path("auth/email/verification", account_views.EmailVerificationView.as_view()),
    path("auth/email/change", account_views.EmailChangeView.as_view()),
    path("auth/email/confirm", account_views.EmailConfirmView.as_view()),
    path("auth/devices", account_views.DevicesView.as_view()),
    path("auth/devices/<str:device_id>", account_views.DeviceView.as_view()),
    path("users/me/claim", account_views.ClaimView.as_view()),
    path("users", views.LearnersView.as_view()),
    path("users/<str:learner_id>", views.LearnerView.as_view()),
]
