//! The words that coach and youth compare: short, common, friendly, easy to read aloud, and none that
//! anybody calls another person. A word stands in the database as its place, so the order is fixed.

/// One word per byte.
#[rustfmt::skip]
pub(crate) const WORDS: [&str; 256] = [
    "aard", "adem", "akker", "anker", "appel", "april", "arend", "armband", "auto", "avond",
    "bakker", "bal", "ballon", "bamboe", "banaan", "band", "bank", "beek", "beer", "begin", "bel",
    "berg", "berk", "bes", "bezem", "bij", "bloem", "boek", "bries", "bol", "boom", "boot", "bord",
    "bos", "boter", "braam", "brief", "broer", "brood", "brug", "cacao", "cactus", "cello",
    "cirkel", "citroen", "dag", "dak", "dans", "deeg", "deken", "deur", "dier", "dolfijn", "doos",
    "dorp", "draad", "draak", "druif", "duif", "duin", "eekhoorn", "eend", "egel", "eiland",
    "emmer", "engel", "feest", "fiets", "film", "fluit", "fontein", "foto", "framboos", "gebak",
    "gedicht", "geit", "geluk", "geur", "gitaar", "glas", "goud", "gras", "grens", "groet",
    "haas", "hamer", "hand", "hart", "haven", "heide", "hemel", "herfst", "hert", "heuvel",
    "hobby", "hoed", "honing", "hout", "huis", "iglo", "inkt", "jas", "jasmijn", "juli", "juni",
    "kaars", "kaart", "kaas", "kapstok", "kano", "kast", "kat", "kers", "ketel", "keuken", "kiwi",
    "klaver", "klei", "klok", "knoop", "koek", "koffer", "koffie", "kok", "kompas", "koning",
    "kool", "koraal", "kraan", "krant", "kruid", "kubus", "kust", "lach", "lamp", "land",
    "laurier", "leeuw", "lente", "lepel", "letter", "licht", "lied", "linde", "linnen", "lucht",
    "maan", "maart", "markt", "mat", "meer", "meeuw", "melk", "melodie", "merel", "meter", "mier",
    "mijl", "mos", "munt", "muur", "nacht", "nest", "noot", "oase", "oever", "olifant", "olijf",
    "otter", "oven", "paard", "pad", "palm", "panda", "panter", "papier", "parel", "park", "peer",
    "pen", "peper", "piano", "pluim", "plant", "plein", "punt", "puzzel", "raam", "radijs",
    "radio", "rand", "regen", "reis", "rijst", "ring", "rivier", "robijn", "robot", "roos",
    "rots", "rugzak", "salie", "schip", "schoen", "school", "sjaal", "spiegel", "ster", "stoel",
    "storm", "straat", "strand", "suiker", "taart", "tafel", "tak", "tent", "thee", "tijger",
    "tomaat", "toren", "touw", "trein", "trommel", "tuin", "tulp", "uil", "vaas", "veer",
    "vijver", "vis", "vlag", "vlinder", "vogel", "vos", "vriend", "wafel", "wagen", "walvis",
    "water", "week", "weide", "wilg", "wind", "winter", "wolk", "wortel", "zand", "zebra", "zee",
    "zilver", "zomer", "zon", "zout", "zwaan", "zwaluw",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::WORDS;

    #[test]
    fn words_differ_and_are_short_and_plain() {
        assert_eq!(WORDS.iter().collect::<BTreeSet<_>>().len(), WORDS.len());
        for word in WORDS {
            assert!((3..=9).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
        }
    }
}
