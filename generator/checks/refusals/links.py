"""What one record says of another is there, and belongs to it."""

from generator.checks.refusals.model import Refusal

_TERMS = "# site_config/vocabularies/substances.yml\nterms:\n"

LINKS: dict[str, Refusal] = {
    "alias-collision": Refusal(
        "An alias names one notice only, and is no other notice's id.",
        "give the alias to the notice that it belongs to",
        "aliases: [EXAMPLE-17]\nother:\n  aliases: [EXAMPLE-18]\n",
        "aliases: [EXAMPLE-17]\nother:\n  aliases: [EXAMPLE-17]\n",
    ),
    "cas-duplicate": Refusal(
        "A CAS number belongs to one substance: it is the page's address.",
        "merge the two terms",
        f"{_TERMS}  - {{id: dehp, cas: 117-81-7}}\n  - {{id: dbp, cas: 84-74-2}}\n",
        f"{_TERMS}  - {{id: dehp, cas: 117-81-7}}\n  - {{id: dbp, cas: 117-81-7}}\n",
    ),
    "case-listing": Refusal(
        "An event's listing belongs to its notice.",
        "use an item_id of the notice on this platform",
        'listings: [{platform: example-market, item_id: "42"}]\n'
        'response:\n  events: [{kind: notified, unknown: true, listings: ["42"]}]\n',
        'listings: [{platform: example-market, item_id: "42"}]\n'
        'response:\n  events: [{kind: notified, unknown: true, listings: ["43"]}]\n',
    ),
    "case-platform": Refusal(
        "A case is about a platform that its notice names.",
        "add a listing to the notice",
        "listings: [{platform: example-market}]\nresponse:\n  platform: example-market\n",
        "listings: [{platform: sample-mall}]\nresponse:\n  platform: example-market\n",
    ),
    "exception-unknown": Refusal(
        "An exception names a rule that exists.",
        "correct the rule's name, or delete the exception",
        "product: {gtins: ['8800000000421']}\n"
        "exceptions: [{rule: gtin-check-digit, reason: The source prints it so.}]\n",
        "exceptions: [{rule: gtin-check-digits, reason: The source prints it so.}]\n",
    ),
    "exception-unneeded": Refusal(
        "An exception that no longer excuses anything goes: it would hide the next mistake.",
        "delete the exception",
        "product: {gtins: ['8800000000421']}\n"
        "exceptions: [{rule: gtin-check-digit, reason: The source prints it so.}]\n",
        "product: {gtins: ['8800000000428']}\n"
        "exceptions: [{rule: gtin-check-digit, reason: The source prints it so.}]\n",
    ),
    "id-duplicate": Refusal(
        "An id is given once.",
        "give the newer term another id",
        f"{_TERMS}  - {{id: dehp}}\n  - {{id: dbp}}\n",
        f"{_TERMS}  - {{id: dehp}}\n  - {{id: dehp}}\n",
    ),
    "reference": Refusal(
        "What a record refers to is there: platform, authority, category, hazard, measure, substance, property, unit, "
        "notice.",
        "correct the id, or add what is missing to site_config/",
        "measures: [{type: recall-from-end-users}]\n",
        "measures: [{type: recall-from-endusers}]\n",
    ),
    "source-duplicate": Refusal(
        "A source stands once in a record.",
        "give each source its own id",
        "sources:\n"
        "  - {id: a, name: Office, url: 'https://office.example/', retrieved: 2026-11}\n"
        "  - {id: b, name: Office, url: 'https://office.example/2', retrieved: 2026-11}\n",
        "sources:\n"
        "  - {id: a, name: Office, url: 'https://office.example/', retrieved: 2026-11}\n"
        "  - {id: a, name: Office, url: 'https://office.example/2', retrieved: 2026-11}\n",
    ),
    "source-unknown": Refusal(
        "Facts refer to sources that the record lists.",
        "correct the id, or add the source",
        "measures: [{type: warning, sources: [a]}]\n",
        "measures: [{type: warning, sources: [b]}]\n",
    ),
    "superseded-circle": Refusal(
        "The newest notice is superseded by none.",
        "correct superseded_by",
        "status: superseded\nsuperseded_by: PSB-2024-0002\n",
        "status: superseded\nsuperseded_by: PSB-2024-0001\n",
    ),
}
