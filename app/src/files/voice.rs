//! *Inspreken*: at most a minute, with a calm count; then listen back, again, or not at all.

use core::time::Duration;

use domain::id::FileId;
use domain::journal::FileKind;
use leptos::prelude::*;

use super::add::{file_minter, named};
use super::phone::{Phone, Spoken, Trouble};
use super::shown::Player;
use crate::form::FormState;
use crate::language::use_texts;
use crate::problem::notice;
use crate::ui::Icon;

const SECOND: Duration = Duration::from_secs(1);

/// How far it is.
#[derive(Clone, PartialEq)]
pub(super) enum Voice {
    None,
    /// The browser asks whether it may.
    Asking,
    /// So many seconds so far.
    Speaking(u16),
    /// It is being put away.
    Ending,
    Here(FileId, Spoken),
    Failed(Trouble),
}

impl Voice {
    pub(super) fn is_made(&self) -> bool {
        matches!(self, Self::Speaking(_) | Self::Ending)
    }

    /// Whether the page says that it did not work; nothing is said of nothing.
    pub(super) fn has_failed(&self) -> bool {
        matches!(self, Self::Failed(trouble) if *trouble != Trouble::Nothing)
    }
}

/// The field of a voice note; only with script.
#[component]
pub(super) fn AddVoice(
    /// How far it is.
    state: RwSignal<Voice>,
    /// The form was sent: it ends here.
    held: RwSignal<bool>,
) -> impl IntoView {
    let texts = use_texts();
    let touched = use_context::<FormState>().map(|form| form.touched);
    let files = StoredValue::new(Phone::here());
    let mint = StoredValue::new(file_minter());
    on_cleanup(move || {
        if let Some(files) = files.try_get_value().flatten() {
            files.cancel();
        }
    });
    let let_go = move || {
        if let (Voice::Here(file, _), Some(files)) = (state.get_untracked(), files.get_value()) {
            files.forget(file);
        }
        state.set(Voice::None);
        if let Some(touched) = touched {
            touched.set(true);
        }
    };
    let end = move || {
        if let Some(files) = files.get_value() {
            state.set(Voice::Ending);
            let file = mint.with_value(|mint| mint());
            leptos::task::spawn_local(async move {
                state.try_set(match files.stop(file).await {
                    Ok(spoken) => Voice::Here(file, spoken),
                    Err(trouble) => Voice::Failed(trouble),
                });
            });
        }
    };
    Effect::new(move || {
        if held.get() && matches!(state.get_untracked(), Voice::Speaking(_)) {
            end();
        }
    });
    let begin = move |_| {
        if held.get_untracked() || matches!(state.get_untracked(), Voice::Asking | Voice::Ending) {
            return;
        }
        let_go();
        if let Some(files) = files.get_value() {
            state.set(Voice::Asking);
            leptos::task::spawn_local(async move {
                match files.record().await {
                    Ok(()) if state.try_get_untracked() == Some(Voice::Asking) => {
                        state.try_set(Voice::Speaking(0));
                        count(state, end);
                    }
                    // The page was left while the browser asked.
                    Ok(()) => files.cancel(),
                    Err(trouble) => {
                        state.try_set(Voice::Failed(trouble));
                    }
                }
            });
        }
    };
    let label = move || match state.get() {
        Voice::Here(..) => texts.files_voice_again(),
        _ => texts.files_voice_add(),
    };
    let is_speaking = Memo::new(move |_| matches!(state.get(), Voice::Speaking(_)));
    let seconds = move || match state.get() {
        Voice::Speaking(seconds) => seconds,
        _ => 0,
    };
    view! {
        <div class="file-add voice-add">
            {move || if is_speaking.get() {
                view! {
                    <div class="speaking">
                        <p role="status">{texts.files_voice_busy()}</p>
                        <p class="count">
                            {move || texts.files_voice_count(&FileKind::MAX_SECONDS.to_string(), &seconds().to_string())}
                        </p>
                        <meter min="0" max=FileKind::MAX_SECONDS.to_string() value=move || seconds().to_string() aria-hidden="true"></meter>
                        <button type="button" class="button" autofocus on:click=move |_| end()>
                            <Icon name="stop"/>
                            <span>{texts.files_voice_stop()}</span>
                        </button>
                    </div>
                }.into_any()
            } else {
                view! {
                    <button
                        type="button"
                        class="button button-quiet"
                        aria-disabled=move || matches!(state.get(), Voice::Asking | Voice::Ending).then_some("true")
                        on:click=begin
                    >
                        <Icon name="mic"/>
                        <span>{label}</span>
                    </button>
                }.into_any()
            }}
            {move || match state.get() {
                Voice::Here(file, Spoken { seconds, from }) => view! {
                    {named("voice_file", Some(file.to_string()))}
                    {named("voice_seconds", Some(seconds.to_string()))}
                    <Player from=Signal::stored(Some(from)) seconds=Some(seconds)/>
                    <button type="button" class="button button-plain" on:click=move |_| let_go()>
                        <Icon name="cross"/>
                        <span>{texts.files_voice_remove()}</span>
                    </button>
                }.into_any(),
                Voice::Failed(Trouble::Denied) => notice(texts.files_voice_denied().to_owned()),
                Voice::Failed(Trouble::NoRoom) => notice(texts.files_voice_no_room().to_owned()),
                Voice::Failed(Trouble::Unable | Trouble::NotAPicture) => notice(texts.files_voice_none().to_owned()),
                _ => ().into_any(),
            }}
        </div>
    }
    .into_any()
}

/// One more every second, and no more after a minute.
fn count(state: RwSignal<Voice>, end: impl Fn() + Copy + 'static) {
    set_timeout(
        move || {
            if let Some(Voice::Speaking(seconds)) = state.try_get_untracked() {
                let seconds = seconds.saturating_add(1);
                state.set(Voice::Speaking(seconds));
                if seconds < FileKind::MAX_SECONDS {
                    count(state, end);
                } else {
                    end();
                }
            }
        },
        SECOND,
    );
}
