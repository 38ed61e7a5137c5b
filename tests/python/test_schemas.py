"""The published schemas, as other tools read them: real documents pass, broken ones fail, types can be generated."""

import json
import os
import shutil
import subprocess
import sys

import ceptoar
import pytest
from conftest import NOTICE, ROOT, document, samples

NAMES = ["answer", "edition", "levels", "notice", "roster", "rules"]
BAD = {**NOTICE, "issued_at": "yesterday", "colour": "red"}


def accepted(router):
    """Return the samples but for the two that show a refusal."""
    good, refused = [], []
    for file in samples():
        try:
            router.notice(file.read_bytes())
        except ceptoar.Refusal:
            refused.append(file.stem)
        else:
            good.append(document(file))
    assert len(good) >= 10 and len(refused) == 2, refused
    return good


def answers(router):
    for notice in accepted(router):
        why = router.explain(notice)
        yield why.to_dict()
        yield why.plan.to_dict()


def test_the_schemas_are_those_that_are_published():
    for name in NAMES:
        assert ceptoar.schema(name) == document(ROOT / f"schemas/v1/{name}.schema.json")


def test_jsonschema(router):
    jsonschema = pytest.importorskip("jsonschema")
    for name in NAMES:
        jsonschema.Draft202012Validator.check_schema(ceptoar.schema(name))
    checker = jsonschema.FormatChecker()
    validator = jsonschema.Draft202012Validator(ceptoar.schema("notice"), format_checker=checker)
    for notice in accepted(router):
        validator.validate(notice)
    assert not validator.is_valid(BAD)
    validator = jsonschema.Draft202012Validator(ceptoar.schema("answer"), format_checker=checker)
    for answer in answers(router):
        validator.validate(answer)


def test_jsonschema_rs(router):
    jsonschema_rs = pytest.importorskip("jsonschema_rs")
    validator = jsonschema_rs.Draft202012Validator(ceptoar.schema("notice"), validate_formats=True)
    for notice in accepted(router):
        validator.validate(notice)
    assert not validator.is_valid(BAD)
    validator = jsonschema_rs.Draft202012Validator(ceptoar.schema("answer"), validate_formats=True)
    for answer in answers(router):
        validator.validate(answer)


AJV = """
const Ajv = require("ajv/dist/2020"); const formats = require("ajv-formats"); const fs = require("fs");
const [folder, ...files] = process.argv.slice(2);
for (const name of %s) {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }); formats(ajv);
  const validate = ajv.compile(JSON.parse(fs.readFileSync(`${folder}/${name}.schema.json`)));
  for (const file of files.filter((f) => f.includes(`/${name}-`)))
    for (const value of JSON.parse(fs.readFileSync(file)))
      if (validate(value) === file.includes("bad")) throw new Error(file + JSON.stringify(validate.errors));
}
console.log("ok");
"""


def test_ajv_strict(router, tmp_path):
    if not shutil.which("npm"):
        assert not os.environ.get("CI"), "npm is not there: a check that CI cannot run fails"
        pytest.skip("not run: npm is not there")
    installed = subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "ajv@8.20.0", "ajv-formats@3.0.1"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert installed.returncode == 0, installed.stderr
    (tmp_path / "notice-good.json").write_text(json.dumps(accepted(router)))
    (tmp_path / "notice-bad.json").write_text(json.dumps([BAD]))
    (tmp_path / "answer-good.json").write_text(json.dumps(list(answers(router))))
    (tmp_path / "check.cjs").write_text(AJV % json.dumps(NAMES))
    files = sorted(str(file) for file in tmp_path.glob("*-*.json") if "package" not in file.name)
    done = subprocess.run(
        ["node", "check.cjs", str(ROOT / "schemas/v1"), *files],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "ok", done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_types_can_be_generated(name, tmp_path):
    pytest.importorskip("datamodel_code_generator")
    out = tmp_path / "made.py"
    done = subprocess.run(
        [
            sys.executable, "-m", "datamodel_code_generator", "--input", str(ROOT / f"schemas/v1/{name}.schema.json"),
            "--input-file-type", "jsonschema", "--output", str(out), "--output-model-type", "typing.TypedDict",
            "--target-python-version", "3.11",
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made: dict[str, object] = {}
    exec(compile(out.read_text(encoding="utf-8"), str(out), "exec"), made)
    assert len([value for value in made.values() if isinstance(value, type)]) > 1
