"""Files lie where their ids say, and each of them can be read."""

from generator.checks.refusals.model import Refusal

_NOTICE = "# bulletins/notices/2024/PSB-2024-0001.yml\nid: PSB-2024-0001\n"
_LOCALE = "# site_config/locales/ko/LC_MESSAGES/bulletins.po"
_TWO_IMAGES = (
    "images:\n"
    "  - {file: good.png, alt: {en: Front}, credit: Office}\n"
    "  - {file: %s.png, alt: {en: Back}, credit: Office}\n"
)

FILES: dict[str, Refusal] = {
    "encoding": Refusal(
        "A record is UTF-8.",
        "save the file as UTF-8",
        "title: {en: Café}  # two bytes: C3 A9\n",
        "title: {en: Café}  # one byte: E9\n",
    ),
    "file-depth": Refusal(
        "Records lie in their year's folder, not deeper.",
        "move the files up",
        _NOTICE,
        "# bulletins/notices/2024/a/b/c/d/e/f/g/h/PSB-2024-0001.yml\nid: PSB-2024-0001\n",
    ),
    "file-kind": Refusal(
        "A record is a plain file.",
        "put a plain file there",
        _NOTICE,
        "# bulletins/notices/2024/PSB-2024-0001.yml is a pipe\n",
    ),
    "file-link": Refusal(
        "No symbolic links among records: a folder leads nowhere else.",
        "put the file itself there",
        _NOTICE,
        "# bulletins/notices/2024/PSB-2024-0001.yml -> /elsewhere/record.yml\n",
    ),
    "file-name": Refusal(
        "File name, folder and id agree; the file's name ends in .yml.",
        "move the file, or correct the id in it",
        _NOTICE,
        "# bulletins/notices/2023/PSB-2024-0001.yml\nid: PSB-2024-0001\n",
    ),
    "file-read": Refusal(
        "Every record can be read.",
        "check the file's permissions",
        _NOTICE,
        "# bulletins/notices/2024/PSB-2024-0001.yml, which nobody may read\n",
    ),
    "file-size": Refusal(
        "A record has at most 1 MiB.",
        "shorten its texts, or split it",
        _NOTICE,
        "# bulletins/notices/2024/PSB-2024-0001.yml, of 2 MiB\n",
    ),
    "id-deleted": Refusal(
        "A published record is never deleted, and its id is never used again: the page is linked. "
        "Looked for with --since.",
        "restore the file, set status: withdrawn and give date and reason",
        "status: withdrawn\nwithdrawal: {date: 2024-06-01, reason: {en: The test was wrong.}}\n",
        "# bulletins/notices/2024/PSB-2024-0001.yml is gone\n",
    ),
    "id-prefix": Refusal(
        "Ids begin with the prefix of site.yml.",
        "correct the id",
        _NOTICE,
        "# bulletins/notices/2024/ABC-2024-0001.yml\nid: ABC-2024-0001\n",
    ),
    "image-duplicate": Refusal(
        "Each picture has its own name.",
        "rename one of them",
        _TWO_IMAGES % "back",
        _TWO_IMAGES % "good",
    ),
    "image-missing": Refusal(
        "A picture lies beside its record.",
        "add the file, or correct its name",
        "images: [{file: good.png, alt: {en: A bottle}, credit: Office}]\n",
        "images: [{file: gone.png, alt: {en: A bottle}, credit: Office}]\n",
    ),
    "image-type": Refusal(
        "Pictures are .jpg, .jpeg, .png or .webp.",
        "save it in one of these formats",
        "images: [{file: good.png, alt: {en: A bottle}, credit: Office}]\n",
        "images: [{file: bottle.gif, alt: {en: A bottle}, credit: Office}]\n",
    ),
    "locale": Refusal(
        "The interface strings of each language can be read.",
        "add or mend the gettext catalogue",
        f'{_LOCALE}\nmsgid "Bulletins"\nmsgstr "알림"\n',
        f"{_LOCALE}\nBulletins = 알림\n",
    ),
    "records-missing": Refusal(
        "The folder of the records is there.",
        "give a folder that holds notices/ and responses/",
        "# bulletins/notices/ and bulletins/responses/\n",
        "# no folder bulletins/\n",
    ),
}
