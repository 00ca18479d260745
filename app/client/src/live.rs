//! Hears that something was added to a plan (server-sent events), and comes back after the network was
//! away, the phone slept, or the access token ran out.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use app::device::Listening;
use contract::{LiveEvent, ProblemCode, path};
use domain::id::PlanId;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventSource, MessageEvent, VisibilityState};

use crate::http;

/// How long to wait before a closed stream is opened again, in milliseconds.
const AGAIN: i32 = 3_000;

/// News within this time is one piece of news, in milliseconds.
const TOGETHER: i32 = 100;

type Heard = Arc<dyn Fn() + Send + Sync>;

/// What stays alive as long as somebody listens.
struct Ear {
    plan: Option<PlanId>,
    heard: Heard,
    /// News is on its way to the page.
    told: Cell<bool>,
    stream: RefCell<Option<Stream>>,
    seen: RefCell<Option<Closure<dyn FnMut()>>>,
}

struct Stream {
    source: EventSource,
    _news: Closure<dyn FnMut(MessageEvent)>,
    _fault: Closure<dyn FnMut(Event)>,
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Listens until what it gives back is called.
pub(crate) fn listen(plan: Option<PlanId>, heard: Heard) -> Listening {
    let ear = Rc::new(Ear {
        plan,
        heard,
        told: Cell::new(false),
        stream: RefCell::default(),
        seen: RefCell::default(),
    });
    open(&ear);
    watch_visibility(&ear);
    let ear = SendWrapper::new(ear);
    Listening(Box::new(move || close(&ear)))
}

fn open(ear: &Rc<Ear>) {
    let Ok(source) = EventSource::new(path::LIVE) else {
        return;
    };
    let news = {
        let ear = Rc::clone(ear);
        Closure::new(move |event: MessageEvent| tell(&ear, &event))
    };
    let fault = {
        let ear = Rc::clone(ear);
        Closure::new(move |_: Event| mend(&ear))
    };
    // A browser always takes a listener of a type that it knows.
    let _taken = source.add_event_listener_with_callback("plan", news.as_ref().unchecked_ref());
    source.set_onerror(Some(fault.as_ref().unchecked_ref()));
    *ear.stream.borrow_mut() = Some(Stream {
        source,
        _news: news,
        _fault: fault,
    });
}

fn tell(ear: &Rc<Ear>, event: &MessageEvent) {
    let said = event.data().as_string().unwrap_or_default();
    let Ok(event) = serde_json::from_str::<LiveEvent>(&said) else {
        return;
    };
    if ear.plan.is_none_or(|plan| plan == event.plan) && !ear.told.replace(true) {
        tell_soon(ear);
    }
}

/// News of many plans comes at once when a stream opens: one look is enough for all of it.
fn tell_soon(ear: &Rc<Ear>) {
    let ear = Rc::downgrade(ear);
    let told = Closure::once_into_js(move || {
        if let Some(ear) = ear.upgrade() {
            ear.told.set(false);
            if ear.stream.borrow().is_some() {
                (ear.heard)();
            }
        }
    });
    if let Some(window) = web_sys::window() {
        // Without a timer the next start shows the news.
        let _later = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(told.unchecked_ref(), TOGETHER);
    }
}

/// The browser tries again by itself, except after an answer that was no stream: then the token may
/// have run out.
fn mend(ear: &Rc<Ear>) {
    let closed = ear
        .stream
        .borrow()
        .as_ref()
        .is_some_and(|stream| stream.source.ready_state() == EventSource::CLOSED);
    if !closed {
        return;
    }
    let ear = Rc::downgrade(ear);
    let again = Closure::once_into_js(move || {
        let Some(ear) = ear.upgrade().filter(|ear| ear.stream.borrow().is_some()) else {
            return;
        };
        wasm_bindgen_futures::spawn_local(async move {
            let renewed = http::refresh().await;
            if ear.stream.borrow().is_none() {
                return;
            }
            match renewed {
                Ok(()) => open(&ear),
                // Nobody is logged in any more: the page hears that, and then nothing.
                Err(problem) if problem.code == ProblemCode::LoggedOut => (ear.heard)(),
                Err(_) => mend(&ear),
            }
        });
    });
    if let Some(window) = web_sys::window() {
        // Without a timer the page hears nothing until it is seen again.
        let _quiet = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(again.unchecked_ref(), AGAIN);
    }
}

/// A phone that slept, or had no network, has missed what was said: look again as soon as it is seen, and
/// as soon as the network is back.
fn watch_visibility(ear: &Rc<Ear>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let watched = Rc::downgrade(ear);
    let seen: Closure<dyn FnMut()> = Closure::new(move || {
        let document = web_sys::window().and_then(|window| window.document());
        let visible = document.is_some_and(|it| it.visibility_state() == VisibilityState::Visible);
        if let Some(ear) = watched.upgrade().filter(|_| visible) {
            open(&ear);
        }
    });
    let callback = seen.as_ref().unchecked_ref();
    let _taken = document.add_event_listener_with_callback("visibilitychange", callback);
    if let Some(window) = web_sys::window() {
        let _taken = window.add_event_listener_with_callback("online", callback);
    }
    *ear.seen.borrow_mut() = Some(seen);
}

fn close(ear: &Ear) {
    drop(ear.stream.borrow_mut().take());
    let document = web_sys::window().and_then(|window| window.document());
    if let (Some(document), Some(seen)) = (document, ear.seen.borrow_mut().take()) {
        let callback = seen.as_ref().unchecked_ref();
        let _gone = document.remove_event_listener_with_callback("visibilitychange", callback);
        if let Some(window) = web_sys::window() {
            let _gone = window.remove_event_listener_with_callback("online", callback);
        }
    }
}
