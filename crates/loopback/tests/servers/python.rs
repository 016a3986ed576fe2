//! Clients that others wrote: those of Python's standard library.

use std::process::Command;

use loopback::Servers;
use snapbox::{IntoData, assert_data_eq, str};

use crate::client::{get, start};

/// Runs a program with the variables of the servers: what it prints.
fn python(servers: &Servers, program: &str) -> String {
    let python = std::env::var_os("PYTHON").unwrap_or("python3".into());
    let mut command = Command::new(&python);
    command.args(["-I", "-X", "utf8", "-c", &[PROLOGUE, program].concat()]);
    command.envs(
        servers
            .variables()
            .iter()
            .map(|(name, value)| (name, value)),
    );
    let output = command.output().unwrap_or_else(|error| {
        panic!(
            "{}: {error}\n  install Python 3.11 or newer, or name it: PYTHON=/path/to/python3",
            python.display()
        )
    });
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout)
        .unwrap()
        .replace("\r\n", "\n")
}

const PROLOGUE: &str = r#"
import http.client, os, smtplib, ssl, urllib.request
from email.message import EmailMessage
from urllib.error import HTTPError, URLError

HTTP = os.environ["HTTP_SERVER"]
HTTPS = os.environ["HTTPS_SERVER"]
CA = os.environ["CA_FILE"]
SMTP = os.environ["SMTP_SERVER"].split(":")

def mail(to, text="hello"):
    message = EmailMessage()
    message["From"] = "me@example.org"
    message["To"] = to
    message["Subject"] = "Grüße"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(text)
    return message
"#;

#[track_caller]
fn check(program: &str, expected: impl IntoData) {
    assert_data_eq!(python(&start(), program), expected.raw());
}

