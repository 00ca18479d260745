//! Dutch words can be long: a title with one is written smaller, before it has to be cut.

/// The most bytes of a word that fits a phone in the letters of a title: nearly always letters too.
const FITS: usize = 15;

/// Whether a title has to be written smaller.
pub(crate) fn has_long_word(title: &str) -> bool {
    title.split(' ').any(|word| word.len() > FITS)
}

#[cfg(test)]
mod tests {
    use super::has_long_word;

    #[test]
    fn only_one_word_counts() {
        assert!(has_long_word("Ik word Vrachtwagenchauffeur"));
        assert!(!has_long_word("Kapper worden in mijn eigen zaak"));
    }
}
