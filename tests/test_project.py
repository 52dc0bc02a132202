"""What holds of the project as a whole: documents, tables, packaging."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from readme_blocks import refreshed

import casemill
from casemill.cli import main
from casemill.writing import FORMATS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODEL = ROOT / "models" / "en_case_report"


def project_files() -> list[Path]:
    """Return the files that git knows or would take; all of them where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [name for name in listed.stdout.decode("utf-8").split("\0") if name]
    assert "pyproject.toml" in names
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_the_readme_shows_what_it_prints_today():
    assert refreshed(README) == README, "run: make readme"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_each_command_is_documented(name):
    assert f"`casemill {name}" in README


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_documented(name):
    assert f"(`{name}`)" in README


def test_the_readme_and_ci_use_targets_that_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    used = set(re.findall(r"(?:^|`|&& )\s*make ([a-z]+)", "\n".join((README, ci, contributing)), re.MULTILINE))
    assert {"run", "test", "lint", "corpus", "evaluate"} <= used <= targets


def test_ci_can_be_run():
    assert (ROOT / ".ci" / "run").stat().st_mode & stat.S_IXUSR


def test_links_of_the_documents_lead_somewhere():
    for document in ROOT.glob("*.md"):
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (ROOT / target).exists(), f"{document.name}: {target}"


def test_versions_agree():
    import en_case_report

    meta = (MODEL / "meta.json").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    version = PROJECT["project"]["version"]
    assert casemill.__version__ == en_case_report.__version__ == version
    assert f'"version": "{version}"' in meta
    assert f"version: {version}\n" in citation


def test_every_dependency_has_both_bounds():
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = [*PROJECT["project"]["dependencies"], *(name for extra in extras for name in extra)]
    wanted = [name for name in wanted if not name.startswith("casemill[")]
    assert [name for name in wanted if not re.search(r">=[\d.]+,<[\d.]+$|==[\d.]+$", name)] == []


def test_the_project_speaks_of_itself_alone():
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "anaconda" + ".org", "npmjs" + ".com", "conda" + "-forge")
    machine = re.compile(r"(?<![\w.])/(?:work|root|home|farm)/\w|bash_" + "jobs")
    found = []
    for path in project_files():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {host}" for host in hosts if host in text]
        if path.suffix not in (".txt", ".ann") and machine.search(text):
            found.append(f"{path.relative_to(ROOT)}: a path of one machine")
    assert found == []


def test_files_are_of_one_thought():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in project_files()
        if path.suffix == ".py" and (lines := path.read_text(encoding="utf-8").count("\n")) > 350
    }
    assert long == {}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_package_model_and_schema(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {
        path.relative_to(ROOT / "models").as_posix()
        for path in MODEL.rglob("*")
        if path.suffix in (".tsv", ".cfg", ".json", ".toml")
    }
    assert data
    assert {*data, "casemill/schema.json", "en_case_report.egg-info/PKG-INFO"} <= names
    metadata = f"casemill-{casemill.__version__}.dist-info"
    assert {name.split("/")[0] for name in names} == {
        "casemill",
        "en_case_report",
        "en_case_report.egg-info",
        metadata,
    }


def test_the_wheel_works_without_the_tree(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    program = (
        "import casemill, en_case_report, spacy\n"
        "nlp = spacy.load('en_case_report')\n"
        "case = casemill.records_of(nlp('He took ibuprofen 400 mg for three days.'))\n"
        "print(casemill.__file__, en_case_report.__file__, [drug.name for drug in case.drugs], sep='\\n')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    package, model, drugs = done.stdout.splitlines()
    assert Path(package).is_relative_to(tmp_path)
    assert Path(model).is_relative_to(tmp_path)
    assert drugs == "['ibuprofen']"
