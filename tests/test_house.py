"""Rules of the house that a machine can check."""

import ast
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template import TemplateDoesNotExist
from django.template.engine import Engine

ROOT = settings.BASE_DIR
APPS = ["initiative", "contacts", "handlungsraeume", "downloads"]
TOP_LEVEL = {
    *("manage.py", "pyproject.toml", "requirements", "Makefile", "README.md", "CONTRIBUTING.md"),
    *("LICENSE", ".env.example", ".ci", ".editorconfig", ".gitignore", "docs", "benchmarks"),
    *(*APPS, "deploy", "templates", "static", "locale", "tests"),
}
MOST_LINES = 350
MOST_LINES_OF_SETTINGS = 250


def sources(*folders, suffix):
    """Files of ours with that suffix, without what Django writes."""
    files = [path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}")]
    return sorted(path for path in files if "migrations" not in path.parts)


PYTHON = sources(*APPS, suffix=".py")
TEMPLATES = sources("templates", suffix="")
TEMPLATES = [path for path in TEMPLATES if path.is_file()]
STATIC = [path for path in sources("static", suffix="") if path.suffix in (".css", ".js")]


def name_of(path):
    return str(path.relative_to(ROOT))


def trees():
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in PYTHON}


# ---------------------------------------------------------------- imports run one way

LEAVES = {
    f"initiative.{name}"
    for name in (
        *("publishing", "partial_dates", "former_addresses", "rich_text", "fetching"),
        *("editorial_admin", "map_field", "berlin", "environment", "geo_libraries", "search"),
        *("editing", "freshness", "pictures", "links", "roles", "archives", "bulk", "languages"),
        *("compression", "moment", "paging", "paths"),
    )
}
STOREYS = ["contacts", "handlungsraeume", "downloads", "initiative"]


