"""Grades a submission with Lockstep for Classroom 50.

Lies in the assignment's bundle beside grader.jar, runs in the student's checkout, and leaves ./result.json. It needs a
JDK (the assignment's runtime: java 17 or newer) and fetches nothing. It ends with 0 if grading ran, whatever the score;
anything else is a fault of the machinery, and then there is no result.json, so that nothing is published.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys

SHA256 = "@SHA256@"
MAX_SCORE = @MAX_SCORE@
# The job is stopped after 15 minutes, without a result.
LIMIT_SECONDS = 13 * 60

GRADED = 0
NOTHING_TO_GRADE = 65
FAULT = 70


def main() -> int:
    result = pathlib.Path("result.json")
    result.unlink(missing_ok=True)
    bundle = pathlib.Path(os.environ.get("CLASSROOM50_BUNDLE_DIR") or pathlib.Path(__file__).resolve().parent)
    jar = bundle / "grader.jar"
    try:
        if hashlib.sha256(jar.read_bytes()).hexdigest() != SHA256:
            return fault(f"{jar} is not the grader that this bundle was made with")
    except OSError as e:
        return fault(f"{jar} cannot be read: {e}")
    status, said = grade(jar)
    if status == NOTHING_TO_GRADE:
        # A student's doing and no fault: no points, and the reason.
        result.write_text(json.dumps(nothing(said), indent=2) + "\n", encoding="utf-8")
        return GRADED
    if status == GRADED and result.is_file():
        return GRADED
    result.unlink(missing_ok=True)
    return status if status != GRADED else fault("the grader left no result.json")


def grade(jar: pathlib.Path) -> "tuple[int, str]":
    home = os.environ.get("JAVA_HOME")
    java = pathlib.Path(home) / "bin" / "java" if home else pathlib.Path("java")
    if not java.is_file():
        java = pathlib.Path("java")
    command = [str(java), "-jar", str(jar), *"@PACKS@".split(), "."]
    command += ["--out", "feedback.json", "--html", "feedback.html", "--format", "text", "--format", "classroom50=result.json"]
    try:
        done = subprocess.run(command, env=stamps(), stderr=subprocess.PIPE, encoding="utf-8", errors="replace", timeout=LIMIT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return fault(f"the grader was stopped after {LIMIT_SECONDS} seconds"), ""
    except OSError as e:
        return fault(f"{java} cannot be run: {e}"), ""
    sys.stderr.write(done.stderr)
    # A JVM that breaks down ends with 1 or by a signal.
    return (done.returncode if done.returncode not in (1, *range(-64, 0)) else FAULT), done.stderr


def stamps() -> "dict[str, str]":
    """The runner's stamps, and the time of the commit, which a regrade must not move."""
    env = dict(os.environ, LC_ALL="C.UTF-8")
    env.setdefault("OWNER", env.get("USERNAME", ""))
    if not env.get("SUBMITTED_AT"):
        env["SUBMITTED_AT"] = committed()
    return env


def committed() -> str:
    command = ["git", "-c", "safe.directory=*", "log", "-1", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "--format=%cd"]
    try:
        done = subprocess.run(
            command, env={**os.environ, "TZ": "UTC"}, capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def nothing(said: str) -> "dict[str, object]":
    env = stamps()
    commit = env.get("COMMIT_URL") or "local"
    lines = [line for line in said.splitlines() if line.startswith("grade: ")]
    return {
        "schema": "classroom50/result/v1",
        "classroom": env.get("CLASSROOM") or "local",
        "assignment": env.get("ASSIGNMENT") or "lockstep",
        "assignment_type": env.get("ASSIGNMENT_TYPE") or "individual",
        "owner": env.get("OWNER") or "local",
        "submission": env.get("SUBMISSION_TAG") or "submit/local",
        "commit": commit,
        "release": env.get("RELEASE_URL") or "local",
        "review": env.get("REVIEW_URL") or commit,
        "datetime": env.get("SUBMITTED_AT") or "1970-01-01T00:00:00Z",
        "score": 0,
        "max-score": MAX_SCORE,
        "tests": [
            {
                "test-name": "There is something to grade",
                "passed": False,
                "score": 0,
                "max-score": MAX_SCORE,
                "message": lines[-1] if lines else "nothing to grade was found",
            }
        ],
    }


def fault(message: str) -> int:
    print(f"autograder: {message}", file=sys.stderr)
    return FAULT


if __name__ == "__main__":
    sys.exit(main())
