//! Whom Rachid guides.

use domain::journal::Feeling::{Good, Great, Hard, Meh, Okay};
use domain::journal::LifeDomain::{Health, Learning, Leisure, Money, Relations, Work};
use domain::journal::StepState::{Doing, Done};

use crate::demo::story::Deed::{
    CheckIn, Cheer, Direction, Edit, Goal, No, Note, Nudge, State, Step, Stip, Strength, Unknown,
    Win, Wish, Yes,
};
use crate::demo::story::{Story, coach, youth};

/// A proposal waits for her answer.
#[rustfmt::skip]
const AMIRA: Story = Story {
    name: "Amira", began: 45, paired: true, seen: true,
    lines: &[
        youth(44, Stip("Werken met kleine kinderen", "Kinderen zijn eerlijk. Dat vind ik fijn.")),
        youth(44, Strength("Ik verzin altijd een spel")),
        coach(43, Note("Amira past vaak op haar neefjes. Ze wil zien hoe dat op een groep is.")),
        youth(40, Goal("kijken", Work, "Een dagdeel kijken op een kinderopvang")),
        youth(40, Step("kijken", "lijst", "Drie plekken opschrijven")),
        youth(35, State("lijst", Done)),
        youth(34, Step("kijken", "bellen", "De eerste plek bellen")),
        youth(20, State("bellen", Done)),
        youth(20, Win("gebeld", Good, "Gebeld. Mijn stem trilde, maar het lukte.")),
        coach(19, Cheer("gebeld", "Bellen met een trillende stem telt dubbel.")),
        youth(12, CheckIn(Work, Good, "Ik heb er zin in.")),
        coach(1, Goal("vog", Work, "Een VOG aanvragen")),
        coach(1, Step("vog", "formulier", "Samen het formulier invullen")),
    ],
};

/// "Ik weet het nog niet" is a good beginning.
#[rustfmt::skip]
const MILAN: Story = Story {
    name: "Milan", began: 30, paired: true, seen: true,
    lines: &[
        youth(29, Unknown),
        youth(29, Direction("Iets met fietsen")),
        youth(29, Direction("Iets met games")),
        coach(28, Note("Milan wil eerst rondkijken. Er is geen haast en geen foute keuze.")),
        youth(27, Strength("Ik ben goed met mijn handen en met games")),
        coach(26, Goal("proeven", Work, "Drie keer ergens een ochtend meekijken")),
        coach(26, Step("proeven", "fiets", "Een ochtend bij de fietsenmaker")),
        coach(26, Step("proeven", "magazijn", "Een ochtend in het magazijn")),
        coach(26, Step("proeven", "bakker", "Een ochtend bij de bakker")),
        youth(25, Yes("proeven")),
        youth(25, Yes("fiets")),
        youth(25, No("bakker")),
        youth(24, Yes("magazijn")),
        youth(16, State("fiets", Done)),
        youth(16, Win("fiets-af", Good, "Een fiets in elkaar gezet. Hij rijdt.")),
        coach(15, Cheer("fiets-af", "Hij rijdt. Wat vond je het leukst?")),
        youth(15, CheckIn(Work, Okay, "Leuk, maar de hele dag binnen is lang.")),
        youth(15, Wish("Een eigen website maken")),
        youth(4, State("magazijn", Doing)),
    ],
};

/// Nearly there, with a message on her phone.
#[rustfmt::skip]
const ZEYNEP: Story = Story {
    name: "Zeynep", began: 150, paired: true, seen: true,
    lines: &[
        youth(149, Stip("Werken op een kantoor", "Ik hou van orde en van koffie.")),
        youth(149, Strength("Ik ben altijd op tijd")),
        youth(145, Goal("computer", Learning, "Beter worden met de computer")),
        youth(145, Step("computer", "typen", "Elke dag een les blind typen")),
        youth(120, State("typen", Done)),
        youth(120, Win("tien", Great, "Ik typ met tien vingers.")),
        coach(119, Cheer("tien", "Tien vingers. Ik doe het nog met vier.")),
        coach(100, Goal("stage", Work, "Stage bij het wijkteam, twee dagen per week")),
        coach(100, Step("stage", "kennis", "Kennismaken met Ingrid van het wijkteam")),
        youth(99, Yes("stage")),
        youth(99, Yes("kennis")),
        youth(92, State("kennis", Done)),
        youth(91, CheckIn(Work, Good, "Ingrid is aardig.")),
        youth(61, CheckIn(Health, Meh, "Veel hoofdpijn van het scherm.")),
        coach(60, Step("stage", "pauze", "Elk uur even van het scherm")),
        youth(60, Yes("pauze")),
        youth(40, State("pauze", Done)),
        youth(35, CheckIn(Health, Good, "Pauzes helpen.")),
        youth(18, Win("telefoon", Good, "Ik nam zelf de telefoon op en wist het antwoord.")),
        coach(17, Cheer("telefoon", "Zo klinkt een collega.")),
        youth(10, Goal("werk", Work, "Een baan voor drie dagen")),
        youth(10, Step("werk", "brief", "Een korte brief schrijven")),
        youth(10, Step("werk", "vacatures", "Twee vacatures kiezen")),
        youth(6, State("brief", Doing)),
        coach(1, Nudge("Stuur je brief maar. Ik lees hem vanavond.")),
    ],
};