def storey(module):
    """0 for the leaves, then upwards; None for what is not ours."""
    if module == "initiative" or any(
        module == leaf or module.startswith(f"{leaf}.") for leaf in LEAVES
    ):
        return 0
    app = module.split(".")[0]
    return STOREYS.index(app) + 1 if app in STOREYS else None


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path, tree):
    """Names of all modules a file imports, also inside functions."""
    package = module_of(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                inside = f"{module}.{alias.name}"
                yield inside if is_module(inside) else module


def is_module(name):
    path = ROOT / Path(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def test_imports_run_one_way():
    backwards = [
        f"{module_of(path)} imports {name}"
        for path, tree in trees().items()
        for name in imported(path, tree)
        if storey(name) is not None and storey(name) > storey(module_of(path))
    ]
    assert not backwards


def test_the_leaves_are_there():
    assert {leaf for leaf in LEAVES if not is_module(leaf)} == set()


def test_the_walk_sees_an_arrow_that_runs_back(tmp_path):
    tree = ast.parse("def late():\n    from ..models import Meldung\n    import downloads.models\n")
    path = ROOT / "initiative" / "views" / "home.py"
    assert list(imported(path, tree)) == ["initiative.models", "downloads.models"]
    assert storey("downloads.models") > storey("contacts.models") > storey("initiative.fetching")
    assert storey("initiative.models") > storey("downloads.models")


# ---------------------------------------------------------------- templates


def overrides_a_library(name):
    """Whether Django or a library looks this template up by itself."""
    names = [each for each in settings.INSTALLED_APPS if each.split(".")[0] not in APPS]
    modules = [name.split(".apps.")[0] for name in [*names, "django.contrib.admin"]]
    homes = [Path(find_spec(module).origin).parent for module in modules]
    return any((home / "templates" / name).exists() for home in homes)


def test_every_template_is_used():
    texts = [path.read_text(encoding="utf-8") for path in [*PYTHON, *TEMPLATES]]
    names = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]
    unused = [
        name
        for name in names
        if not any(f'"{name}"' in text or f"'{name}'" in text for text in texts)
        and not overrides_a_library(name)
    ]
    assert not unused


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_template_can_be_read(path):
    try:
        Engine.get_default().get_template(str(path.relative_to(ROOT / "templates")))
    except TemplateDoesNotExist as error:
        pytest.fail(f"includes or extends a template that is not there: {error}")


def test_small_parts_say_what_they_need():
    parts = [path for path in TEMPLATES if path.parent.name in ("components", "includes")]
    assert parts
    for path in parts:
        text = path.read_text(encoding="utf-8")
        assert re.match(r"\{# [^#]+\. *(Context: [^#]+|[^#]+)\. #\}", text), name_of(path)


def test_components_name_their_context():
    parts = [path for path in TEMPLATES if path.parent.name == "components"]
    missing = [
        name_of(path)
        for path in parts
        if "Context: " not in path.read_text(encoding="utf-8").splitlines()[0]
    ]
    assert not missing


def test_every_page_stands_on_the_one_base():
    whole = [name_of(path) for path in TEMPLATES if "<html" in path.read_text(encoding="utf-8")]
    no_page = "templates/handlungsraeume/finder/answers.html"  # words for scripts
    assert whole == ["templates/base.html", no_page]


def test_templates_have_no_inline_style_or_code():
    pattern = re.compile(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|javascript:")
    assert not [
        name_of(path) for path in TEMPLATES if pattern.search(path.read_text(encoding="utf-8"))
    ]


def test_only_cleaned_text_is_marked_safe():
    """Fields of the type RichTextField are the only HTML that comes from people."""
    from initiative.rich_text import RichTextField

    cleaned = {
        field.name
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, RichTextField)
    }
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert path.suffix == ".txt" or "autoescape off" not in text, name_of(path)
        for field in re.findall(r"([a-z_]+)\|(?:safe|formatted)\b", text):
            assert field in cleaned, name_of(path)


# ---------------------------------------------------------------- code


@pytest.mark.parametrize("path", [*PYTHON, *TEMPLATES], ids=name_of)
def test_addresses_of_static_files_are_never_written_out(path):
    assert not re.search(r"""["'(]/static/""", path.read_text(encoding="utf-8"))


def test_no_text_is_marked_safe_while_it_is_put_together():
    pattern = re.compile(r"mark_safe\(\s*f|mark_safe\([^)]*(%|\.format|\+)")
    assert not [
        name_of(path) for path in PYTHON if pattern.search(path.read_text(encoding="utf-8"))
    ]


def test_no_test_waits_by_text_that_the_browser_must_evaluate():
    """A page's CSP forbids that, except for the first look: on a slow machine the test fails."""
    tests = sources("tests", suffix=".py")
    pattern = re.compile(r"\.wait_for_function\(")
    assert not [name_of(path) for path in tests if pattern.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("path", [*PYTHON, *TEMPLATES], ids=name_of)
def test_files_stay_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", STATIC, ids=name_of)
def test_styles_and_scripts_stay_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_the_settings_stay_short():
    text = (ROOT / "initiative" / "settings.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) < MOST_LINES_OF_SETTINGS


def test_every_module_with_code_says_what_it_is_for():
    silent = [
        name_of(path)
        for path, tree in trees().items()
        if len(tree.body) > 3 and not ast.get_docstring(tree)
    ]
    assert not silent


def test_every_model_says_what_it_is_in_the_world():
    ours = [
        model
        for model in apps.get_models()
        # django-simple-history writes the others.
        if model._meta.app_label in APPS and not model.__name__.startswith("Historical")
    ]
    assert len(ours) >= 16
    # Django writes "Name(field, ...)" where a model has no docstring.
    silent = [model.__name__ for model in ours if model.__doc__.startswith(f"{model.__name__}(")]
    assert not silent


def test_every_public_function_of_some_length_says_what_it_does():
    silent = [
        f"{name_of(path)}: {node.name}"
        for path, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and len(node.body) > 2
        and not ast.get_docstring(node)
    ]
    assert not silent


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_scripts_are_one_behaviour_each_and_begin_with_a_comment():
    for path in STATIC:
        assert path.read_text(encoding="utf-8").startswith("/*"), name_of(path)


# ---------------------------------------------------------------- settings and their description


def variables_read():
    """Names of the environment variables that the settings ask for."""
    text = (ROOT / "initiative" / "settings.py").read_text(encoding="utf-8")
    readers = {
        "read",
        "required",
        "mail_server",
        "sender",
        "site_address",
        "tile_address",
        "names",
        "existing_file",
        "database",
    }
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        by_env = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "env"
        by_reader = isinstance(node.func, ast.Name) and node.func.id in readers
        if by_env or by_reader:
            texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
            yield next(each for each in texts if isinstance(each, str) and each.isupper())


def test_the_example_of_settings_names_exactly_what_is_read():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^(?:# )?([A-Z_]+)=", text, re.MULTILINE)
    assert set(named) == set(variables_read())
    assert len(set(variables_read())) >= 10


def test_the_readme_names_exactly_what_is_read():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| *`([A-Z_]+)`", text, re.MULTILINE)
    assert set(rows) - {"PORT", "PYTHON"} == set(variables_read())


def test_requirements_have_hashes_and_no_addresses():
    for name in ("base.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert "://" not in text, name
        assert "--hash=sha256:" in text, name
        assert not re.search(r"^-(i|e|f)\b|^--(extra-)?index-url", text, re.MULTILINE), name


def test_the_top_level_holds_only_what_belongs_there():
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {line.split("/")[0] for line in listing.stdout.splitlines()} <= TOP_LEVEL


def test_nothing_that_a_machine_or_person_keeps_for_itself_is_in_the_repository():
    listing = subprocess.run(
        ["git", "ls-files"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    kept = {".env", "var", ".venv", "htmlcov", ".coverage", "uv.lock", "pylock.toml"}
    assert not {line.split("/")[0] for line in listing.stdout.splitlines()} & kept
    assert not [line for line in listing.stdout.splitlines() if "__pycache__" in line]
