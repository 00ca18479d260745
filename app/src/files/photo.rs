//! *Foto erbij*: chosen or made, made small on the phone, and seen at once. Without script the form takes
//! the photo as it is.

use contract::ProblemCode;
use domain::id::FileId;
use leptos::html;
use leptos::prelude::*;

use super::add::{file_minter, named};
use super::phone::{Phone, Trouble};
use crate::form::FormState;
use crate::language::use_texts;
use crate::problem::{notice, sentence};
use crate::ui::Icon;

/// How far it is.
#[derive(Clone, PartialEq)]
pub(super) enum Photo {
    None,
    /// It is being made small.
    Busy(FileId),
    Here(FileId, String),
    Failed(&'static str),
}

impl Photo {
    pub(super) fn is_made(&self) -> bool {
        matches!(self, Self::Busy(_))
    }

    pub(super) fn has_failed(&self) -> bool {
        matches!(self, Self::Failed(_))
    }
}

/// The field of a photo.
#[component]
pub(super) fn AddPhoto(
    /// How far it is.
    state: RwSignal<Photo>,
) -> impl IntoView {
    let texts = use_texts();
    let node = NodeRef::<html::Input>::new();
    let touched = use_context::<FormState>().map(|form| form.touched);
    let files = StoredValue::new(Phone::here());
    let mint = file_minter();
    let let_go = move || {
        if let (Photo::Here(file, _), Some(files)) = (state.get_untracked(), files.get_value()) {
            files.forget(file);
        }
        state.set(Photo::None);
    };
    let chosen = move |_| {
        let Some(files) = files.get_value() else {
            return;
        };
        let_go();
        let file = mint();
        state.set(Photo::Busy(file));
        leptos::task::spawn_local(async move {
            let taken = match files.photo(file).await {
                Ok(from) => Photo::Here(file, from),
                Err(Trouble::Nothing) => Photo::None,
                Err(Trouble::NoRoom) => Photo::Failed(texts.files_photo_no_room()),
                Err(_) => Photo::Failed(sentence(texts, &ProblemCode::NotAPicture.into())),
            };
            // Another may have been chosen meanwhile: then this one is not wanted any more.
            if state.try_get_untracked() == Some(Photo::Busy(file)) {
                state.set(taken);
            } else {
                files.forget(file);
            }
        });
    };
    let take_back = move |_| {
        let_go();
        if let Some(field) = node.get_untracked() {
            field.set_value("");
        }
        if let Some(touched) = touched {
            touched.set(true);
        }
    };
    let is_here = Memo::new(move |_| matches!(state.get(), Photo::Here(..)));
    view! {
        <div class="file-add">
            <label class="button button-quiet file-choose">
                <Icon name="camera"/>
                <span>
                    {move || if is_here.get() { texts.files_photo_other() } else { texts.files_photo_add() }}
                </span>
                <input
                    node_ref=node
                    class="file-field"
                    type="file"
                    name="photo"
                    accept="image/*"
                    on:change=chosen
                />
            </label>
            <div role="status">
                {move || match state.get() {
                    Photo::None | Photo::Failed(_) => ().into_any(),
                    Photo::Busy(_) => view! { <p class="soft">{texts.files_photo_busy()}</p> }.into_any(),
                    Photo::Here(file, from) => view! {
                        {named("photo_file", Some(file.to_string()))}
                        <div class="photo"><img src=from alt=texts.files_photo()/></div>
                    }
                    .into_any(),
                }}
            </div>
            {move || match state.get() {
                Photo::Failed(said) => notice(said.to_owned()),
                _ => ().into_any(),
            }}
            {move || {
                is_here.get().then(|| view! {
                    <button type="button" class="button button-plain" on:click=take_back>
                        <Icon name="cross"/>
                        <span>{texts.files_photo_remove()}</span>
                    </button>
                })
            }}
        </div>
    }
    .into_any()
}
