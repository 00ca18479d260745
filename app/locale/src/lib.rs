//! Every sentence that a person reads, in Dutch and in English.
//!
//! The texts stand in `nl.json` and `en.json`; `build.rs` makes one method of [`Texts`] out of each:
//! `today.title` becomes [`Texts::today_title`], a `{name}` in a text becomes a `name: &str`, and a
//! pair `x.one` and `x.many` becomes `x(count)`. A key or a placeholder that one language lacks stops
//! the build.

mod date;

/// A language in which Stip speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Dutch, at A2 to B1; the default.
    #[default]
    Dutch,
    /// English.
    English,
}

impl Language {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::Dutch, Self::English];

    /// Its code for `lang` attributes and cookies (BCP 47).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// Which way its script runs, for `dir` attributes. Nothing in the pages says left or right, so that a
    /// language written from right to left only has to say so here.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Dutch | Self::English => "ltr",
        }
    }

    /// The language of a code such as `nl` or `en-GB`, if Stip speaks it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The first language of an `Accept-Language` header (RFC 9110) that Stip speaks, else Dutch.
    /// Browsers send the header in order of preference, so the weights are not read.
    #[must_use]
    pub fn from_accept(header: &str) -> Self {
        header
            .split(',')
            .filter_map(|range| range.split(';').next())
            .find_map(Self::from_code)
            .unwrap_or_default()
    }
}

/// The texts in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Texts {
    language: Language,
}

static DUTCH: Texts = Texts {
    language: Language::Dutch,
};
static ENGLISH: Texts = Texts {
    language: Language::English,
};

/// The texts in this language.
#[must_use]
pub fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Dutch => &DUTCH,
        Language::English => &ENGLISH,
    }
}

impl Texts {
    /// The language of these texts.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Ready sentences for a coach's message to a phone.
    #[must_use]
    pub const fn nudge_sentences(&self) -> [&'static str; 6] {
        [
            self.nudge_template_hello(),
            self.nudge_template_step(),
            self.nudge_template_proud(),
            self.nudge_template_luck(),
            self.nudge_template_call(),
            self.nudge_template_back(),
        ]
    }

    /// Ready words for a small success, so that two taps are enough.
    #[must_use]
    pub const fn wins_sentences(&self) -> [&'static str; 6] {
        [
            self.wins_quick_on_time(),
            self.wins_quick_called(),
            self.wins_quick_asked(),
            self.wins_quick_went(),
            self.wins_quick_new(),
            self.wins_quick_rest(),
        ]
    }
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
