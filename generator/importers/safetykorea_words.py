"""What the cells of the Korean recall list say: kinds of products, names and model numbers in one cell, categories."""

import re
import unicodedata
from typing import NamedTuple

_CATEGORIES: tuple[tuple[str, str], ...] = (
    ("laser-pointers", r"레이저"),
    ("ladders", r"사다리"),
    ("garden-products", r"예초기|잔디깍기|잔디깎이"),
    ("vehicle-accessories", r"타이어|스티어링"),
    ("e-cigarettes", r"담배가열|전자담배"),
    (
        "sports-leisure",
        r"안전모|헬멧|보호장구|눈보호구|구명복|부력|물놀이|튜브|수영|스노보드|스키|crankset|bicycle|\bbike\b|스케이트|롤러|킥보드|전동보드|자전거|휠셋"
        r"|라켓|골프|등산|캠핑|아이스박스|쿨러",
    ),
    ("childrens-accessories", r"(?:가방|모자)류?\((?:아섬|유섬|아동용|유아용|어린이용)"),
    ("childrens-clothing", r"(?:아동|유아)용? ?섬유|아섬|유섬|아동복|유아복|신생아용품"),
    ("childrens-shoes", r"(?:어린이|아동|유아|아기).{0,12}(?:신발|구두|운동화|샌들|슬리퍼)"),
    (
        "childrens-accessories",
        r"어린이용? ?(?:장신구|우산|가죽제품|안경테)|유아용 가죽제품|어린이용.*선글라스|우산|양산",
    ),
    (
        "childcare-articles",
        r"유모차|보행기(?!차)|카시트|유아용 (?:침대|의자|높은 의자|부스터|삼륜차)|노리개젖꼭지|젖병"
        r"|침대가드|범퍼|요람|하이체어|아기띠|캐리어\(아기|합성수지제 어린이용품|바닥매트",
    ),
    ("toys", r"완구|인형|놀이기구|장난감|Miniverse|사운드 ?북|바둑|장기세트"),
    ("stationery", r"학용품|공책|필통|연필|크레용|크레파스|마킹펜|물감|문구"),
    (
        "chargers-batteries",
        r"전지|배터리|충전기|직류전원장치|전원공급장치|adaptor|adapter|아답터|어댑터"
        r"|power ?bank|powercore|파워 ?뱅크|변압기|보조배터리"
        r"|boostcharge|magsafe|맥세이프",
    ),
    (
        "lighting",
        r"조명|등기구|램프|백열등|형광등|전등|조광기|안정기|컨버터|전기스탠드",
    ),
    ("cosmetics", r"속눈썹|쌍[꺼커]풀|화장품|눈썹|네일"),
    ("furniture", r"가구|서랍장|의자|책상|탁자|테이블|소파|쇼파|책장|(?<!전기)침대(?!가드)|스툴|거울|선반|수납"),
    ("motor-vehicles", r"이륜차|전기차|자동차|오토바이"),
    (
        "electrical-appliances",
        r"전기|전열|전선|케이블|플러그|콘센트|스위치|전동|냉장|온장고|레인지|오븐|밥솥|청소기|다리미|선풍기|팬\b|제습기|가습기|에어컨|히터|온열|찜질|방석|요\(|담요|장판|매트|건조기|세척기"
        r"|음식물처리기|마사지기|미용기기|모발|지폐계수기|해충|포충기|살균|소독기|스피커|이어폰|노트북|프로젝터|projector|eufy|soundcore|블렌더|블렌딩"
        r"|blender|motor starter|와플|커피|믹서|그라인더|tracking stand|\bfan",
    ),
    ("tools", r"공구|체인톱|그리스 건|톱|드릴|호스|연질염화비닐"),
    ("lighters", r"라이터"),
    ("protective-equipment", r"마스크|보호구"),
    ("shoes", r"욕실화|슬리퍼|신발|FILA|운동화"),
    ("bags", r"캐리어|가방|배낭|바구니"),
    ("gas-appliances", r"가스|기름난로|난로"),
    ("clothing", r"의류|스커트|섬유"),
    ("jewellery", r"장신구|귀걸이|목걸이|반지"),
    ("decorative-articles", r"장식|바닥재|벽지|양초|커튼|블라인드"),
    ("kitchenware", r"주방|냄비|식기|컵|텀블러"),
    ("toys", r"어린이제품"),
    ("other", r"온열팩|고령자|보행차|보행보조차"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _CATEGORIES)

_NAME_LABELS = (
    "제품명|품명|상품명|제품|제품표기|제품표시|제품포장|포장표시|표장표시|온라인 ?상품명|온라인 ?제품명|온라인"
)
_CODE_LABELS = r"품번|모델명|모델|코드|style ?no\.?|style|stno\.?|st\.? ?no\.?|art\.? ?no\.?|품목코드|제품코드|바코드"
_LABEL = re.compile(
    rf"\((?P<label>{_NAME_LABELS}|{_CODE_LABELS}) ?(?:\)|:)\s*|(?:^|(?<=/ )"
    rf"|(?<=/))(?P<bare>{_NAME_LABELS}|{_CODE_LABELS}) ?:\s*",
    re.IGNORECASE,
)
_IS_CODE = re.compile(rf"(?:{_CODE_LABELS})", re.IGNORECASE)
_HANGUL = re.compile("[가-힣]")
_SPLIT_CODES = re.compile(r"\s*,\s*|\s+/\s+|(?<=[0-9A-Z])/(?=[A-Z]{2,}-)")


_ONLY_A_FORM = re.compile(r"수동식|전동식|착용형|[A-Z]형")
_SHORT_ITEM = re.compile(r"\((?:아섬|유섬)\)$")  # 아동용 섬유제품, 유아용 섬유제품: the item says it in full


class Cell(NamedTuple):
    """The cell of the model: product names, model numbers, and whether it says that the product was sold online."""

    names: tuple[str, ...]
    models: tuple[str, ...]
    online: bool


class Heading(NamedTuple):
    """The cell of the product: its kind, and the item of the law's list that it belongs to (empty where none)."""

    kind: str
    item: str


def wide(text: str) -> str:
    """Text as it is compared: full-width and other forms of a character are one (NFKC), no white space, small."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def heading_of(title: str, ordered: bool) -> Heading:
    """ "우산(어린이용 우산 및 양산)" is a kind and an item of the list; "전지(전지)" says the same twice.

    In recalls of the company's own accord what stands in brackets may be anything: a colour, a name in Latin letters.
    """
    start = _last_bracket(title)
    if start < 1:
        return Heading(title, "")
    kind, item = title[:start].strip(), title[start + 1 : -1].strip()
    if wide(kind) == wide(item):
        return Heading(kind, item)
    if not ordered or not _HANGUL.search(item):
        return Heading(title, "")
    if _ONLY_A_FORM.fullmatch(kind):
        return Heading(f"{item}({kind})", item)
    return Heading(_SHORT_ITEM.sub("", kind) or kind, item)


def _last_bracket(title: str) -> int:
    """Where the bracket opens that the title ends with; -1 where it ends with none."""
    depth = 0
    if not title.endswith(")"):
        return -1
    for place in range(len(title) - 1, -1, -1):
        depth += (title[place] == ")") - (title[place] == "(")
        if depth == 0:
            return place
    return -1


def cell_of(model: str) -> Cell:
    """Names and model numbers of the cell, by the labels in front of them; what has none is what it looks like."""
    found = list(_LABEL.finditer(model))
    names: list[str] = []
    models: list[str] = []
    first = model[: found[0].start()] if found else model
    _sort(first, "", names, models)
    for n, match in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(model)
        value = model[match.end() : end]
        if match[0].rstrip().endswith(":") and match["label"]:  # "(제품: 보조배터리)" closes behind the value
            value = value.rstrip(" /").removesuffix(")")
        _sort(value, match["label"] or match["bare"], names, models)
    online = any("온라인" in (match["label"] or match["bare"]) for match in found)
    return Cell(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(models)), online)


def _sort(text: str, label: str, names: list[str], models: list[str]) -> None:
    text = text.strip().strip("/").strip(" ,")
    if not text:
        return
    if label and not _IS_CODE.fullmatch(label):
        names.append(text)
        return
    parts = [part for part in _SPLIT_CODES.split(text) if part]
    if any(part.count("(") != part.count(")") for part in parts):
        parts = [text]
    codes = [
        part for part in parts if any(char.isdigit() for char in part) and not _HANGUL.search(part) and len(part) > 2
    ]
    if len(codes) == len(parts):
        models.extend(codes)
    elif label or not _HANGUL.search(text):
        models.append(text)
    elif len(parts) == 2 and len(codes) == 1:  # "FK253 / 아동운동화"
        models.extend(codes)
        names.extend(part for part in parts if part not in codes)
    else:
        names.append(text)


def category_of_korean(*texts: str) -> str | None:
    """The category that the first of the texts names which names any; None where none does."""
    for text in texts:
        found = next((kind for kind, pattern in _COMPILED if pattern.search(text)), None)
        if text and found:
            return found
    return None


_INFANTS = re.compile(r"유아|영아|신생아|아기|베이비|노리개|젖병")
_CHILDREN = re.compile(r"어린이|아동|키즈|주니어|여아|남아")


def users_of_korean(text: str) -> list[str]:
    """For whom the words say that the product is made: entries of the users vocabulary."""
    return [user for user, pattern in (("infants", _INFANTS), ("children", _CHILDREN)) if pattern.search(text)]
