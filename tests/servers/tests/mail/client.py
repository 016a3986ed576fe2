"""Sends one mail with smtplib, and prints what came of it in the words of `clients.rs`."""

import smtplib
import ssl
import sys
from email.message import EmailMessage

UNKNOWN_ISSUER = {18, 19, 20, 21}  # X509_V_ERR_…, of OpenSSL.
OTHER_NAME = {62, 64}
LIMIT = 30  # Seconds.


def send(mode, port, ca, password):
    context = ssl.create_default_context(cafile=ca or None)
    mail = EmailMessage()
    mail["From"], mail["To"] = "ann@example.org", "bob@example.org"
    mail["Subject"] = "hello"
    mail.set_content("Dear Bob,\n.\nit is tea time.")
    if mode == "wrapper":
        smtp = smtplib.SMTP_SSL("localhost", port, timeout=LIMIT, context=context)
    else:
        smtp = smtplib.SMTP("localhost", port, timeout=LIMIT)
    with smtp:
        if mode == "starttls":
            smtp.starttls(context=context)
        elif mode == "unchecked":
            smtp.starttls()
        if password:
            smtp.login("ann", password)
        smtp.send_message(mail)


def outcome(mode, port, ca, password):
    try:
        send(mode, int(port), ca, password)
    except smtplib.SMTPNotSupportedError:
        return "NotOffered"
    except smtplib.SMTPResponseException as error:
        kind = "Permanent" if error.smtp_code >= 500 else "Transient"
        return f"{kind}({error.smtp_code})"
    except ssl.SSLCertVerificationError as error:
        if error.verify_code in UNKNOWN_ISSUER:
            return "UnknownIssuer"
        return "OtherName" if error.verify_code in OTHER_NAME else repr(error)
    return "Sent"


print(outcome(*sys.argv[1:]))
