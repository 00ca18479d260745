//! What the server says back to a form that was posted without script.

use contract::{IssuedInvitation, Problem};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A form that was not taken: its page is shown again with everything that was typed, and with the
/// sentence that says what is wrong.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormEcho {
    /// Which form: the value of its field `ask`, or for a form without one the last word of its
    /// address (`login`, `code`, `redeem`, `invite`).
    pub form: String,
    /// The path of the page that is shown, of `contract::path::page`.
    pub page: String,
    /// The fields as they were sent. Never a password.
    pub fields: Vec<(String, String)>,
    /// Why it was not taken.
    pub problem: Problem,
}

impl FormEcho {
    /// What was typed in a field.
    #[must_use]
    pub fn typed(&self, field: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, value)| value.as_str())
    }
}

/// An invitation that was just made by a form without script: shown once, as the answer itself.
#[derive(Clone)]
pub struct Issued {
    /// The invitation.
    pub invitation: IssuedInvitation,
    /// The path of the page that is shown, of `contract::path::page`.
    pub page: &'static str,
}

/// The page to which a form led, when it is the answer itself.
#[derive(Clone)]
pub struct Onward(pub String);

/// What the server had to say with this page; the browser gets the same, or it would draw another
/// first picture than the server did.
///
/// Both as JSON: only the page that they belong to needs to know how to read them.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Said {
    echo: Option<String>,
    issued: Option<String>,
}

#[cfg(feature = "ssr")]
fn written<T: Serialize>(said: Option<&T>) -> Option<String> {
    serde_json::to_string(said?).ok()
}

fn read<T: DeserializeOwned>(said: Option<String>) -> Option<T> {
    serde_json::from_str(&said?).ok()
}

/// Only the server has something to say.
fn said() -> Said {
    #[cfg(feature = "ssr")]
    {
        Said {
            echo: written(use_context::<FormEcho>().as_ref()),
            issued: written(
                use_context::<Issued>()
                    .map(|issued| issued.invitation)
                    .as_ref(),
            ),
        }
    }
    #[cfg(not(feature = "ssr"))]
    Said::default()
}

/// Holds what was said until the page that it belongs to has taken it.
#[derive(Clone, Copy)]
pub(crate) struct Post(StoredValue<Said>);

impl Post {
    pub(crate) fn open() -> Self {
        let said = SharedValue::new(said);
        Self(StoredValue::new(said.into_inner()))
    }

    /// The echo of this form: about this thing, if the form is about one.
    pub(crate) fn echo(form: &str, about: Option<&str>) -> Option<FormEcho> {
        let Self(post) = use_context::<Self>()?;
        let said = post.try_get_value()?;
        read::<FormEcho>(said.echo).filter(|echo| echo.form == form && echo.typed("about") == about)
    }

    /// The invitation that was just made.
    pub(crate) fn issued() -> Option<IssuedInvitation> {
        let Self(post) = use_context::<Self>()?;
        read(post.try_get_value()?.issued)
    }

    /// An invitation was just made, for the page that shows it.
    pub(crate) fn tell(self, issued: &IssuedInvitation) {
        let issued = serde_json::to_string(issued).ok();
        self.0.try_update_value(|said| said.issued = issued);
    }

    /// Another page is shown: what was said about the last one is over.
    pub(crate) fn forget(self) {
        self.0.try_set_value(Said::default());
    }
}
