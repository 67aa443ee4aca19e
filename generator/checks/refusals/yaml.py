"""A record is YAML of the plainest kind, so that it means to a machine what it seems to mean."""

from generator.checks.refusals.model import Refusal

YAML: dict[str, Refusal] = {
    "control-character": Refusal(
        "Control characters are not allowed anywhere, nor written as an escape.",
        "delete the character",
        'note: {en: "One\\ntwo"}\n',
        'note: {en: "One\\atwo"}\n',
    ),
    "duplicate-key": Refusal(
        "A key stands once in its block.",
        "keep one of the two",
        "note: {en: Sold on a market., ko: 시장에서 팔렸습니다.}\n",
        "note: {en: Sold on a market., en: Sold online.}\n",
    ),
    "yaml-alias": Refusal(
        "A record has no references inside it.",
        "write the text out",
        "note: {en: Lead is harmful.}\n",
        "note: *risk\n",
    ),
    "yaml-anchor": Refusal(
        "A record has no references inside it.",
        "delete the anchor",
        "note: {en: Lead is harmful.}\n",
        "note: &lead {en: Lead is harmful.}\n",
    ),
    "yaml-depth": Refusal(
        "A record is nested at most 20 levels deep.",
        "check brackets and indentation",
        "aliases: [A-1]\n",
        f"aliases: {'[' * 22}A-1{']' * 22}\n",
    ),
    "yaml-directive": Refusal(
        "No % directives.",
        "delete the line",
        "# A remark is allowed.\nstatus: active\n",
        "%YAML 1.2\n---\nstatus: active\n",
    ),
    "yaml-documents": Refusal(
        "One file holds one record.",
        "delete the '---', or make a file of its own",
        "note: {en: One record.}\n",
        "note: {en: One record.}\n---\nnote: {en: And another.}\n",
    ),
    "yaml-empty": Refusal(
        "A record file is not empty.",
        "write the record, or delete the file if it was never published",
        "status: active\n",
        "# Only a remark.\n",
    ),
    "yaml-key": Refusal(
        "A key is a plain word.",
        "write the key as a word followed by ': '",
        "note: {en: A note.}\n",
        "? [note]\n: {en: A note.}\n",
    ),
    "yaml-syntax": Refusal(
        "The file is YAML.",
        "check indentation; put quotes around texts that contain ': ' or '#'",
        'note: {en: "Note: it can break."}\n',
        "note:\n  en: Note: it can break.\n",
    ),
    "yaml-tag": Refusal(
        "No tags: what a value is follows from its key.",
        "delete the tag",
        "aliases: [A-1]\n",
        "aliases: !!set {A-1}\n",
    ),
}
