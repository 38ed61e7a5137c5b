"""Files, pipes and disks under the command line: an exit code and a sentence, whatever happens."""

import io
import json
import os
import pty
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
from conftest import NOTICE, POWER, table

FULL = Path("/dev/full")
HEADING = "id,direction,origin,level,kind,issued_at,affected_sectors"
ROW = "a,provision,nisc,TLP:AMBER,vulnerability,2009-05-08T01:00:00Z,gas"


@pytest.fixture
def shell(command):
    """Run a line of the shell, to which the command is `ceptoar`."""

    def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PATH": f"{Path(command).parent}:{os.environ['PATH']}", "LANG": "C.UTF-8"}
        line = f"set -o pipefail; {line}"
        return subprocess.run(["bash", "-c", line], cwd=cwd, env=env, capture_output=True, text=True)

    return shell


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def here(tmp_path):
    (tmp_path / "notice.json").write_bytes(POWER.read_bytes())
    (tmp_path / "in.jsonl").write_text(lines({**NOTICE, "id": f"n-{n}"} for n in range(300)))
    return tmp_path


ANSWERS = ["route notice.json", "explain notice.json --format csv", "plot notice.json", "schema notice", "completion bash",
           "--help", "registry show", "bulk in.jsonl -"]  # fmt: skip


@pytest.mark.parametrize("question", ANSWERS)
def test_kind_13_a_reader_who_has_seen_enough_is_no_fault(shell, here, question):
    done = shell(f"ceptoar {question} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}", here)
    assert done.stdout == "0\n" and "Traceback" not in done.stderr and "panicked" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("question", ANSWERS)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_kind_13_a_full_disk_is_told(shell, here, question, lang):
    done = shell(f"ceptoar {question} --lang {lang} >/dev/full", here)
    assert done.returncode == 1
    assert ("No space left" if lang == "en" else "標準出力: ディスクに空きがない") in done.stderr
    # Nothing can be said, and the code still says it.
    assert shell(f"ceptoar route nowhere.json --lang {lang} 2>/dev/full", here).returncode == 1
    assert shell("ceptoar plot notice.json -o /dev/full", here).returncode == 1


def test_kind_13_a_closed_stream_is_no_success(shell, here):
    for question in ANSWERS:
        done = shell(f"ceptoar {question} >&-", here)
        assert done.returncode == 1 and "standard output" in done.stderr, question
    assert shell("ceptoar route notice.json 2>&-", here).returncode == 0
    assert shell("ceptoar route - <&-", here).returncode == 1
    assert shell("ceptoar bulk in.jsonl out.jsonl >&- 2>&-", here).returncode == 0
    assert len((here / "out.jsonl").read_text().splitlines()) == 300


def test_kind_14_names_that_are_not_utf8(command, here):
    name = b"\x92\xca\x92m"
    os.link(here / "notice.json", os.fsencode(here) + b"/" + name + b".json")
    os.link(here / "in.jsonl", os.fsencode(here) + b"/" + name + b".jsonl")
    for args in ([b"route", name + b".json"], [b"bulk", name + b".jsonl", name + b".csv"],
                 [b"bulk", name + b".jsonl", name + b".parquet"], [b"bulk", name + b".parquet", b"-", b"--prefix", b"x_"]):  # fmt: skip
        if any(arg.endswith(b".parquet") for arg in args):
            pytest.importorskip("pyarrow")
        done = subprocess.run([os.fsencode(command), *args], cwd=here, capture_output=True)
        assert done.returncode == 0, done.stderr
    gone = subprocess.run([os.fsencode(command), b"route", name], cwd=here, capture_output=True)
    assert gone.returncode == 1 and b"Traceback" not in gone.stderr and gone.stderr.startswith(b"ceptoar: ")
    wrong = subprocess.run([os.fsencode(command), b"onward", b"notice.json", name], cwd=here, capture_output=True)
    assert wrong.returncode == 2 and b"Traceback" not in wrong.stderr


@pytest.fixture
def start(command):
    """Start the command and let it run."""
    pipe = subprocess.PIPE

    def start(here: Path, *args: str, before: list[str] | None = None):
        return subprocess.Popen(
            [*(before or []), command, *args], cwd=here, stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )

    return start


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("output", ["out.csv", "out.jsonl", "out.parquet"])
def test_kind_13_a_signal_leaves_nothing_behind(start, here, number, code, output):
    if output.endswith("parquet"):
        pytest.importorskip("pyarrow")
    (here / output).write_text("what was there")
    with start(here, "bulk", "-", output) as running:
        assert running.stdin
        running.stdin.write(lines([NOTICE] * 20_000))
        running.stdin.flush()
        deadline = time.monotonic() + 30
        while not list(here.glob(".ceptoar-*")) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert list(here.glob(".ceptoar-*")), "it should have begun to write"
        time.sleep(0.3)
        running.send_signal(number)
        # The pipe stays open: a command that only waits is ended as well.
        assert running.wait(timeout=30) == code
        assert not list(here.glob(".ceptoar-*")) and not list(here.glob("*.part"))
        assert (here / output).read_text() == "what was there"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM])
