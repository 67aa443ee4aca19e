"""The kind of product that an English product name says, as an entry of the categories vocabulary.

Registers with no category of their own, or with one as wide as "Household items", are sorted by the product's name.
The first rule that fits wins, so that narrow kinds stand before wide ones: a child's helmet is sports gear, a child's
pyjama is children's clothing, a plush bag is a toy. A name that says nothing known is "other".
"""

import re

_CHILD = (
    r"(?:child(?:ren)?(?:['’]?s)?|girl['’]?s?|boy['’]?s?|kid['’]?s?['’]?|toddlers?['’]?|infants?['’]?s?"
    r"|bab(?:y|ies)['’]?s?|youth|junior|newborns?)"
)
_CLOTHES = (
    r"(?:pajamas?|pyjamas?|sleepwear|night ?gowns?|bath ?robes?|robes?|loungewear|lounge dress\w*"
    r"|costumes?|hood(?:ie|ed)\w*|sweat(?:er|shirt)s?"
    r"|jackets?|coats?|shirts?|pants|trousers|leggings|jeans|dress(?:es)?\b(?! ?up)|shorts|clothing"
    r"|clothes(?! (?:washing|washers?|dryers?))|one-?pieces?|onesies?|slumber suits?"
    r"|bodysuits?|rompers?|socks|mittens|swim ?suits?|swimwear|vests?|t-shirts?|sleepers?\b"
    r"|garments?(?! steamers?)|outerwear|snowsuits?|skirts?"
    r"|scar(?:f|ves)|gloves|overalls|apparel|kimonos?)"
)

