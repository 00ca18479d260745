//! Stip on the home screen. Which of the ways fits, only the browser knows: all of them stand here, and
//! `install.js` says on `<html>` which one the stylesheet shows.

use contract::path::page;
use leptos::prelude::*;

use crate::language::use_texts;
use crate::ui::{Icon, YouthFrame};

/// How Stip comes onto the home screen.
pub(crate) fn install_page() -> AnyView {
    let texts = use_texts();
    let step = |picture: &'static str, words: &'static str| {
        view! {
            <li class="card install-step">
                <p>{words}</p>
                <svg class="install-picture" viewBox="0 0 120 80" aria-hidden="true">
                    <use_ href=["/icons.svg#", picture].concat()></use_>
                </svg>
            </li>
        }
    };
    view! {
        <YouthFrame title=texts.install_title() note=texts.install_lead().to_owned()>
            <section class="card install-way install-ask">
                <p>{texts.install_ask()}</p>
                <button class="button button-sun button-wide" type="button" data-install-now>
                    <Icon name="phone"/>
                    {texts.install_now()}
                </button>
            </section>
            <ol class="stack install-way install-ios">
                {step("ios-share", texts.install_ios_share())}
                {step("ios-add", texts.install_ios_add())}
                {step("ios-open", texts.install_ios_open())}
            </ol>
            <ol class="stack install-way install-menu">
                {step("menu-open", texts.install_menu_open())}
                {step("menu-add", texts.install_menu_add())}
            </ol>
            <p class="notice install-way install-done">
                <Icon name="check"/>
                <span>{texts.install_done()}</span>
            </p>
            <a class="button button-quiet button-wide" href=page::ME>
                {texts.nav_back()}
            </a>
        </YouthFrame>
    }
    .into_any()
}
