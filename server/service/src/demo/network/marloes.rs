//! Whom Marloes guides.

use domain::journal::ArchiveReason::{Later, Reached};
use domain::journal::Doer::{Coach, Me};
use domain::journal::Feeling::{Good, Great, Hard, Meh, Okay};
use domain::journal::LifeDomain::{Health, Housing, Learning, Leisure, Money, Relations, Work};
use domain::journal::Rhythm::{Fortnightly, WhenIAsk};
use domain::journal::StepState::{Doing, Done, Dropped};

use crate::demo::story::Deed::{
    Arrange, Away, CheckIn, Cheer, Diary, Direction, Edit, EditOffline, Goal, Note, Nudge, Pause,
    Rhythm, State, Step, Stip, Strength, Success, Win, Wish, Yes,
};
use crate::demo::story::{Story, coach, youth};

/// From tyres to a learning job, in small steps.
#[rustfmt::skip]
const BILAL: Story = Story {
    name: "Bilal", began: 213, paired: true, seen: true,
    lines: &[
        coach(212, Note("Kennisgemaakt. Bilal wil met zijn handen werken. We beginnen klein.")),
        youth(212, Stip("Automonteur worden", "Ik vind het mooi als iets het weer doet door mij.")),
        youth(210, Strength("Ik zie snel wat er stuk is")),
        youth(210, Goal("meelopen", Work, "Een ochtend per week meelopen in een garage")),
        youth(210, Step("meelopen", "bellen", "Garage Van Dijk bellen")),
        coach(208, Step("meelopen", "schoenen", "Samen werkschoenen ophalen")),
        youth(207, Yes("schoenen")),
        youth(203, State("bellen", Done)),
        youth(203, Win("gebeld", Good, "Ik heb zelf de garage gebeld. Ik mag komen kijken.")),
        coach(202, Cheer("gebeld", "Je hebt het toch gedaan, ook al vond je het eng. Knap.")),
        youth(196, State("schoenen", Done)),
        youth(195, Step("meelopen", "banden", "Elke dinsdagochtend banden wisselen")),
        youth(188, State("banden", Doing)),
        youth(188, CheckIn(Work, Good, "Druk, maar leuk.")),
        youth(160, Win("vier", Great, "Vier banden gewisseld zonder hulp.")),
        coach(159, Cheer("vier", "Zonder hulp. Dat is echt vakwerk.")),
        youth(120, State("banden", Done)),
        youth(119, CheckIn(Work, Great, "Ze zeggen dat ik mag blijven komen.")),
        coach(118, Goal("module", Learning, "Deelcertificaat halen: banden en remmen")),
        coach(118, Step("module", "inschrijven", "Samen inschrijven voor de module")),
        youth(117, Yes("module")),
        youth(117, Yes("inschrijven")),
        youth(110, State("inschrijven", Done)),
        youth(110, Step("module", "les", "Elke donderdag naar de les")),
        youth(110, State("les", Doing)),
        youth(75, CheckIn(Learning, Meh, "De theorie is veel lezen.")),
        coach(74, Step("module", "voorlezen", "De theorie laten voorlezen op je telefoon")),
        youth(73, Yes("voorlezen")),
        youth(60, State("voorlezen", Done)),
        youth(59, CheckIn(Learning, Good, "Voorlezen helpt.")),
        youth(30, State("les", Done)),
        youth(21, Win("papier", Great, "Ik heb mijn deelcertificaat. Banden en remmen.")),
        coach(20, Cheer("papier", "Dit heb jij gedaan. Ik ben trots op je.")),
        youth(14, Goal("leerbaan", Work, "Een leerbaan als automonteur")),
        youth(14, Step("leerbaan", "vragen", "Aan mijn baas vragen of ik mag blijven")),
        youth(14, Step("leerbaan", "school", "Kijken welke school erbij past")),
        youth(13, Away("module", Reached, "Banden en remmen kan ik nu.")),
        youth(12, Goal("rijbewijs", Learning, "Mijn rijbewijs halen")),
        youth(12, Step("rijbewijs", "proefles", "Een proefles boeken")),
        youth(12, Success("Werk waar ik trots op ben. En mijn eigen sleutel.")),
        youth(12, Wish("Lassen")),
        youth(12, Rhythm(Fortnightly)),
        youth(6, State("vragen", Doing)),
        youth(6, Arrange("vragen", Me, Some(0), true)),
        youth(6, Arrange("school", Coach, Some(6), false)),
        youth(5, CheckIn(Money, Okay, "")),
        coach(2, Nudge("Donderdag praten we met je baas. Ik ben erbij.")),
    ],
};

