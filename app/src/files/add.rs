//! A photo and a voice note with what is being written.

use domain::id::FileId;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::phone::Phone;
use super::photo::{AddPhoto, Photo};
use super::voice::{AddVoice, Voice};
use crate::form::FormState;
use crate::language::use_texts;
use crate::session::minter;

/// What is being put with a form. Who saves while it is still being made waits for it: a phone may need
/// seconds for a photo, and what the form does not name when it is read is lost.
#[derive(Clone, Copy)]
pub(crate) struct Adding {
    photo: RwSignal<Photo>,
    voice: RwSignal<Voice>,
    /// The form waits for them.
    held: RwSignal<bool>,
    /// The value of the button that is to send it.
    tapped: StoredValue<String>,
    form: StoredValue<Option<FormState>>,
}

impl Adding {
    /// Nothing so far.
    pub(crate) fn new() -> Self {
        Self {
            photo: RwSignal::new(Photo::None),
            voice: RwSignal::new(Voice::None),
            held: RwSignal::new(false),
            tapped: StoredValue::new(String::new()),
            form: StoredValue::new(None),
        }
    }

    /// Something in the form was tapped; perhaps a button that sends it. As long as something is being made
    /// the form counts as on its way, so that it is not sent yet.
    pub(crate) fn hold(self, tap: &MouseEvent) {
        let Some(value) = sending(tap) else { return };
        let Some(FormState { busy, .. }) = self.form.get_value() else {
            return;
        };
        if busy.is_untracked() {
            return;
        }
        // Whoever still has to be asked for the microphone has said nothing.
        if self.voice.get_untracked() == Voice::Asking {
            self.voice.set(Voice::None);
        }
        let (photo, voice) = (self.photo.get_untracked(), self.voice.get_untracked());
        if photo.is_made() || voice.is_made() {
            // What failed before was told; what fails from here on is news.
            if photo.has_failed() {
                self.photo.set(Photo::None);
            }
            if voice.has_failed() {
                self.voice.set(Voice::None);
            }
            busy.set(true);
            self.tapped.set_value(value);
            self.held.set(true);
        }
    }

    /// Sends the form once all is made. When something failed it waits for another tap: the person has to
    /// see that it does not go along.
    fn let_go(self, phone: &Phone) {
        let (photo, voice) = (self.photo.get(), self.voice.get());
        if !self.held.get() || photo.is_made() || voice.is_made() {
            return;
        }
        self.held.set(false);
        if let Some(FormState { busy, .. }) = self.form.get_value() {
            busy.set(false);
        }
        let tapped = self.tapped.get_value();
        phone.go_on(tapped, photo.has_failed() || voice.has_failed());
    }
}

/// The value of the button that was tapped, if it sends the form.
fn sending(tap: &MouseEvent) -> Option<String> {
    let tapped: Element = tap.target()?.dyn_into().ok()?;
    let button = tapped.closest("button:not([type])").ok().flatten()?;
    Some(button.get_attribute("value").unwrap_or_default())
}

/// Two ways to show what went well, next to writing it.
#[component]
pub(crate) fn AddFiles(
    /// What they are put with.
    files: Adding,
) -> impl IntoView {
    let texts = use_texts();
    files.form.set_value(use_context());
    if let Some(phone) = Phone::here() {
        Effect::new(move || files.let_go(&phone));
    }
    view! {
        <fieldset class="files-add">
            <legend>
                {texts.files_more()}
                <span class="hint">" (" {texts.field_optional()} ")"</span>
            </legend>
            <AddPhoto state=files.photo/>
            <AddVoice state=files.voice held=files.held/>
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