def test_kind_13_a_signal_that_is_not_heeded_stays_so(start, here, number):
    """As under `nohup`, or behind `&` in a script."""
    ignore = ["bash", "-c", f"trap '' {int(number)}; exec \"$@\"", "bash"]
    with start(here, "bulk", "-", "out.jsonl", before=ignore) as running:
        assert running.stdin
        running.stdin.write(lines([NOTICE]))
        running.stdin.flush()
        deadline = time.monotonic() + 30
        while not list(here.glob(".ceptoar-*")) and time.monotonic() < deadline:
            time.sleep(0.02)
        running.send_signal(number)
        time.sleep(0.2)
        running.stdin.close()
        assert running.wait(timeout=30) == 0
    assert len((here / "out.jsonl").read_text().splitlines()) == 1


def test_u15_lines_are_answered_as_they_come(shell, start, here):
    with start(here, "bulk", "-", "-") as running:
        assert running.stdin and running.stdout and running.stderr
        for n in range(3):
            running.stdin.write(lines([{**NOTICE, "id": f"live-{n}"}]))
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == f"live-{n}"
        running.stdin.write('{"id": 7}\n')
        running.stdin.flush()
        assert running.wait(timeout=30) == 2 and "line 4" in running.stderr.read()
    endless = f"(while :; do echo '{json.dumps(NOTICE)}'; done) 2>/dev/null | ceptoar bulk - - | head -2 | wc -l"
    assert shell(endless, here).stdout.strip() == "2"


@pytest.mark.parametrize("output", ["in.csv", "./in.csv", "link.csv", "hard.csv", "sub/../in.csv"])
def test_u15_a_file_is_not_written_while_it_is_read(shell, run, tmp_path, output):
    text = f"{HEADING}\n{ROW}\n"
    (tmp_path / "in.csv").write_text(text)
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.csv").symlink_to("in.csv")
    os.link(tmp_path / "in.csv", tmp_path / "hard.csv")
    for lang, word in (("en", "another name"), ("ja", "別の名前")):
        done = run("bulk", "in.csv", output, "--lang", lang)
        assert done.returncode == 2 and word in done.stderr
    assert (tmp_path / "in.csv").read_text() == text
    (tmp_path / "in.jsonl").write_text(lines([NOTICE]))
    assert shell("ceptoar bulk - in.jsonl < in.jsonl", tmp_path).returncode == 2
    assert shell("ceptoar bulk in.jsonl - >> in.jsonl", tmp_path).returncode == 2
    assert (tmp_path / "in.jsonl").read_text() == lines([NOTICE])


def test_u15_a_link_stays_a_link_and_rights_stay(run, tmp_path):
    (tmp_path / "in.jsonl").write_text(lines([NOTICE]))
    (tmp_path / "real.jsonl").write_text("")
    (tmp_path / "real.jsonl").chmod(0o640)
    (tmp_path / "out.jsonl").symlink_to("real.jsonl")
    assert run("bulk", "in.jsonl", "out.jsonl").returncode == 0
    assert (tmp_path / "out.jsonl").is_symlink() and len((tmp_path / "real.jsonl").read_text().splitlines()) == 1
    assert (tmp_path / "real.jsonl").stat().st_mode & 0o777 == 0o640


def test_u15_a_picture_is_what_its_name_says(run, here, router):
    why = router.explain(POWER.read_bytes())
    for name, kind in (("a.svg", "svg"), ("a.MMD", "mermaid"), ("a.dot", "dot")):
        assert run("plot", "notice.json", "-o", name).returncode == 0
        assert (here / name).read_text(encoding="utf-8") == why.picture(kind, "en")
    for more in (("-o", "x.png"), ("-o", "x.pdf", "--picture", "svg"), ("-o", "x.svg", "--picture", "dot")):
        for lang in ("en", "ja"):
            done = run("plot", "notice.json", *more, "--lang", lang)
            assert done.returncode == 2 and ".svg" in done.stderr and not list(here.glob("x.*"))


