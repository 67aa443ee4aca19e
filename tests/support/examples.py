"""Examples of rules, laid over sound records: a notice, a second one, a case where the example has one."""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.checks.engine import load_checked
from generator.diagnostics import Diagnostic
from generator.loading.yaml_reader import read
from tests.support.project import FIXTURES, make_project

TODAY = date(2026, 11, 22)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30

SETTINGS_FILES = {"agreement": "agreements/xx-2024.yml", "mall": "platforms/sample-mall.yml"}
"""Keys of an example that change one of the settings."""

NOTICE: dict[str, Any] = yaml.safe_load("""
id: PSB-2024-0001
published: "2024-05-20"
title: {en: Baby bottle, ko: 젖병}
summary: {en: The bottle was tested., ko: 젖병을 시험했습니다.}
risk: {en: The bottle can break., ko: 젖병이 깨질 수 있습니다.}
product:
  name: {en: Bottle, ko: 젖병}
  category: childcare-articles
authority: example-safety-office
jurisdiction: KR
hazards: [{type: chemical}]
sources:
  - {id: a, name: Office, url: "https://office.example/", retrieved: "2026-11"}
""")
RESPONSE: dict[str, Any] = yaml.safe_load("""
notice: PSB-2024-0001
platform: example-market
events: [{kind: statement, unknown: true}]
sources:
  - {id: a, name: Office, url: "https://office.example/", retrieved: "2026-11"}
""")


def merged(base: Any, change: Any) -> Any:
    """`change` laid over `base`: mappings are merged, but a text in languages is replaced; all else is replaced."""
    texts = isinstance(change, dict) and set(change) <= {"en", "ko", "kr", "de"} and bool(change)
    if isinstance(base, dict) and isinstance(change, dict) and not texts:
        return {**base, **{key: merged(base.get(key), value) for key, value in change.items()}}
    return change


def write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def empty_project(root: Path) -> Path:
    """The small project without records."""
    make_project(root)
    shutil.rmtree(root / "bulletins")
    (root / "bulletins").mkdir()
    return root


def plain(data: Any) -> Any:
    """Scalars as text, as our reader gives them."""
    return read(yaml.safe_dump(data, allow_unicode=True).encode()).data


def lay_out(root: Path, example: str) -> None:
    """Write the example over sound records: a notice, a second one, and a case where the example has one."""
    shutil.rmtree(root / "bulletins")
    change = plain(yaml.load(example, yaml.BaseLoader)) or {}
    response, other, substance, platform = (
        change.pop(key, None) for key in ("response", "other", "substance", "platform")
    )
    for key, name in SETTINGS_FILES.items():
        shutil.copyfile(FIXTURES / name, root / "site_config" / name)
        if key in change:
            text = (FIXTURES / name).read_text(encoding="utf-8")
            write(root / "site_config" / name, merged(yaml.load(text, yaml.BaseLoader), change.pop(key)))
    notice = merged(NOTICE, change)
    if response:
        notice.setdefault("listings", [{"platform": "example-market"}])
        write(root / "bulletins/responses/example-market/2024/PSB-2024-0001.yml", merged(RESPONSE, response))
    write(root / "bulletins/notices/2024/PSB-2024-0001.yml", notice)
    second = merged(merged(NOTICE, {"id": "PSB-2024-0002"}), other or {})
    write(root / "bulletins/notices/2024/PSB-2024-0002.yml", second)
    for name in ("good.png", "back.png"):
        (root / "bulletins/notices/2024" / name).write_bytes(PNG)
    (root / "bulletins/notices/2024/broken.png").write_bytes(b"GIF89a" + b"\0" * 30)
    if platform:
        file = root / "site_config/platforms/sample-mall.yml"
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"country: \w+", f"country: {platform['country']}", text), encoding="utf-8")
    if substance:
        file = root / "site_config/vocabularies/substances.yml"
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"cas: 117-81-7\b", f"cas: {substance['cas']}", text), encoding="utf-8")


def check(root: Path) -> list[Diagnostic]:
    return load_checked(root / "site_config", root / "bulletins", root / ".cache/b", None, TODAY).diagnostics
