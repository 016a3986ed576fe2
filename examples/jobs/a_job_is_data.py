"""A job is data: a name and its arguments."""

import json


def main():
    job = {"Mail": {"to": "ann"}}
    text = json.dumps(job, separators=(",", ":"))
    print(text)
    handle(text)
    handle('{"Report":{"week":47}}')
    handle('{"Report":{"week":"soon"}}')
    handle('{"Invoice":{"to":"ann"}}')


def handle(text):
    ((name, arguments),) = json.loads(text).items()
    try:
        TASKS[name](**arguments)
    except KeyError:
        print("refused before it runs")
    except TypeError:
        print("fails while it runs")


def mail(to):
    print(f"mail to {to}")


def report(week):
    print(f"report, next is {week + 1}")


TASKS = {"Mail": mail, "Report": report}
main()
