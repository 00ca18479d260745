//! The top of a page: sky, the dot on the horizon, and the title.

use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::echo::Post;
use crate::session::Visit;

/// The sun, hills and trees at the end of the land, and the road to the dot.
pub const SKY_VIEW: &str = concat!(
    r#"<circle class="sky-sun" cx="282" cy="44" r="31"></circle>"#,
    r#"<path class="sky-far" d="M-1600 60V52H-60Q30 42 120 50T250 56H2000V60ZM56 47a4 9 0 1 1 8 0zm12-1"#,
    r#"a4 10 0 1 1 8 0zm12 1a4 8 0 1 1 8 0zm14 1a3.5 7 0 1 1 7 0z"></path>"#,
    r#"<path class="sky-land" d="M-1600 58H0Q90 52 180 56T360 54H2000V106H-1600Z"></path>"#,
    r#"<path class="sky-road" d="M-1600 88C-500 88 40 80 206 71C248 68.5 272 63 281.5 55.5H283.5C284 63 "#,
    r#"272 72 236 77.5C100 95-500 106-1600 106Z"></path>"#,
    r#"<path class="sky-line" d="M-1600 58H0Q90 52 180 56T360 54H2000"></path>"#,
);

/// The sky with what stands in it.
#[component]
pub(crate) fn Sky(children: Children) -> impl IntoView {
    view! {
        <header class="sky">
            <div class="sky-in">{children()}</div>
            <svg
                class="sky-view"
                viewBox="0 0 360 104"
                preserveAspectRatio="xMidYMax meet"
                aria-hidden="true"
                inner_html=SKY_VIEW
            >
            </svg>
        </header>
    }
    .into_any()
}

/// The title of the page: also the name of the tab, and where the focus goes when a person came here by
/// a link.
#[component]
pub(crate) fn Heading(#[prop(into)] text: Signal<String>) -> impl IntoView {
    let title = NodeRef::<html::H1>::new();
    let (visit, post) = (use_context::<Visit>(), use_context::<Post>());
    Effect::new(move || {
        let (Some(title), Some(visit)) = (title.get(), visit) else {
            return;
        };
        let moved = visit
            .moved
            .try_update_value(|moved| core::mem::replace(moved, true));
        if moved == Some(true) {
            if let Some(post) = post {
                post.forget();
            }
            // A part that came late may be drawn a moment before it stands in the page: then the next frame does
            // it. A failure to focus leaves the person where they were: nothing to mend.
            let focus = move || {
                let _left_alone = title.focus();
            };
            focus();
            request_animation_frame(focus);
        }
    });
    view! {
        <Title text=move || [&text.get(), " · Stip"].concat()/>
        <h1 tabindex="-1" node_ref=title>
            {move || text.get()}
        </h1>
    }
    .into_any()
}
