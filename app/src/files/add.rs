//! A photo and a voice note with what is being written.

use domain::id::FileId;
use leptos::prelude::*;

use super::photo::AddPhoto;
use super::voice::AddVoice;
use crate::language::use_texts;
use crate::session::minter;

/// Two ways to show what went well, next to writing it.
#[component]
pub(crate) fn AddFiles() -> impl IntoView {
    let texts = use_texts();
    view! {
        <fieldset class="files-add">
            <legend>
                {texts.files_more()}
                <span class="hint">" (" {texts.field_optional()} ")"</span>
            </legend>
            <AddPhoto/>
            <AddVoice/>
        </fieldset>
    }
    .into_any()
}

/// Makes new ids of files.
pub(super) fn file_minter() -> impl Fn() -> FileId + Clone + Send + Sync + 'static {
    let mint = minter();
    move || FileId::from_uuid(mint().uuid())
}

/// The field by which the form names a file.
pub(super) fn named(name: &'static str, value: Option<String>) -> AnyView {
    value
        .map(|value| view! { <input type="hidden" name=name value=value/> })
        .into_any()
}