def test_u15_tables_are_as_wide_as_the_screen(command, here):
    def widest(columns: int, question: str) -> int:
        leader, follower = pty.openpty()
        import fcntl
        import struct
        import termios

        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        env = {**os.environ, "NO_COLOR": "1"}
        env.pop("COLUMNS", None)
        running = subprocess.Popen([command, *question.split()], cwd=here, stdout=follower, env=env)
        os.close(follower)
        text = b""
        try:
            while piece := os.read(leader, 65536):
                text += piece
        except OSError:
            pass
        assert running.wait() == 0
        return max(len(line) for line in text.decode().replace("\r", "").splitlines())

    for columns in (60, 80, 120):
        assert widest(columns, "registry show links --lang en") <= columns
        assert widest(columns, "registry find gas --lang en") <= columns


def test_u15_validate_takes_an_edition_or_none(run, tmp_path):
    built_in = run("registry", "validate")
    assert built_in.returncode == 0 and "2009-03-31" in built_in.stdout
    empty: dict = {name: [] for name in ("sectors", "parties", "ceptoars", "memberships", "links")}
    (tmp_path / "own.json").write_text(json.dumps({"id": "own", "title": {"ja": "版"}, **empty}))
    for args in (("own.json",), ("--edition", "own.json")):
        assert "own" in run("registry", "validate", *args).stdout


# Texts of other encodings.

JAPANESE = f"{HEADING},備考\r\n{ROW},髙橋～①\r\n"


