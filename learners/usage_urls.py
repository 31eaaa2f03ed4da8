from django.urls import path

from learners.usage_views import UsageView

urlpatterns = [path("users/me/usage", UsageView.as_view())]