#[test]
fn urllib() {
    check(
        r#"
def get(target, data=None, timeout=20):
    try:
        with urllib.request.urlopen(HTTP + target, data, timeout) as answer:
            print(answer.status, answer.read().decode())
    except HTTPError as error:
        print(error.code, error.read().decode())
    except (OSError, http.client.HTTPException) as error:
        print(type(error).__name__)

get("/tea")
get("/tea?status=404")
get("/tea?chunks=2&pause=1")
get("/echo", b"body")
get("/tea?drop")
get("/tea?hang", timeout=0.5)
get("/tea?delay=60000", timeout=0.5)
"#,
        str![[r#"
200 tea
404 404 Not Found
200 chunk 1
chunk 2

200 body
RemoteDisconnected
TimeoutError
TimeoutError

"#]],
    );
}

#[test]
fn http_client_keeps_its_connection() {
    check(
        r#"
client = http.client.HTTPConnection(HTTP.removeprefix("http://"), timeout=20)
for method, target in [("GET", "/tea"), ("HEAD", "/tea"), ("GET", "/tea?status=204"),
                       ("GET", "/tea?chunks=2&pause=1"), ("GET", "/tea?what"), ("GET", "/connections")]:
    client.request(method, target)
    answer = client.getresponse()
    print(answer.status, answer.read())
client.request("POST", "/echo", iter([b"in ", b"chunks"]), encode_chunked=True,
               headers={"Transfer-Encoding": "chunked"})
print(client.getresponse().read())
"#,
        str![[r#"
200 b'tea'
200 b''
204 b''
200 b'chunk 1\nchunk 2\n'
400 b'no `what` in a query\n  there are delay=MS, status=CODE, hang, drop, size=BYTES, chunks=COUNT, pause=MS, fails=COUNT\n'
200 b'1\n'
b'in chunks'

"#]],
    );
}

#[test]
fn tls_with_the_authority_and_without() {
    check(
        r#"
def get(target, **options):
    context = ssl.create_default_context(**options)
    if hasattr(ssl, "VERIFY_X509_STRICT"):
        context.verify_flags |= ssl.VERIFY_X509_STRICT
    try:
        with urllib.request.urlopen(target, timeout=20, context=context) as answer:
            print(answer.status, len(answer.read()))
    except URLError as error:
        print(type(error.reason).__name__)

get(HTTPS + "/tea", cafile=CA)
get(HTTPS + "/tea?size=1000000", cafile=CA)
get(HTTPS.replace("localhost", "127.0.0.1") + "/tea", cafile=CA)
get(HTTPS + "/tea?chunks=3&pause=1", cafile=CA)
get(HTTPS + "/tea")

for version in [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]:
    context = ssl.create_default_context(cafile=CA)
    context.minimum_version = context.maximum_version = version
    client = http.client.HTTPSConnection(HTTPS.removeprefix("https://"), timeout=20, context=context)
    for target in ["/tea", "/cake"]:
        client.request("POST", "/echo", b"x" * 500_000)
        print(client.sock.version(), len(client.getresponse().read()))

with urllib.request.urlopen(HTTP + "/seen") as answer:
    print(answer.read().decode())
"#,
        str![[r#"
200 3
200 1000000
200 3
200 24
SSLCertVerificationError
TLSv1.2 500000
TLSv1.2 500000
TLSv1.3 500000
TLSv1.3 500000
tea asked
tea answered 200
tea asked
tea answered 200
tea asked
tea answered 200
tea asked
tea answered 200
echo asked
echo answered 200
echo asked
echo answered 200
echo asked
echo answered 200
echo asked
echo answered 200


"#]],
    );
}

#[test]
fn a_client_of_tls_that_goes_away_is_noted() {
    let servers = start();
    let program = r#"
context = ssl.create_default_context(cafile=CA)
try:
    urllib.request.urlopen(HTTPS + "/tea?delay=60000", timeout=1, context=context)
except OSError as error:
    print(type(error).__name__)
"#;
    assert_eq!(python(&servers, program), "TimeoutError\n");
    crate::client::until(&servers, "/seen", "tea asked\ntea gone\n");
}

#[test]
fn smtplib() {
    let servers = start();
    let program = r#"
with smtplib.SMTP(*SMTP, timeout=20) as client:
    print(client.login("ann", "right"))
    print(client.send_message(mail("ann@example.org, ben+delay1@example.org", ".\n..\n.dots\n")))
    print(client.sendmail("me@example.org", ["cleo@example.org"], "no headers"))
    print(client.verify("ann"))
    print(client.noop())
    for to in ["ann+fail550@x", "ann+fails1@x", "ann+fails1@x", "ann+tag@x"]:
        try:
            print(client.sendmail("me@example.org", to, "x"))
        except smtplib.SMTPRecipientsRefused as error:
            print(*error.recipients.values())
    print(client.send_message(mail("dora@example.org, ann+fail451@example.org")))
    try:
        client.sendmail("me@example.org", "ann@x", "x" * 10_000_001)
    except smtplib.SMTPResponseException as error:
        print(error)
    try:
        client.sendmail("me@example.org", "ann@x", "x" * 999)
    except smtplib.SMTPResponseException as error:
        print(error)

with smtplib.SMTP(*SMTP, timeout=20) as client:
    client.helo()
    for mechanism in [client.auth_plain, client.auth_login]:
        client.user, client.password = "ann", "wrong"
        try:
            client.auth(mechanism.__name__[5:], mechanism)
        except smtplib.SMTPAuthenticationError as error:
            print(error)
"#;
    assert_data_eq!(
        python(&servers, program),
        str![[r#"
(235, b'2.7.0 welcome')
{}
{}
(252, b'2.1.5 send it, and you will see')
(250, b'2.0.0 ok')
(550, b'5.1.1 no such user')
(451, b'4.3.0 try again later')
{}
(501, b'5.1.3 unknown tag tag, there are +delayMS, +lateMS (at most 60000), +hang, +drop, +failCODE (400 to 599), +failsCOUNT')
{'ann+fail451@example.org': (451, b'4.3.0 try again later')}
(552, b'5.3.4 too large, at most 10000000 bytes', 'me@example.org')
(500, b'5.5.2 line too long, at most 998 bytes')
(535, b'5.7.8 wrong name or password')
(535, b'5.7.8 wrong name or password')

"#]]
    );
    assert_data_eq!(
        get(&servers, "/mails"),
        str![[r#"
ann@example.org, ben+delay1@example.org: Grüße
cleo@example.org: -
ann+fails1@x: -
dora@example.org: Grüße

"#]]
    );
}

#[test]
fn a_retry_after_a_timeout_makes_a_copy() {
    let servers = start();
    let program = r#"
for wait in [0.7, 20]:
    try:
        with smtplib.SMTP(*SMTP, timeout=wait) as client:
            client.send_message(mail("ann+late2000@example.org"))
        print("sent")
    except OSError as error:
        print(type(error).__name__)

try:
    with smtplib.SMTP(*SMTP, timeout=20) as client:
        client.send_message(mail("ann+drop@example.org"))
except smtplib.SMTPServerDisconnected as error:
    print(error)
"#;
    assert_data_eq!(
        python(&servers, program),
        str![[r#"
SMTPServerDisconnected
sent
Connection unexpectedly closed

"#]]
    );
    let twice = "<1@example.org>\n".repeat(2);
    assert_eq!(get(&servers, "/mails/keys"), twice);
}
