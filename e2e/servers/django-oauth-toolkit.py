"""django-oauth-toolkit as its documentation sets it up, on loopback: applications for each grant,
one person, Django's own login page. Prints one line of JSON when it is ready, and ends with its
standard input."""

import json
import os
import sys
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

# oauthlib's own switch for plain http, which a browser takes for secure at *.localhost.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

import django
from django.conf import settings
from django.urls import include, path

wanted = json.loads(sys.stdin.readline())

settings.configure(
    ALLOWED_HOSTS=[wanted["host"]],
    AUTH_USER_MODEL="auth.User",
    CORS_ALLOWED_ORIGINS=[wanted["appOrigin"]],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": wanted["database"]}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.messages",
        "django.contrib.sessions",
        "corsheaders",
        "oauth2_provider",
    ],
    LOGIN_URL="/admin/login/",
    MIDDLEWARE=[
        "corsheaders.middleware.CorsMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True,
        "OIDC_RSA_PRIVATE_KEY": wanted["privateKey"],
        "PKCE_REQUIRED": True,
        "SCOPES": {"openid": "Who you are", "read": "Read what is yours"},
    },
    ROOT_URLCONF=__name__,
    SECRET_KEY=wanted["secret"],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    STATIC_URL="/static/",
    USE_TZ=True,
)
django.setup()

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from oauth2_provider.models import Application

urlpatterns = [
    path("admin/", admin.site.urls),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]

call_command("migrate", verbosity=0)
User.objects.create_superuser(wanted["name"], password=wanted["password"])
for grant, redirect_uris in wanted["applications"].items():
    Application.objects.create(
        algorithm=Application.RS256_ALGORITHM,
        authorization_grant_type=grant,
        client_id=grant,
        client_type=Application.CLIENT_PUBLIC,
        name=grant,
        redirect_uris=" ".join(redirect_uris),
    )


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Handler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"port": server.server_port}), flush=True)
sys.stdin.read()
