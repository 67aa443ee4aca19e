"""Sentences of English prose: apart where the source ran them together, without telephone numbers and e-mails.

Registers print how to reach a company. That helps a buyer, but goes out of date, and a private person's number or
address may stand among them: both are left out here, a mark says so at their place, and the source has them. Names of
companies and web addresses stay.
"""

import re
from typing import NamedTuple

PHONE = "[telephone number: see the source]"
MAIL = "[e-mail address: see the source]"

# A sentence may be glued to the address: ".comPlease", ".com.Please".
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.(?:[\w-]+\.)*(?:[a-z]{2,}|[A-Z]{2,}(?![a-z]))|(?=\.[A-Z]))")
# North American numbers, and any number with a country code, wherever they stand.
_SURE_PHONE = re.compile(
    r"(?<![\w.+/-])(?:\+?1[ .-]{1,2})?(?:\([2-9][0-9]{2}\) ?[- ]?"
    r"|[2-9][0-9]{2}[ .-]{1,2})[0-9]{3}[ .-]{1,2}[0-9A-Z]{4}(?![\w-])"
    r"|(?<![\w.+-])\+[0-9]{1,3}(?:[ .-]?\(?[0-9]{1,5}\)?){2,6}(?![\w-])"
)
# Other digits are a number to call only where the words before them say so.
_CALLED = re.compile(
    r"((?:\b(?:tele)?phone|\btel\.?|\bcall(?:ing)?|\bfax|\btoll[- ]free|\btext(?:ing)?)\b[^0-9.;]{0,40})"
    r"(\+?\(?[0-9][0-9() .-]{5,18}[0-9](?![\w-])(?:,? ?(?:ext\.?|extension|x|#|option) ?[0-9]{1,5})?)",
    re.IGNORECASE,
)

# A sentence that begins without a space after the one before, as where a list lost its line breaks.
_GLUED = re.compile(r"(?=[A-Z“])(?:(?<=[a-z0-9)”\"’%][.!?;:])(?=[A-Z“][A-Za-z’]*[ ,:’])|(?<=[a-z][.!?]\)))")
_STARTERS = (
    "For more information|Consumers?|Please note|Health Canada|Joint recall|This recall|Do not|Check to"
    "|Check if|Recalled|Learn more"
    "|Learn about|Sign up|View our|Report|Food contaminated|Although|If you|Consult|Contact|Verify"
    "|Note(?=:)|Read|Return|Stop"
    "|Dispose|Talk to|Call|Visit|Follow|Immediately|Avoid|Related links|Never|Always|Keep|Wash|Throw|Use|Purchase"
)
_LISTED = re.compile(
    rf"(?=[A-Z])(?:(?<=[a-z0-9.\])®™])(?=(?:{_STARTERS})\b)"
    r"|(?<=\w)(?=(?:For more information|Please note that|Health Canada would|Joint recall with"
    r"|This recall is|If you)\b))"
)
_END = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<! [ap]\.m\.)[”\")]? +(?=[A-Z“\"(])")
_SHORT = re.compile(
    r"\b(?:Co|Inc|Ltd|Corp|Mfg|Intl|Int’l|No|Nos|St|Mr|Mrs|Ms|Dr|Jr|Sr|vs|approx|Dept|Blvd|Ave|U\.S"
    r"|E\.U|D\.C|B\.C|p\.m|a\.m|e\.g|i\.e"
    r"|etc|Oz|oz|in|ft|lbs?|E|L\.P|L\.L\.C|S\.A|Est|Pty|Fig|Vol|Sec|Art)\.$"
)


_QUICK = re.compile(r"@|[0-9][ .()-]{1,3}[0-9]{3}|[0-9]{7}")


class Told(NamedTuple):
    """A text without telephone numbers and e-mail addresses, and how many of them were left out."""

    text: str
    left_out: int


def without_contacts(text: str) -> Told:
    """The text with a mark where a telephone number or an e-mail address stood."""
    if not _QUICK.search(text):
        return Told(text, 0)
    count = 0
    if "@" in text:
        text, count = _MAIL.subn(MAIL, text)
    text, sure = _SURE_PHONE.subn(PHONE, text)
    text, called = _CALLED.subn(lambda match: f"{match[1]}{PHONE}", text)
    return Told(text, count + sure + called)


def unglued(text: str) -> str:
    """The text with a space where two sentences were run together."""
    return _LISTED.sub(" ", _GLUED.sub(" ", text))


def sentences(text: str) -> list[str]:
    """The sentences of a text, without those that a list ran together; abbreviations end none."""
    found: list[str] = []
    for part in _parts(text):
        if found and _SHORT.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def _parts(text: str) -> list[str]:
    listed = _LISTED.sub("\n", _GLUED.sub("\n", text))
    return [part.strip() for line in listed.split("\n") for part in _END.split(line) if part.strip()]
