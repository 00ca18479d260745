//! A photo and a voice note, shown: from this phone when it is there, else from the server.

use contract::form::{Ask, Back};
use contract::path;
use domain::id::{FileId, PlanId, WinId};
use domain::journal::FileKind;
use domain::plan::{File, SharedFile, Win};
use leptos::html;
use leptos::prelude::*;

use super::phone::{self, Phone};
use crate::form::{Hidden, Submit, TapForm};
use crate::language::use_texts;
use crate::ui::{Icon, More};

/// One file, ready to show.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct ShownFile {
    id: FileId,
    media: FileKind,
    seconds: Option<u16>,
    removed: bool,
}

impl ShownFile {
    /// Those of a win, oldest first.
    pub(crate) fn of(win: &Win) -> Vec<Self> {
        let shown = |file: &File| Self {
            id: file.id,
            media: file.media,
            seconds: file.seconds,
            removed: file.removed,
        };
        win.files.iter().map(shown).collect()
    }

    /// Those that somebody is shown who reads along.
    pub(crate) fn shared(files: &[SharedFile]) -> Vec<Self> {
        let shown = |file: &SharedFile| Self {
            id: file.id,
            media: file.media,
            seconds: file.seconds,
            removed: false,
        };
        files.iter().map(shown).collect()
    }
}

/// Where a file comes from. The phone that it was made on has it without asking anybody; `None` until
/// that is known.
fn source(plan: PlanId, file: FileId, own: bool) -> RwSignal<Option<String>> {
    let from_server = path::file(plan, file);
    let known = phone::shown(file);
    let Some(phone) = Phone::here().filter(|_| own && known.is_none()) else {
        return RwSignal::new(Some(known.unwrap_or(from_server)));
    };
    let from = RwSignal::new(None);
    leptos::task::spawn_local(async move {
        let found = phone.find(file).await;
        from.try_set(Some(found.unwrap_or(from_server)));
    });
    from
}

/// The files of a win.
#[component]
pub(crate) fn ShownFiles(
    /// The plan around.
    plan: PlanId,
    /// The words of the win: who cannot see the photo reads them.
    #[prop(into)]
    words: Signal<Option<String>>,
    /// Its files.
    files: Vec<ShownFile>,
    /// The win, when it is the viewer's own: then they may take files away.
    #[prop(default = None)]
    own: Option<WinId>,
) -> impl IntoView {
    let texts = use_texts();
    let one = move |file: ShownFile| {
        let ShownFile {
            id,
            media,
            seconds,
            removed,
        } = file;
        if removed {
            let said = match media {
                FileKind::Photo => texts.files_photo_removed(),
                FileKind::Voice => texts.files_voice_removed(),
            };
            return view! { <p class="soft small removed">{said}</p> }.into_any();
        }
        let from = source(plan, id, own.is_some());
        let shown = match media {
            FileKind::Photo => photo(from, words),
            FileKind::Voice => view! { <Player from=from seconds=seconds/> }.into_any(),
        };
        let take = own.map(|win| take_away(win, id, media));
        view! {
            {shown}
            {take}
        }
        .into_any()
    };
    files.into_iter().map(one).collect_view().into_any()
}

/// A fixed room for the picture: nothing jumps when it comes.
fn photo(from: RwSignal<Option<String>>, words: Signal<Option<String>>) -> AnyView {
    let texts = use_texts();
    let lost = RwSignal::new(false);
    let alt = move || match words.get() {
        Some(words) => texts.files_photo_alt(&words),
        None => texts.files_photo().to_owned(),
    };
    view! {
        <div class="photo">
            {move || if lost.get() {
                view! { <p class="soft">{texts.files_photo_lost()}</p> }.into_any()
            } else {
                view! {
                    <img
                        src=move || from.get()
                        alt=alt
                        loading="lazy"
                        decoding="async"
                        on:error=move |_| lost.set(true)
                    />
                }.into_any()
            }}
        </div>
    }
    .into_any()
}

/// A button to listen; without script the browser's own player.
#[component]
pub(super) fn Player(
    /// Where the sound is.
    #[prop(into)]
    from: Signal<Option<String>>,
    /// How long it lasts.
    seconds: Option<u16>,
) -> impl IntoView {
    let texts = use_texts();
    let sound = NodeRef::<html::Audio>::new();
    let (playing, lost) = (RwSignal::new(false), RwSignal::new(false));
    let length = seconds.map_or_else(
        || texts.files_voice().to_owned(),
        |seconds| texts.files_voice_length(&seconds.to_string()),
    );
    let tap = move |_| {
        let Some(sound) = sound.get_untracked() else {
            return;
        };
        if playing.get_untracked() {
            // A failure to stop is nothing to mend.
            let _goes_on = sound.pause();
        } else {
            lost.set(false);
            // What cannot be played says so itself.
            let _begun = sound.play();
        }
    };
    view! {
        <div class="voice">
            <audio
                node_ref=sound
                controls
                preload="none"
                src=move || from.get()
                aria-label=length.clone()
                on:play=move |_| playing.set(true)
                on:pause=move |_| playing.set(false)
                on:ended=move |_| playing.set(false)
                on:error=move |_| lost.set(true)
            ></audio>
            <button type="button" class="button button-quiet" on:click=tap>
                {move || view! { <Icon name=if playing.get() { "hold" } else { "play" }/> }}
                <span>
                    {move || if playing.get() { texts.files_voice_pause() } else { texts.files_voice_play() }}
                </span>
            </button>
            <span class="soft small">{length}</span>
            {move || lost.get().then(|| view! { <p class="soft" role="status">{texts.files_voice_lost()}</p> })}
        </div>
    }
    .into_any()
}

fn take_away(win: WinId, file: FileId, media: FileKind) -> AnyView {
    let texts = use_texts();
    let label = match media {
        FileKind::Photo => texts.files_photo_remove(),
        FileKind::Voice => texts.files_voice_remove(),
    };
    view! {
        <More label=label icon="cross">
            <p>{texts.files_remove_sure()}</p>
            <TapForm ask=Ask::RemoveFile back=Back::Wins about=win.uuid()>
                <Hidden name="file" value=file.to_string()/>
                <Submit label=label class="button button-quiet"/>
            </TapForm>
        </More>
    }
    .into_any()
}
