"""The worker of the service, in Celery with its own settings."""

import os
import smtplib
from email.message import EmailMessage

from celery import Celery

server = os.environ["REDIS_SERVER"]
app = Celery("tasks", broker=server, backend=server)


@app.task
def send(key, to):
    send_mail(key, to)


@app.task(acks_late=True)
def send_late(key, to):
    send_mail(key, to)


def send_mail(key, to):
    mail = EmailMessage()
    mail["Message-ID"] = f"<{key}@jobs.example.org>"
    mail["From"] = "jobs@example.org"
    mail["To"] = to
    mail["Subject"] = "hello"
    host, port = os.environ["SMTP_SERVER"].split(":")
    with smtplib.SMTP(host, int(port)) as smtp:
        smtp.send_message(mail)
