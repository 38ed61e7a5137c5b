"""Exit codes for scripts, stale answers, and the small comforts of the command line."""

import csv
import io
import json
import re
import subprocess

import ceptoar
import pytest
from conftest import NOTICE, POWER, ROOT

TODAY = {**NOTICE, "issued_at": "2026-11-25T00:00:00Z"}
UNMET = {**NOTICE, "level": "TLP:RED", "addressees": ["meti"]}


def test_u12_exit_codes(run):
    notice = json.dumps(UNMET)
    assert ceptoar.Router().route(UNMET).unmet
    for command in ("route", "explain", "audience"):
        for format in ("table", "json", "csv"):
            plain = run(command, "-", "--format", format, stdin=notice)
            strict = run(command, "-", "--format", format, "--strict", stdin=notice)
            assert (plain.returncode, strict.returncode) == (0, 3) and strict.stdout == plain.stdout
            assert run(command, POWER, "--format", format, "--strict").returncode == 0
    assert "3" in run("--help").stdout and "--strict" in run("--help").stdout
    assert run("may-pass", POWER, "nisc", "gas").returncode == 3
    assert run("may-pass", POWER, "nisc", "meti").returncode == 0
    assert run("may-pass", POWER, "nisc").returncode == 2
    assert run("route", "nowhere.json").returncode == 1
    assert run("route", "-", "--edition", "-", stdin=notice).returncode == 2
    assert run("route", POWER, "--profile", "nothing").returncode == 2


def test_u02_a_stale_answer_says_so_first(run):
    notice = json.dumps(TODAY)
    for command in (["route", "-"], ["explain", "-"], ["audience", "-"], ["onward", "-", "meti"], ["may-pass", "-", "nisc", "meti"],
                    ["plot", "-"]):  # fmt: skip
        for format in ("table", "json", "csv"):
            for lang, word in (("en", "2009-03-31"), ("ja", "2009-03-31")):
                done = run(*command, "--format", format, "--lang", lang, stdin=notice)
                said = done.stderr or done.stdout
                assert done.returncode == 0 and word in "".join(said.splitlines(keepends=True)[:4]), (command, format)
            refused = run(*command, "--format", format, "--stale", "refuse", stdin=notice)
            assert refused.returncode == 2 and "stale-edition" in refused.stderr and refused.stdout == ""
            assert "STALE" not in run(*command, "--format", format, "--stale", "allow", stdin=notice).stderr
    assert "STALE" not in run("audience", POWER, "--format", "json").stderr
    rows = json.dumps({**TODAY, "id": "a"}) + "\n" + json.dumps({**NOTICE, "id": "b"}) + "\n"
    assert "speaks: 1 (" in run("bulk", "-", "-", stdin=rows).stderr
    assert run("bulk", "-", "-", "--stale", "allow", stdin=rows).stderr == ""
    assert run("bulk", "-", "-", "--stale", "refuse", stdin=rows).returncode == 2


def test_missing_07_a_notice_to_begin_with(run, tmp_path, router):
    example = run("notice", "new", "--example")
    assert json.loads(example.stdout) == json.loads(router.notice(POWER.read_bytes()).to_json())
    (tmp_path / "notice.json").write_text(example.stdout)
    assert run("route", "notice.json").returncode == 0
    mine = run("notice", "new", "--sector", "gas", "--sector", "water", "--level", "TLP:GREEN", "--issued-at",
               "2009-05-08T10:00:00+09:00", "--only", "meti", "--id", "mine")  # fmt: skip
    notice = json.loads(mine.stdout)
    assert notice["affected_sectors"] == ["gas", "water"] and notice["only"] == ["meti"] and notice["id"] == "mine"
    assert router.notice(mine.stdout).id == "mine"
    now = json.loads(run("notice", "new").stdout)
    assert now["issued_at"] > "2026" and run("route", "-", "--stale", "refuse", stdin=json.dumps(now)).returncode == 2
    for wrong in (["--sector", "ges"], ["--level", "TLP:PINK"], ["--issued-at", "2009-05-08"], ["--direction", "up"]):
        for lang in ("en", "ja"):
            refused = run("notice", "new", *wrong, "--lang", lang)
            assert refused.returncode == 2 and refused.stdout == "", wrong


