"""The words that invented records are made of. No name here belongs to anybody."""

PLATFORMS = {
    "example-market": ("Example Market", "예시마켓"),
    "sample-mall": ("Sample Mall", "샘플몰"),
    "demo-bazaar": ("Demo Bazaar", "데모바자르"),
    "test-outlet": ("Test Outlet", "테스트아울렛"),
    "mock-plaza": ("Mock Plaza", "모의플라자"),
    "trial-store": ("Trial Store", "시험상점"),
    "placeholder-shop": ("Placeholder Shop", "자리표시상점"),
    "fiction-fair": ("Fiction Fair", "가상장터"),
}
AUTHORITIES = {
    "example-safety-office": ("Example Safety Office", "예시안전청", "KR"),
    "sample-consumer-bureau": ("Sample Consumer Bureau", "샘플소비자국", "AU"),
    "demo-standards-board": ("Demo Standards Board", "데모표준위원회", "JP"),
    "mock-market-watch": ("Mock Market Watch", "모의시장감시단", "EU"),
}
BRANDS = ("Quillo", "Brambo", "Tessaly", "Nuvvo", "Pellham", "Orrin & Fay", "Zibbet", "Marloo", "Kestara", "Vindo")
COLOURS = (("red", "빨간색"), ("blue", "파란색"), ("yellow", "노란색"), ("green", "초록색"), ("pink", "분홍색"))
PRODUCTS = (
    ("rain boots for children", "어린이 장화", "childrens-shoes"),
    ("stacking blocks", "쌓기 블록", "toys"),
    ("bath ring", "목욕 의자", "childcare-articles"),
    ("hooded jacket for children", "어린이 후드 재킷", "childrens-clothing"),
    ("hair slides", "머리핀", "childrens-accessories"),
    ("plug-in heater", "소형 전열기", "electrical-appliances"),
    ("power bank", "보조 배터리", "chargers-batteries"),
    ("necklace with pendant", "펜던트 목걸이", "jewellery"),
    ("nail glue", "네일 접착제", "cosmetics"),
    ("soup ladle", "국자", "kitchenware"),
    ("crayon set", "크레용 세트", "stationery"),
    ("cycling helmet", "자전거 헬멧", "sports-leisure"),
    ("string of lights", "줄조명", "decorative-articles"),
    ("leather sandals", "가죽 샌들", "shoes"),
    ("school bag", "책가방", "bags"),
    ("phone case", "휴대전화 케이스", "phone-accessories"),
)
PARTS = (
    ("coating", "코팅"),
    ("zip and puller", "지퍼와 손잡이"),
    ("transparent window", "투명창"),
    ("inner lining", "안감"),
    ("metal clasp", "금속 잠금쇠"),
    ("printed picture", "인쇄된 그림"),
)
RISKS = (
    (
        "The substance passes into the skin during normal use and can harm health when it is taken up over months.",
        "평소처럼 사용하는 동안 물질이 피부로 옮겨 갈 수 있으며 여러 달 흡수되면 건강을 해칠 수 있습니다.",
    ),
    (
        "A small part comes off with little force. A child who puts it into the mouth can choke on it.",
        "작은 부품이 약한 힘에도 떨어집니다. 어린이가 입에 넣으면 질식할 수 있습니다.",
    ),
    (
        "The insulation is too thin, so that live parts can be touched and the user can get an electric shock.",
        "절연이 너무 얇아 전기가 흐르는 부분에 손이 닿을 수 있고 사용자가 감전될 수 있습니다.",
    ),
)
ADVICE = (
    (
        "Stop using the product and keep it out of the reach of children.",
        "사용을 멈추고 어린이 손에 닿지 않게 두십시오.",
    ),
    ("Send it back to the seller and ask for your money back.", "판매자에게 돌려보내고 환불을 요청하십시오."),
)
STATEMENTS = (
    ("The listing was taken down on the day of the request.", "요청을 받은 날 판매 페이지를 내렸습니다."),
    (
        "Every seller of the same product was asked to stop selling it.",
        "같은 상품의 모든 판매자에게 판매 중단을 요청했습니다.",
    ),
)
