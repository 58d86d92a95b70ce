"""One line a check, "ok TEXT" or "not ok TEXT" with the reasons under it: what tests/run counts."""
import re
import subprocess
import unicodedata


class Report:
    def __init__(self, subject):
        self.subject, self.failed = subject, 0

    def check(self, what, problems):
        """problems: a list of reasons; empty means the check passed."""
        if problems:
            self.failed += 1
            print(f"not ok {self.subject}: {what}")
            for p in problems[:20]:
                print(f"#   {p}")
            if len(problems) > 20:
                print(f"#   and {len(problems) - 20} more")
        else:
            print(f"ok {self.subject}: {what}")
        return not problems

    def status(self):
        return 1 if self.failed else 0


def run(*command, **more):
    """-> (exit status, standard output, standard error), as text; a program that is not there is status 127."""
    try:
        p = subprocess.run(command, capture_output=True, **more)
    except FileNotFoundError:
        return 127, "", f"{command[0]}: not installed"
    return p.returncode, p.stdout.decode("utf-8", "replace"), p.stderr.decode("utf-8", "replace")


def letters(text):
    """Letters and digits alone, case and ligatures folded: what survives line breaks, hyphens and French spaces."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold())


def roman(n):
    out = ""
    for value, sign in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
                        (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while n >= value:
            out, n = out + sign, n - value
    return out
