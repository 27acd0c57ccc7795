"""What the fictional groups and candidates say. All of it is made up."""

THEMES = (
    "welcome",
    "buddy",
    "language",
    "school",
    "housing",
    "administration",
    "work",
    "leisure",
    "goods",
    "voice",
)

ABOUT = (
    (
        "We zijn een groep buren die nieuwkomers welkom heten. Elke week is er koffie, en wie een "
        "vraag heeft, vindt iemand die luistert."
    ),
    (
        "Met een vijftiental vrijwilligers begeleiden we gezinnen in hun eerste maanden: papieren, "
        "school, een dokter, en vooral een gezicht dat je kent."
    ),
    "Twee avonden per week oefenen we Nederlands aan lange tafels, met soep erbij.",
    "We zoeken betaalbare woningen, verhuizen samen en blijven daarna langskomen.",
)

# Theme, title, description, skills.
OPENINGS = (
    (
        "buddy",
        "Buddy voor een gezin",
        (
            "Je spreekt elke week af: een wandeling, een formulier, de weg naar het station. "
            "Je doet het niet alleen: we zien elkaar maandelijks."
        ),
        ("listening",),
    ),
    (
        "language",
        "Taaltafel op woensdagavond",
        "Je oefent Nederlands met vier mensen aan tafel. Lesgeven hoeft niet, geduld wel.",
        ("teaching",),
    ),
    (
        "school",
        "Huiswerkklas",
        "Je helpt kinderen van acht tot twaalf met lezen en rekenen, tweemaal per week na school.",
        ("teaching", "listening"),
    ),
    (
        "welcome",
        "Koffie op zaterdag",
        "Je zet koffie, ontvangt wie binnenkomt en leert mensen aan elkaar voorstellen.",
        ("cooking", "listening"),
    ),
    (
        "administration",
        "Papierwinkel",
        "Je helpt brieven lezen en afspraken maken. We leiden je op.",
        ("law",),
    ),
    (
        "housing",
        "Verhuisploeg",
        "Je helpt een halve dag per maand verhuizen of klussen.",
        ("crafts", "driving"),
    ),
    (
        "leisure",
        "Voetbal op zondag",
        "Je begeleidt een ploeg die openstaat voor iedereen.",
        ("sport",),
    ),
    (
        "goods",
        "Kledingrek",
        "Je sorteert en geeft kleren uit, op maat en met een praatje.",
        ("organising",),
    ),
    (
        "work",
        "Sollicitatiemaat",
        "Je maakt samen een cv en oefent een gesprek.",
        ("listening", "communication"),
    ),
    (
        "voice",
        "Activiteiten in de buurt",
        "Je helpt een paar keer per jaar iets organiseren dat mensen samenbrengt.",
        ("organising", "communication"),
    ),
)

MOTIVATIONS = (
    "Ik heb tijd sinds ik met pensioen ben en wil iets doen in mijn buurt.",
    "Ik ben hier zelf zes jaar geleden aangekomen. Iemand heeft mij toen geholpen.",
    "Ik studeer sociaal werk en wil leren van mensen.",
    "Na de film in het cultuurcentrum dacht ik: ik kan toch een avond per week missen?",
    "",
)
HOURS = ("Woensdag 14–17 uur", "Zaterdag 10–12 uur", "Dinsdag en donderdag 19–21 uur", "")
