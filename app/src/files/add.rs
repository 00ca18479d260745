//! A photo and a voice note with what is being written.

use domain::id::FileId;
use leptos::prelude::*;

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
    form: StoredValue<Option<FormState>>,
}

impl Adding {
    /// Nothing so far.
    pub(crate) fn new() -> Self {
        Self {
            photo: RwSignal::new(Photo::None),
            voice: RwSignal::new(Voice::None),
            held: RwSignal::new(false),
            form: StoredValue::new(None),
        }
    }

    /// The button that saves was tapped. As long as something is being made the form counts as on its way,
    /// so that it is not sent yet.
    pub(crate) fn hold(self) {
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
        phone.go_on(photo.has_failed() || voice.has_failed());
    }
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
