//! The HTML document around every page.

use domain::id::PersonId;
use leptos::html;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use locale::Language;

use crate::device::use_device;
use crate::{App, Assets, Brought, FormEcho, Issued, Onward};

/// For whom the server draws the page. A browser that keeps something of anybody else lets it go.
#[derive(Clone, Copy)]
pub struct Viewer {
    /// Who it is.
    pub person: PersonId,
    /// Whether their browser keeps their plan: a youth's does.
    pub keeps: bool,
}

/// The app lock of the browser is shut: the stylesheet shows nothing of the page until it is open.
#[derive(Clone, Copy)]
pub struct Locked;

/// The whole document. The page's own scripts carry a nonce by themselves; the others are files of this
/// site, or stand in the page for a browser that has not got them yet.
#[must_use]
pub fn shell(assets: Assets, brought: Option<Brought>) -> impl IntoView {
    let language = use_context::<Language>().unwrap_or_default();
    let shown = use_context::<FormEcho>()
        .map(|echo| echo.page)
        .or_else(|| use_context::<Issued>().map(|issued| issued.page.to_owned()))
        .or_else(|| use_context::<Onward>().map(|Onward(page)| page));
    let viewer = use_context::<Viewer>();
    let person = viewer.map(|viewer| viewer.person.to_string());
    let keeps = viewer.is_some_and(|viewer| viewer.keeps);
    let locked = use_context::<Locked>().is_some();
    let reading = use_device().map(|device| device.reading());
    view! {
        <!DOCTYPE html>
        <html
            lang=language.code()
            dir=language.direction()
            data-page=shown
            data-person=person
            data-keeps=keeps
            data-locked=locked
            data-reading=reading
        >
            <head>
                <meta charset="utf-8"/>
                <meta
                    name="viewport"
                    content="width=device-width, initial-scale=1, viewport-fit=cover"
                />
                <meta name="color-scheme" content="light dark"/>
                <Colours/>
                <Files assets brought/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

#[component]
fn Colours() -> impl IntoView {
    let theme = |scheme: &'static str, colour: &'static str| {
        html::meta()
            .name("theme-color")
            .attr("media", scheme)
            .content(colour)
    };
    view! {
        {theme("(prefers-color-scheme: light)", "#b9dbe4")}
        {theme("(prefers-color-scheme: dark)", "#0a1417")}
        <meta name="format-detection" content="telephone=no"/>
        <meta name="apple-mobile-web-app-title" content="Stip"/>
    }
}

#[component]
fn Files(assets: Assets, brought: Option<Brought>) -> impl IntoView {
    // The program comes after the first picture (`boot.js`): before that it would only keep the stylesheet waiting.
    let (style, boot) = match brought {
        Some(Brought { style, script, .. }) => (
            view! { <style nonce=use_nonce() inner_html=style.to_string()></style> }.into_any(),
            view! {
                <script r#type="module" nonce=use_nonce() inner_html=script.to_string()></script>
            }
            .into_any(),
        ),
        None => (
            view! { <link rel="stylesheet" href=assets.css/> }.into_any(),
            view! { <script r#type="module" src=assets.boot></script> }.into_any(),
        ),
    };
    view! {
        {style}
        <link rel="manifest" href="/manifest.webmanifest"/>
        <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
        <link rel="apple-touch-icon" href="/icon-180.png"/>
        {boot}
    }
}