@pytest.mark.parametrize(
    ("encoding", "asked"),
    [("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("cp932", ["--encoding", "cp932"]), ("euc_jp", ["--encoding", "euc-jp"]),
     ("cp932", ["--encoding", "Shift_JIS"]), ("utf-16-le", ["--encoding", "utf-16le"]), ("utf-16", ["--encoding", "utf-16"])],
)  # fmt: skip
def test_kind_27_texts_as_they_are_written_in_japan(run, tmp_path, encoding, asked):
    text = JAPANESE.replace("髙橋～①", "高橋") if encoding == "euc_jp" else JAPANESE
    (tmp_path / "in.csv").write_bytes(text.encode(encoding))
    done = run("bulk", "in.csv", "out.csv", *asked)
    assert done.returncode == 0, done.stderr
    rows = table(tmp_path / "out.csv")
    assert rows[0]["備考"] == ("高橋" if encoding == "euc_jp" else "髙橋～①") and rows[0]["recipient"]
    (tmp_path / "in.jsonl").write_bytes(json.dumps({**NOTICE, "id": "n"}).encode(encoding))
    assert run("bulk", "in.jsonl", "-", *asked).returncode == 0
    (tmp_path / "notice.json").write_bytes(POWER.read_text(encoding="utf-8").encode(encoding))
    assert run("route", "notice.json", *asked).returncode == 0


def test_kind_27_what_cannot_be_read_is_refused_with_the_remedy(run, tmp_path):
    (tmp_path / "in.csv").write_bytes(f"{HEADING},memo\n{ROW},x\n{ROW},髙橋\n".encode("cp932"))
    (tmp_path / "no-mark.csv").write_bytes(JAPANESE.encode("utf-16-le"))
    (tmp_path / "wrong.csv").write_bytes(f"{HEADING}\n".encode() + b"\x80\xff\n")
    for lang, remedy in (("en", "save the file as UTF-8"), ("ja", "UTF-8で保存し直す")):
        done = run("bulk", "in.csv", "-", "--lang", lang)
        assert done.returncode == 2 and remedy in done.stderr and "--encoding cp932" in done.stderr
        assert ("line 3" if lang == "en" else "3行目") in done.stderr
        assert "utf-16le" in run("bulk", "no-mark.csv", "-", "--lang", lang).stderr
        assert run("bulk", "wrong.csv", "-", "--encoding", "cp932", "--lang", lang).returncode == 2
        unknown = run("bulk", "in.csv", "-", "--encoding", "klingon", "--lang", lang)
        assert unknown.returncode == 2 and "cp932" in unknown.stderr
    assert json.loads(run("bulk", "in.csv", "-", "--format", "json").stderr)["problems"][0]["line"] == 3


def test_kind_27_what_spreadsheets_write(run, tmp_path, router):
    text = f"{HEADING},no_attribution,,\n{ROW},TRUE,,\n,,,,,,,,,\n{ROW.replace('a,', 'b,', 1)},FALSE,,\n,,,,,,,,,\n"
    (tmp_path / "NOTICES.CSV").write_text(text)
    for lang, words in (("en", ("without a name", "lines 3, 5")), ("ja", ("名のない列", "3, 5"))):
        done = run("bulk", "NOTICES.CSV", "out.JSONL", "--lang", lang)
        assert done.returncode == 0, done.stderr
        assert all(word in done.stderr for word in words), done.stderr
    answers = [json.loads(line) for line in (tmp_path / "out.JSONL").read_text().splitlines()]
    assert [(answer["id"], answer["no_attribution"]) for answer in answers] == [("a", True), ("b", False)]
    # What stands in a column without a name, or beyond the heading, might have narrowed the notice.
    for row in (f"{ROW},TRUE,meti,", f"{ROW},TRUE,,,meti", ROW):
        (tmp_path / "stray.csv").write_text(f"{HEADING},no_attribution,,\n{row}\n")
        for lang in ("en", "ja"):
            done = run("bulk", "stray.csv", "-", "--lang", lang)
            assert done.returncode == 2 and done.stdout == "" and ("line 2" in done.stderr or "2行目" in done.stderr)
    (tmp_path / "twice.csv").write_text(f"{HEADING},memo,memo\n{ROW},1,2\n")
    done = run("bulk", "twice.csv", "-", "--lang", "ja")
    assert done.returncode == 2 and "8列目と9列目" in done.stderr
    (tmp_path / "unclosed.csv").write_text(f'{HEADING}\n{ROW}\n"{ROW}\n{ROW}\n')
    done = run("bulk", "unclosed.csv", "-")
    assert done.returncode == 2 and "line 3" in done.stderr and "never closed" in done.stderr
    (tmp_path / "empty.csv").write_text("")
    assert run("bulk", "empty.csv", "-").returncode == 2


def test_kind_27_times_of_a_zone_and_other_delimiters(run, tmp_path, router):
    row = ROW.replace("2009-05-08T01:00:00Z", "2009/5/8 10:00")
    (tmp_path / "in.csv").write_text(f"{HEADING}\n{row}\n")
    assert run("bulk", "in.csv", "-").returncode == 2
    there = run("bulk", "in.csv", "-", "--tz", "Asia/Tokyo")
    assert there.returncode == 0, there.stderr
    assert json.loads(there.stdout)["recipient"] == [
        d.recipient for d in router.route({**NOTICE, "id": "a"}).deliveries
    ]
    for lang in ("en", "ja"):
        assert run("bulk", "in.csv", "-", "--tz", "Tokio", "--lang", lang).returncode == 2
    for mark, name, option in ((";", "in2.csv", ";"), ("\t", "in2.csv", "tab"), ("\t", "in2.tsv", None)):
        (tmp_path / name).write_text(f"{HEADING}\n{ROW}\n".replace(",", mark))
        done = run("bulk", name, "-", *(["--delimiter", option] if option else []))
        assert done.returncode == 0 and json.loads(done.stdout)["id"] == "a", done.stderr
    assert "--delimiter tab" in run("bulk", "in2.csv", "-").stderr
    assert run("bulk", "in2.tsv", "out.tsv", "--bom").returncode == 0
    written = (tmp_path / "out.tsv").read_bytes()
    assert (
        written.startswith(b"\xef\xbb\xbfid\tdirection")
        and run("bulk", "out.tsv", "-", "--prefix", "x_").returncode == 0
    )


def test_u14_usage_errors_and_headings_in_japanese(command, run):
    for args in (
        ["--nonsense"],
        ["rout"],
        ["route"],
        ["route", "x", "--format", "xml"],
        ["bulk"],
        ["plot", "x", "--collapse", "z"],
    ):
        for more in ([*args, "--lang", "ja"], args):
            done = run(*more, env={} if more is not args else {"LANG": "ja_JP.UTF-8"})
            assert done.returncode == 2 and done.stdout == ""
            assert not re.search("error|Usage|possible|required|try", done.stderr), done.stderr
            assert "使い方" in done.stderr
    assert re.search("近いコマンド: .*route\\b", run("rout", "--lang", "ja").stderr)
    for command in ("", "route", "bulk", "registry", "registry find", "notice new"):
        text = run(*command.split(), "--help", "--lang", "ja").stdout
        assert "使い方:" in text and "オプション:" in text
        assert not re.search("Usage|Options|Commands|Arguments|Possible|default|Print", text), (command, text)
    assert io.StringIO(run("registry", "show", "--lang", "ja").stdout).readline().split() == [
        "ID",
        "種別",
        "期間",
        "名称",
    ]
    assert "cabinet" not in run("registry", "show", "--lang", "ja").stdout
    assert "cabinet" in run("registry", "show", "--lang", "ja", "--format", "csv").stdout