def test_a_notice_comes_from_the_cabinet_of_its_edition(run, tmp_path):
    assert run("registry", "new", "mine", "--outline", "2024-03-31").returncode == 0
    made = run("notice", "new", "--edition", "mine", "--issued-at", "2024-03-31T10:00:00+09:00")
    cabinets = [party["id"] for party in json.loads(run("registry", "show", "parties", "--edition", "mine", "--format", "json").stdout)
                if party["kind"] == "cabinet"]  # fmt: skip
    assert made.returncode == 0 and [json.loads(made.stdout)["origin"]] == cabinets, made.stderr
    edition = json.loads(run("registry", "build", "mine").stdout)
    centre = next(party for party in edition["parties"] if party["kind"] == "cabinet")
    (tmp_path / "two.json").write_text(
        json.dumps({**edition, "parties": [*edition["parties"], {**centre, "id": "second"}]})
    )
    for lang in ("en", "ja"):
        refused = run("notice", "new", "--edition", "two.json", "--lang", lang)
        assert refused.returncode == 2 and "--origin" in refused.stderr and "`second`" in refused.stderr
    assert run("notice", "new", "--edition", "two.json", "--origin", "second").returncode == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [("電力", "electric-power"), ("がす", "gas-members"), ("ｶﾞｽ", "gas-members"), ("ＮＩＳＣ", "nisc"), ("Electric Power", "electric-power"),
     ("electric power", "electric-power-members"), ("経済産業省", "meti"), ("協会ＷＡＮ", "association-wan"), ("vulnerability", "vulnerability")],
)  # fmt: skip
def test_missing_07_what_has_an_id_is_found(run, text, found):
    hits = json.loads(run("registry", "find", text, "--format", "json").stdout)
    assert found in [hit["id"] for hit in hits]
    rows = list(csv.DictReader(io.StringIO(run("registry", "find", text, "--format", "csv").stdout)))
    assert [row["id"] for row in rows] == [hit["id"] for hit in hits]
    assert found in run("registry", "find", text, "--lang", "ja").stdout


def test_missing_07_nothing_found_is_no_fault(run):
    assert run("registry", "find", "nobody-at-all", "--format", "json").stdout == "[]\n"
    assert run("registry", "find", "nobody-at-all").returncode == 0
    assert run("registry", "find", " ").returncode == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_missing_07_ids_are_completed(run, shell):
    script = run("completion", shell).stdout
    for word in ("electric-power-members", "tlp-1.0", "cyber-attack", "vulnerability", "cp932", "meti>gas"):
        assert word in script or word.replace(">", "\\>") in script, word


def test_missing_07_bash_completes_them(run, tmp_path):
    (tmp_path / "c.sh").write_text(run("completion", "bash").stdout)
    ask = "source c.sh; COMP_WORDS=(ceptoar onward notice.json electric-power-m); COMP_CWORD=3; _ceptoar ceptoar electric-power-m notice.json; echo ${COMPREPLY[@]}"  # fmt: skip
    done = subprocess.run(["bash", "-c", ask], cwd=tmp_path, capture_output=True, text=True)
    assert "electric-power-members" in done.stdout.split(), done.stderr
    ask = ask.replace("onward notice.json electric-power-m", "route --profile tlp-").replace("CWORD=3", "CWORD=3").replace(
        "_ceptoar ceptoar electric-power-m notice.json", "_ceptoar ceptoar tlp- --profile")  # fmt: skip
    done = subprocess.run(["bash", "-c", ask], cwd=tmp_path, capture_output=True, text=True)
    assert {"tlp-1.0", "tlp-2.0"} <= set(done.stdout.split()), done.stderr


