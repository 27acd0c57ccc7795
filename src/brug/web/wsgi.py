"""Entry for servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brug.web.settings")
application = get_wsgi_application()
