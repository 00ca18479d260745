//! How a person likes to read: remembered on the device, never with the person.

/// How large the letters are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Size {
    /// As the browser's own setting says.
    #[default]
    Usual,
    /// An eighth larger.
    Large,
    /// A third larger.
    Larger,
    /// Half as large again.
    Largest,
}

/// How much room there is between the lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lines {
    /// One and a half lines.
    #[default]
    Usual,
    /// A fifth more.
    Wide,
    /// Two fifths more.
    Wider,
}

/// How the letters look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Letters {
    /// As designed.
    #[default]
    Usual,
    /// Wider apart, in a letter that is easy to tell from another: for dyslexia.
    Easy,
}

/// How a person likes to read.
///
/// It is written as words: in the cookie with dots between them, on `<html data-reading>`, where the
/// stylesheet and `reading.js` look, with spaces. A word that this build does not know changes nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// How large the letters are.
    pub size: Size,
    /// How much room there is between the lines.
    pub lines: Lines,
    /// How the letters look.
    pub letters: Letters,
}

impl Size {
    /// Every size, the smallest first.
    pub const ALL: [Self; 4] = [Self::Usual, Self::Large, Self::Larger, Self::Largest];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Large => "large",
            Self::Larger => "larger",
            Self::Largest => "largest",
        }
    }
}

impl Lines {
    /// Every width, the smallest first.
    pub const ALL: [Self; 3] = [Self::Usual, Self::Wide, Self::Wider];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Wide => "wide",
            Self::Wider => "wider",
        }
    }
}

impl Letters {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Usual, Self::Easy];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Easy => "easy",
        }
    }
}

impl Reading {
    /// Reads words with dots or spaces between them.
    #[must_use]
    pub fn of_words(words: &str) -> Self {
        let mut reading = Self::default();
        for word in words.split(['.', ' ']) {
            reading = reading.with(word);
        }
        reading
    }

    fn with(self, word: &str) -> Self {
        let named = |name: &str| name == word && word != "usual";
        Self {
            size: Size::ALL
                .into_iter()
                .find(|size| named(size.word()))
                .unwrap_or(self.size),
            lines: Lines::ALL
                .into_iter()
                .find(|lines| named(lines.word()))
                .unwrap_or(self.lines),
            letters: Letters::ALL
                .into_iter()
                .find(|letters| named(letters.word()))
                .unwrap_or(self.letters),
        }
    }

    /// Its words, for `<html data-reading>`; none where everything is as usual.
    #[must_use]
    pub fn words(self) -> String {
        self.joined(" ")
    }

    /// The value of the cookie.
    #[must_use]
    pub fn cookie(self) -> String {
        self.joined(".")
    }

    fn joined(self, between: &str) -> String {
        let words = [self.size.word(), self.lines.word(), self.letters.word()];
        let chosen: Vec<&str> = words.into_iter().filter(|word| *word != "usual").collect();
        chosen.join(between)
    }
}