def test_missing_07_colour_where_it_is_asked_for(run):
    notice = json.dumps(TODAY)
    for command in ("route", "explain", "audience"):
        assert "\x1b[" in run(command, "-", "--color", "always", stdin=notice).stdout
        for never in (["--color", "never"], []):
            done = run(command, "-", *never, stdin=notice)
            assert "\x1b" not in done.stdout + done.stderr
        assert "\x1b" not in run(command, "-", "--format", "json", "--color", "always", stdin=notice).stdout


def test_onward_tells_the_direction(run):
    rows = list(csv.DictReader(io.StringIO(run("onward", POWER, "meti", "--format", "csv").stdout)))
    assert [row["direction"] for row in rows] == ["provision"]


def test_route_says_as_much_as_is_asked(run, router):
    why = router.explain(POWER.read_bytes())
    everything = run("route", POWER, "--all")
    assert everything.stdout == run("explain", POWER).stdout
    one = run("route", POWER, "--why", "gas")
    assert (
        one.returncode == 0
        and json.loads(run("route", POWER, "--why", "gas", "--format", "json").stdout)["party"] == "gas"
    )
    rows = list(csv.DictReader(io.StringIO(run("route", POWER, "--why", "gas", "--format", "csv").stdout)))
    assert [(row["party"], row["outcome"]) for row in rows] == [("gas", why.verdict("gas").outcome)]
    for format in ("table", "json", "csv"):
        stranger = run("route", POWER, "--why", "gaz", "--format", format)
        assert stranger.returncode == 2 and "unknown-party" in stranger.stderr
    assert run("route", POWER, "--why", "gas", "--all").returncode == 2


HELP_SECTIONS = {"Commands": "commands", "Arguments": "arguments", "Options": "options",
                 "コマンド": "commands", "引数": "arguments", "オプション": "options"}  # fmt: skip


def parts_of_help(text):
    """Return what a command does, the commands under it, and its arguments with what is said of each, in order."""
    about, commands, arguments, section = text.split("\n\n")[0], [], [], None
    for line in text.splitlines():
        if re.fullmatch(r"\w+:", line):
            section = HELP_SECTIONS.get(line[:-1])
        elif section == "commands" and (found := re.match(r"  (\S+) ", line)):
            commands.append(found.group(1))
        elif section and (found := re.match(r"  (?:    |-\w, )?([\[<-]\S+)", line)):
            arguments.append([found.group(1), ""])
        elif section and arguments:
            arguments[-1][1] += line.strip()
    return about, commands, arguments


def helps(run, command=()):
    """Yield every command with its help in English and in Japanese."""
    english, japanese = (parts_of_help(run(*command, "--help", "--lang", lang).stdout) for lang in ("en", "ja"))
    yield command, english, japanese
    for name in english[1]:
        if name != "help":
            yield from helps(run, (*command, name))


def test_every_option_stands_in_the_guide(run):
    told = set(re.findall(r"--[\w-]+", (ROOT / "docs/cli.md").read_text(encoding="utf-8")))
    missing = {(command, name) for command, (_, _, arguments), _ in helps(run) for name, _ in arguments
               if name.startswith("--") and name not in told}  # fmt: skip
    assert not missing


def test_the_japanese_help_says_what_the_english_says(run):
    """The same commands and arguments in the same order; what differs in English has not one sentence in Japanese."""
    sentences = {}
    for command, english, japanese in helps(run):
        assert japanese[1] == english[1], command
        assert [name for name, _ in japanese[2]] == [name for name, _ in english[2]], command
        said = [
            (english[0], japanese[0]),
            *((en, ja) for (_, en), (_, ja) in zip(english[2], japanese[2], strict=True)),
        ]
        for en, ja in said:
            assert ja and ja != en, (command, en)
            assert sentences.setdefault(ja, en) == en, (command, ja)
    assert len(sentences) > 100
    of_exposure = run("exposure", "diff", "--help", "--lang", "ja").stdout
    assert "終了コード: 0 何が変わっても" in of_exposure and of_exposure.index("<BEFORE>") < of_exposure.index(
        "<AFTER>"
    )