/// Halfway, with something new that the coach has not seen.
#[rustfmt::skip]
const SANNE: Story = Story {
    name: "Sanne", began: 96, paired: true, seen: false,
    lines: &[
        coach(95, Note("Sanne zorgt graag voor anderen. Ze wil weten of dat ook werk kan zijn.")),
        youth(95, Stip("Werken met ouderen", "Mijn oma zegt dat ik rustig ben. Dat klopt.")),
        youth(95, Strength("Ik kan goed luisteren")),
        youth(94, Strength("Ik blijf rustig als het druk is")),
        youth(90, Goal("proef", Work, "Een proefdag in een verzorgingshuis")),
        youth(90, Step("proef", "kiezen", "Een huis kiezen waar ik heen kan fietsen")),
        youth(85, State("kiezen", Done)),
        coach(84, Step("proef", "afspraak", "Samen een afspraak maken met De Linde")),
        youth(84, Yes("afspraak")),
        youth(70, State("afspraak", Done)),
        youth(63, Win("dag", Great, "Mijn eerste dag. Ik heb koffie gebracht en veel gepraat.")),
        coach(62, Cheer("dag", "Mevrouw Smit vroeg of je terugkomt. Dat zegt veel.")),
        youth(62, CheckIn(Work, Great, "Ik was moe, maar blij.")),
        youth(40, Goal("stage", Work, "Drie maanden stage bij De Linde")),
        youth(40, Step("stage", "rooster", "Een rooster kiezen dat ik volhoud")),
        youth(33, State("rooster", Done)),
        youth(32, CheckIn(Health, Okay, "Vroeg opstaan went.")),
        youth(3, Step("stage", "gesprek", "Vragen wat ik nog kan leren")),
        youth(1, Win("alleen", Good, "Vandaag deed ik het ontbijt op de afdeling alleen.")),
    ],
};

/// Invited; the plan is still empty.
const JAYDEN: Story = Story {
    name: "Jayden",
    began: 2,
    paired: false,
    seen: true,
    lines: &[],
};

/// One title, written on two devices without having seen each other.
#[rustfmt::skip]
const DEWI: Story = Story {
    name: "Dewi", began: 58, paired: true, seen: true,
    lines: &[
        youth(57, Stip("Mijn eigen eetkraam", "Koken is het enige waarbij ik de tijd vergeet.")),
        youth(57, Strength("Ik proef wat er mist")),
        coach(56, Note("Dewi kookt al jaren thuis. We zoeken een keuken waar zij kan oefenen.")),
        youth(52, Goal("keuken", Work, "Een dag per week in een keuken werken")),
        youth(52, Step("keuken", "buurthuis", "Vragen of ik mag helpen in het buurthuis")),
        youth(45, State("buurthuis", Done)),
        youth(44, Win("soep", Great, "Soep gemaakt voor dertig mensen. Alles was op.")),
        coach(43, Cheer("soep", "Dertig mensen. En jij bleef rustig.")),
        youth(36, Step("keuken", "vrijdag", "Elke vrijdag koken in het buurthuis")),
        youth(29, State("vrijdag", Doing)),
        youth(28, CheckIn(Leisure, Good, "Ik zie weer mensen.")),
        youth(14, Direction("Kok in een restaurant")),
        youth(12, Goal("markt", Work, "Een keer op de markt staan")),
        youth(12, Step("markt", "regels", "Uitzoeken welke regels er zijn")),
        youth(8, Edit("markt", "Een dag meelopen op de markt")),
        youth(8, EditOffline("markt", "Op de markt staan met mijn eigen soep")),
    ],
};