/// Has a job. The plan sleeps, but does not close.
#[rustfmt::skip]
const TYGO: Story = Story {
    name: "Tygo", began: 340, paired: true, seen: true,
    lines: &[
        youth(339, Stip("Zonnepanelen leggen", "Op het dak zie je de hele stad.")),
        youth(330, Goal("vca", Learning, "Mijn VCA halen")),
        youth(330, Step("vca", "oefenen", "Oefenen met de app")),
        youth(300, State("oefenen", Done)),
        youth(290, Win("vca-gehaald", Great, "VCA gehaald. In een keer.")),
        coach(289, Cheer("vca-gehaald", "In een keer. Sterk.")),
        youth(280, Goal("werk", Work, "Beginnen bij een zonnepanelenbedrijf")),
        youth(280, Step("werk", "proef", "Twee weken op proef")),
        youth(262, State("proef", Done)),
        youth(260, Win("contract", Great, "Ik heb een contract voor een jaar.")),
        coach(259, Cheer("contract", "Van harte. Ik blijf af en toe vragen hoe het gaat.")),
        youth(170, CheckIn(Work, Good, "Zwaar werk, goede ploeg.")),
        coach(169, Note("We spreken elkaar nu een paar keer per jaar. Tygo belt als er iets is.")),
        youth(82, CheckIn(Work, Great, "Ik mag nu zelf de nieuwe jongens uitleg geven.")),
        youth(80, CheckIn(Money, Good, "")),
    ],
};

/// Learns the language and the work at the same time.
#[rustfmt::skip]
const RUTH: Story = Story {
    name: "Ruth", began: 77, paired: true, seen: false,
    lines: &[
        youth(76, Stip("Verpleegkundige worden", "Ik was al begonnen. Hier wil ik verder.")),
        coach(75, Note("Ruth leert snel. We schrijven kort, en zij stuurt ook vragen met een foto.")),
        youth(70, Strength("Ik spreek drie talen")),
        youth(70, Goal("taal", Learning, "Nederlands voor de zorg leren")),
        youth(70, Step("taal", "les", "Twee keer per week naar taalles")),
        youth(68, State("les", Doing)),
        youth(50, Win("dokter", Good, "Ik heb alleen met de dokter gepraat.")),
        coach(49, Cheer("dokter", "Helemaal zelf. Wat een stap.")),
        youth(48, CheckIn(Learning, Good, "Woorden gaan goed. Snel praten is moeilijk.")),
        youth(30, Goal("thuiszorg", Work, "Werken in de thuiszorg, naast de les")),
        youth(30, Step("thuiszorg", "meelopen", "Een dag meelopen")),
        youth(30, Edit("thuiszorg", "Helpen in de thuiszorg, naast de les")),
        youth(15, CheckIn(Relations, Meh, "Ik mis mijn zus.")),
        youth(2, State("meelopen", Done)),
        youth(2, Win("bedankt", Great, "Een mevrouw vroeg of ik morgen weer kom.")),
    ],
};

/// Outside, with animals, and not too many people at once.
#[rustfmt::skip]
const FENNA: Story = Story {
    name: "Fenna", began: 64, paired: true, seen: true,
    lines: &[
        youth(63, Stip("Buiten werken met dieren", "Bij dieren hoef ik niet te doen alsof.")),
        youth(63, Strength("Ik onthoud alles van dieren")),
        coach(62, Goal("boerderij", Work, "Een middag per week op de zorgboerderij")),
        coach(62, Step("boerderij", "kijken", "Samen kijken als het daar rustig is")),
        youth(60, Yes("boerderij")),
        youth(60, Yes("kijken")),
        youth(53, State("kijken", Done)),
        youth(53, CheckIn(Work, Okay, "Het was stil. Dat was goed.")),
        youth(52, Step("boerderij", "geiten", "Elke woensdag de geiten doen")),
        youth(45, State("geiten", Doing)),
        youth(45, Win("geit", Great, "Een geit kwam naar mij toe.")),
        coach(44, Cheer("geit", "Dieren kiezen goed.")),
        youth(31, CheckIn(Leisure, Good, "")),
        youth(24, CheckIn(Health, Hard, "Vorige week was te vol.")),
        coach(23, Note("Fenna kiest zelf een week rust. De plek blijft van haar.")),
        youth(11, CheckIn(Health, Okay, "Het gaat weer.")),
        youth(11, Win("weer", Good, "Ik ben weer gegaan.")),
        coach(10, Cheer("weer", "Goed dat je zelf merkte dat het te vol was.")),
    ],
};

pub(super) const YOUTHS: &[Story] = &[AMIRA, MILAN, ZEYNEP, TYGO, RUTH, FENNA];