_RULES: tuple[tuple[str, str], ...] = (
    ("sports-leisure", r"helmets?|ski boots?"),
    (
        "chargers-batteries",
        r"power ?banks?|powercore|chargers?|charging (?:station|stand|case)s?|power packs?"
        r"|battery packs?|power stations?|batteries"
        r"|power (?:adaptors?|adapters?)|charge stations?|powerwall|batpak|usb adapters?",
    ),
    (
        "childcare-articles",
        r"cribs?\b|bassinets?|cradles?|snuga swings?|strollers?|pushchairs?|high ?chairs?|highchairs?"
        r"|hook-on chairs?|booster seats?|playp?ens?|play ?yards?|pack (?:and|n) play"
        r"|(?:baby|safety|pet) gates?|infant walkers?|baby walkers?|bath seats?|infant (?:bath )?tubs?"
        r"|baby bath\w*|sling carriers?"
        r"|(?:child|baby) carriers?|loungers?\b(?=.*\b(?:baby|infant)s?\b)|baby (?:loungers?|nests?"
        r"|swings?|monitors?|gyms?|bottles?)|infant swings?"
        r"|pacifiers?|soothers?|teeth(?:ers?|ing)|nursing|feeding (?:pillows?|bottles?|chairs?)"
        r"|self-feeding|car seats?|activity cent(?:er|re)s?"
        r"|bouncers?|sleep ?sacks?|swaddl\w+|learning towers?|toddler tower|baby slings?|diaper\w*"
        r"|changing (?:tables?|pads?)|bibs?\b|sleepsuits?"
        r"|tummy time|baby safety|cart carriage|bumper pads?|rockers?(?=.*baby)|infant (?:sleep|carrier"
        r"|recliner)\w*|child bike seats?|crib mobiles?"
        r"|spoons for babies|child restraint\w*|baby jumpers?|moses baskets?|cosleeper|bedside sleeper",
    ),
    ("childrens-clothing", rf"{_CHILD}\b.*\b{_CLOTHES}|(?:pajama|pyjama) sets?|sleepwear|footed"),
    ("childrens-shoes", rf"{_CHILD}\b.*\b(?:shoes?|boots?|sandals?|slippers?|footwear|sneakers?|flip flops?)"),
    (
        "childrens-accessories",
        rf"{_CHILD}\b.*\b(?:jewel\w+|necklaces?|bracelets?|rings?|earrings?|hair (?:clips?|bands?|ties)"
        rf"|tiaras?|sunglasses|umbrellas?|back ?packs?|bags?"
        r"|purses?)\b|slap (?:ruler )?bracelets?|snap hair clips?",
    ),
    (
        "toys",
        r"toys?\b|dolls?|plush|stuffed animals?|teddy|rattles?|play ?sets?|play (?:kitchens?|purse"
        r"|tents?)|puzzles?|games?\b|busy (?:board|book)s?|slime|figur(?:e|ine)s?"
        r"|magnet(?:ic)? (?:balls?|beads?|stones?|sets?|sticks?|games?|building|diy|cube|battle)"
        r"|mag\w* balls?|balls\b|building blocks?|fidget"
        r"|spinning tops?|yo-?yos?|kites?|bubbles?\b|finger ?paint\w*|crayons?|craft kits?"
        r"|science kits?|ride-on|kids wheelbarrow|water balloons?"
        r"|balloons?|dress ?up|pinwheels?|maracas?|shakers?|musical? instruments? for|egg shakers?"
        r"|gemex|glow sticks?|light-?up (?:rings?|jelly)|stacker\w*"
        r"|ball runs?|doctor playset|activity (?:sets?|tables?)|train sets?|toy\w*|whistles?|trains?\b"
        r"|lego|playground|swing set|teeter|merry-go-round",
    ),
    (
        "motor-vehicles",
        r"all-?terrain|atvs?|rovs?|utvs?|off-?(?:road|highway)|utility (?:terrain |task )?vehicles?"
        r"|golf cars?|golf carts?|snowmobiles?|motorcycles?"
        r"|tractors?|side-by-side|mule pro|personal transportation vehicles?|dirt bikes?|mopeds?"
        r"|ranger xp|motor ?bikes?|go-?karts?",
    ),
    ("ladders", r"ladders?|step ?stools?|steppers?\b"),
    ("laser-pointers", r"laser pointers?(?!.*toy)"),
    (
        "garden-products",
        r"mowers?|trimmers?|tillers?|cultivators?|leaf (?:blowers?|vacuums?)|blowers?"
        r"|snow ?(?:throwers?|blowers?)|log splitters?|sprayers?|hoses?\b|edgers?|garden\w*|planter\w*"
        r"|rakes?|shears|pruners?|lawn\w*|power ?washers?|pressure washers?|wheel ?barrows?|chainsaws?|greenhouses?",
    ),
    (
        "sports-leisure",
        r"bicycles?|bikes?|e-?bikes?|trikes?|tricycles?|\w*scooters?|hoverboards?|skateboards?|skis?\b"
        r"|snowboards?|sleds?|toboggans?|crampons?|climbing|carabiners?"
        r"|belays?|harness(?:es)?|ascenders?|ropes?\b|kayaks?|paddle\w*|surf\w*|pools?\b|spas?\b"
        r"|swim\w*|life ?(?:jackets?|vests?)|flotation|dumbbells?|treadmills?"
        r"|exercise|fitness|rowing|cycles?\b|trampolines?|tree ?stands?|crossbows?|archery"
        r"|air (?:rifles?|pistols?)|rifles?|pistols?|firearms?|ammun\w+|ammo"
        r"|gun\b|sights?\b|camp(?:ing)?\b|tents?\b|hammocks?|avalanche|horse|equine|saddles?|golf"
        r"|tennis|hockey|skates?|croquet|zip ?lines?|fishing|hunting|diving"
        r"|scuba|treestand|stadium seats?|coolers?\b|massagers?|sauna|fork\b|pedals?|handlebars?"
        r"|stems?\b|wheelsets?|binoculars|gazebos?|canop(?:y|ies)|hand grips?",
    ),
    (
        "lighting",
        r"lamps?|light(?:s|ing|ed| bulbs?| fixtures?)?\b|lanterns?|chandeliers?|flashlights?|bulbs?\b"
        r"|led\b|torch lights?|night ?lights?|sconces?",
    ),
    (
        "furniture",
        r"dressers?|chests?\b|drawers?|cabinets?(?! (?:health|heaters?))|bookcases?|book ?shel(?:f|ves)"
        r"|shel(?:f|ves|ving)|tables?\b|desks?|chairs?|stools?|bar ?stools?|sofas?|couch(?:es)?"
        r"|beds?\b|mattress(?:es)?|murphy|bunk|recliners?|gliders?|futons?|ottomans?|bench(?:es)?"
        r"|wardrobes?|furniture|mirrors?|tip(?:-over)? (?:restraint )?kits?"
        r"|restraint (?:kits?|straps?)|bed rails?|chaises?|entertainment cent(?:er|re)s?|armoires?"
        r"|nightstands?|headboards?|cots?\b|storage chest\w*"
        r"|bistro|tv stands?|mobile stands?",
    ),
    (
        "jewellery",
        r"jewel\w+|necklaces?|bracelets?|earrings?|pendants?|rosar(?:y|ies)|\brings?\b|charms?\b|body piercing",
    ),
    (
        "shoes",
        r"shoes?(?!.* dryers)|boots?\b(?!.* dryers)|sandals?|slippers?|footwear|sneakers?|flip[- ]?flops?|clogs?",
    ),
    ("clothing", rf"{_CLOTHES}|hats?\b|caps?\b(?! gun)"),
    (
        "gas-appliances",
        r"gas (?:grills?|ranges?|stoves?|heaters?|boilers?|cooktops?|fire ?places?|connectors?"
        r"|ball valves?|furnaces?|dryers?|ovens?)|propane|butane|barbecues?"
        r"|bbqs?|grills?\b|griddles?|fire ?pits?|fire tables?|patio heaters?|boilers?|furnaces?"
        r"|tankless|camp stoves?|stoves?\b|dual fuel|fire ?places?|smokers?\b"
        r"|gas-fired|water heaters?|gas/electric",
    ),
    ("lighters", r"lighters?\b|torch(?:es)?\b|match(?:es)?\b"),
    (
        "kitchenware",
        r"mugs?|cups?\b|tumblers?|bottles?(?=.*\b(?:sipper|water|blender|carbonation|drink|sport"
        r"|vacuum)\b)|sipper|cookware|pots?\b|pans?\b(?! drain)|knives|knife|utensils?"
        r"|garlic|bakeware|dishes|dinnerware|tableware|cutlery|kitchen scales?|travel mugs?"
        r"|carbonation bottles?|bowls?|plates?\b|glassware|kettles? \(stovetop\)|can openers?"
        r"|peelers?|graters?|lunch box\w*|food storage|teapots?|wine glass\w*|jars?\b|casserole\w*"
        r"|thermos\w*|water bottles?",
    ),
    (
        "medicines",
        r"supplements?|vitamins?|iron (?:multi|supplement|sap)\w*|multivitamin|lidocaine|numbing"
        r"|tablets \d|capsules|medicat\w+|pain relie\w+|ointments?",
    ),
    (
        "electrical-appliances",
        r"air fryers?|fryers?|pressure cookers?|cookers?|toaster\w*|ovens?\b|ranges?\b|microwaves?"
        r"|blend(?:er|jet)s?|mixers?|choppers?|coffee|espresso|kettles?|refrigerators?"
        r"|mini ?fridges?|fridges?|freezers?|ice (?:crushers?|makers?)|dishwashers?|washing machines?"
        r"|washers?\b|dryers?|hair (?:clippers?|straighteners?|stylers?)|stylers?"
        r"|curling irons?|irons?\b|steamers?|vacuums?|heaters?|fans?\b|air (?:conditioners?|purifiers?)"
        r"|dehumidifiers?|humidifiers?|diffusers?|electric blankets?|blankets?"
        r"|heat pumps?|hvac|packaged units?|thermostats?|speakers?|headphones?|earmuffs|ear ?buds"
        r"|televisions?|tvs?\b|computers?|laptops?|notebooks?|tablets?\b|monitors?\b"
        r"|printers?|microphones?|cotton candy|rice cookers?|food processors?|juicers?|heating pads?"
        r"|massage|smoke (?:alarms?|detectors?)|alarms?\b|detectors?|power strips?"
        r"|surge protect\w+|extension cords?|cables?\b|adapters?|adaptors?|outlets?|plugs?\b"
        r"|switch(?:es)?\b|circuit breakers?|meter combos?|electric\w*|routers?|cameras?\b"
        r"|drones?|radios?|video|game consoles?|vaporizers?|projectors?|sounders?|strobes?|attic fans?"
        r"|hoists?|transceivers?|cell ?phones?|smart ?phones?|phones?\b|thermal",
    ),
    ("phone-accessories", r"phone (?:cases?|holders?|grips?|accessor\w+)|iphone (?!chargers?)\w+|selfie"),
    (
        "tools",
        r"saws?\b|chainsaws?|drills?\b|grinders?|planers?|nailers?|hammers?|wrench(?:es)?|screwdrivers?"
        r"|generators?|compressors?|welders?|tools?\b|multi-tools?|pumps?\b"
        r"|engines?\b|jacks?\b|hand tools?|grease guns?|flap discs?|sanders?|routers?",
    ),
    (
        "cosmetics",
        r"cosmetics?|make-?up|lipsticks?|lip (?:balm|gloss)|mascara|eye ?(?:shadow|liner|lash\w*)"
        r"|nail polish|perfumes?|fragrances?|shampoos?|conditioners?\b|soaps?|lotions?"
        r"|creams?\b|serums?|moisturi[sz]ers?|sunscreens?|deodorants?|hair (?:dyes?|colou?rs?|gels?"
        r"|sprays?|growth)|mouthwash\w*|toothpastes?|bath (?:bombs?|salts?|magic|foam)"
        r"|body wash|scrubs?|face paints?|face masks?|wax(?:ing)?\b|tattoo\w*|beauty|skin care"
        r"|baby wipes|wet wipes|hand sanitizers?|minoxidil",
    ),
    (
        "chemical-products",
        r"cleaners?|detergents?|bleach|paints?\b|stains?\b|varnish\w*|adhesives?|glues?|solvents?"
        r"|thinners?|turpentine|fuels?\b|fuel (?:bottles?|containers?)|gas cans?|oils?\b"
        r"|lubricants?|penetrant|degreasers?|drain openers?|pesticides?|insecticides?|herbicides?"
        r"|repellents?|vinegar|air fresheners?|fog juice|antifreeze|windshield"
        r"|washer fluid|epoxy|resins?|sealants?|fluids?\b|acids?\b|removers?|polish\w*|aerosols?"
        r"|e-?liquids?|nicotine|vaping|torch fuel|fertili[sz]ers?|disinfectants?|dust\w* spray",
    ),
    (
        "stationery",
        r"pens?\b|pencils?|markers?\b|highlighters?|erasers?|stationery|colou?ring|paper\b|notebooks?"
        r"|writing|scissors|rulers?|art sets?|craft",
    ),
    ("bags", r"bags?\b|back ?packs?|luggage|purses?|wallets?|suit ?cases?"),
    (
        "decorative-articles",
        r"candles?|decorations?|decor\w*|ornaments?|christmas|halloween|snow ?globes?|vases?|rugs?\b"
        r"|carpets?|blinds?\b|shades?\b|curtains?|wreaths?|menorahs?|book nooks?"
        r"|frames?\b|clocks?|incense|figurines?|cushions?|pillows?|quilts?|bedding|mattress pads?"
        r"|towels?|window coverings?",
    ),
    (
        "protective-equipment",
        r"respirators?|masks?\b|goggles?|safety glasses|ear ?plugs?|protective|pepper (?:spray|gel)"
        r"|fall arrest|fire extinguishers?|safes\b|gun safes?|locks?\b",
    ),
    ("leather-goods", r"leather"),
)

_COMPILED = tuple((kind, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE)) for kind, pattern in _RULES)


def category_of(name: str) -> str:
    """The category that a product name says; `other` where it says none."""
    return next((kind for kind, pattern in _COMPILED if pattern.search(name)), "other")


_INFANTS = re.compile(r"\b(?:infants?|bab(?:y|ies)|newborns?|toddlers?)(?:['’]s|['’])?\b", re.IGNORECASE)
_CHILDREN = re.compile(r"\b(?:child(?:ren)?|kids?|girls?|boys?|youth)(?:['’]s|['’])?\b", re.IGNORECASE)


def users_of(name: str) -> list[str]:
    """For whom a product is made, where its name says so: entries of the users vocabulary."""
    return [user for user, pattern in (("infants", _INFANTS), ("children", _CHILDREN)) if pattern.search(name)]