/// Back after a silence. Nobody asks why.
#[rustfmt::skip]
const KOFI: Story = Story {
    name: "Kofi", began: 171, paired: true, seen: true,
    lines: &[
        youth(170, Stip("Vrachtwagenchauffeur", "Onderweg zijn geeft mij rust.")),
        youth(170, Goal("rijbewijs", Learning, "Mijn rijbewijs halen")),
        youth(170, Step("rijbewijs", "theorie", "Elke dag tien minuten theorie oefenen")),
        youth(165, State("theorie", Doing)),
        coach(164, Cheer("", "Tien minuten per dag is genoeg. Mooi begin.")),
        youth(150, Win("oefen", Good, "Oefenexamen: 31 van de 40 goed.")),
        youth(141, CheckIn(Money, Hard, "Er komen brieven. Ik maak ze niet open.")),
        coach(140, Nudge("Neem de brieven maar mee. We maken ze samen open.")),
        coach(104, Nudge("Ik denk aan je. Je hoeft niets te doen.")),
        youth(9, Win("terug", Okay, "Ik heb de app weer open gedaan.")),
        coach(8, Cheer("terug", "Je bent er weer. Fijn.")),
        youth(7, Goal("brieven", Money, "Mijn post op orde")),
        coach(7, Step("brieven", "samen", "Woensdag samen de brieven openmaken")),
        youth(6, Yes("samen")),
        youth(6, Away("rijbewijs", Later, "Eerst mijn post.")),
        youth(4, State("samen", Done)),
        youth(4, Win("open", Good, "Alle brieven zijn open. Het viel mee.")),
        coach(3, Cheer("open", "Dat was zwaar werk. Je hebt het gedaan.")),
        youth(3, CheckIn(Money, Meh, "Nog niet goed. Wel beter.")),
    ],
};

/// First a roof and rest, then the rest.
#[rustfmt::skip]
const NOOR: Story = Story {
    name: "Noor", began: 132, paired: true, seen: true,
    lines: &[
        youth(131, Stip("Een eigen plek en een opleiding", "Eerst rust. Dan kan ik weer denken.")),
        coach(130, Note("Noor wil eerst een vaste plek om te slapen. De rest komt daarna.")),
        youth(130, CheckIn(Housing, Hard, "Elke week een andere bank.")),
        coach(129, Goal("kamer", Housing, "Een vaste plek om te wonen")),
        coach(129, Step("kamer", "inschrijven", "Samen inschrijven bij de woningbouw")),
        coach(129, Step("kamer", "tussen", "Een kamer zoeken voor de eerste tijd")),
        youth(128, Yes("kamer")),
        youth(128, Yes("inschrijven")),
        youth(128, Yes("tussen")),
        youth(121, State("inschrijven", Done)),
        youth(84, State("tussen", Done)),
        youth(84, Win("sleutel", Great, "Ik heb een sleutel. Van mijn eigen kamer.")),
        coach(83, Cheer("sleutel", "Wat goed. Geniet van je eigen deur.")),
        youth(80, CheckIn(Housing, Good, "Ik slaap weer door.")),
        youth(60, Diary("Mama belde. Ik weet nog niet wat ik ervan vind.")),
        youth(41, Goal("school", Learning, "Een opleiding kiezen")),
        youth(41, Step("school", "open", "Naar een open dag gaan")),
        youth(41, Step("school", "geld", "Vragen wat het kost")),
        youth(26, State("open", Done)),
        youth(26, CheckIn(Learning, Okay, "Ik twijfel nog tussen twee.")),
        youth(10, State("geld", Doing)),
        youth(9, CheckIn(Relations, Okay, "")),
        youth(9, Success("Een deur die ik zelf op slot kan doen.")),
        youth(9, Rhythm(WhenIAsk)),
        youth(9, Pause(5)),
        youth(9, Step("school", "mail", "De school mailen over een rondleiding")),
        youth(5, State("mail", Dropped)),
    ],
};

pub(super) const YOUTHS: &[Story] = &[BILAL, SANNE, JAYDEN, DEWI, KOFI, NOOR];
