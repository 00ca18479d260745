//! Messages on this phone: ask, subscribe, tell the server; and look again at every start, because a
//! browser may drop a subscription without a word.

use app::device::PushState;
use contract::{Problem, ProblemCode, PushKey, path};
use js_sys::{JSON, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Notification, NotificationPermission, PushManager, PushSubscription,
    PushSubscriptionOptionsInit, ServiceWorkerRegistration,
};

use crate::offer::storage;
use crate::{http, worker};

const WAS_ON: &str = "stip-push-was-on";

/// Whether this browser knows messages at all; an iPhone only does once Stip is on its home screen.
fn is_supported() -> bool {
    let has = |name: &str| {
        web_sys::window()
            .is_some_and(|window| js_sys::Reflect::has(&window, &name.into()).unwrap_or(false))
    };
    has("Notification") && has("PushManager") && worker::container().is_some()
}

async fn manager() -> Option<PushManager> {
    let ready = JsFuture::from(worker::container()?.ready().ok()?)
        .await
        .ok()?;
    ready
        .dyn_into::<ServiceWorkerRegistration>()
        .ok()?
        .push_manager()
        .ok()
}

async fn subscription() -> Option<PushSubscription> {
    let found = JsFuture::from(manager().await?.get_subscription().ok()?)
        .await
        .ok()?;
    found.dyn_into().ok()
}

/// How it stands now. A subscription that the browser dropped is made again where that needs no tap; an
/// iPhone wants one.
pub(crate) async fn state() -> PushState {
    if !is_supported() {
        return PushState::Unsupported;
    }
    match Notification::permission() {
        NotificationPermission::Granted if subscription().await.is_some() => PushState::On,
        NotificationPermission::Granted if was_on() => match renew().await {
            Ok(()) => PushState::On,
            Err(_) => PushState::Lost,
        },
        _ if was_on() => PushState::Lost,
        NotificationPermission::Denied => PushState::Denied,
        _ => PushState::Off,
    }
}

/// The browser's own question. Only the answer to a tap may ask it.
pub(crate) fn ask() -> Option<Promise> {
    if is_supported() {
        Notification::request_permission().ok()
    } else {
        None
    }
}

/// Waits for the answer, subscribes, and tells the server.
pub(crate) async fn subscribe(asked: Option<Promise>) -> Result<PushState, Problem> {
    let Some(asked) = asked else {
        return Ok(PushState::Unsupported);
    };
    let answer = JsFuture::from(asked)
        .await
        .ok()
        .and_then(|answer| answer.as_string());
    match answer.as_deref() {
        Some("granted") => {}
        Some("denied") => return Ok(PushState::Denied),
        _ => return Ok(PushState::Off),
    }
    renew().await?;
    Ok(PushState::On)
}

/// Subscribes, and tells the server. The person has said yes before.
async fn renew() -> Result<(), Problem> {
    let key: PushKey = http::ask("GET", path::PUSH_KEY, None).await?;
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key(&key.key.into());
    let refused = |_: JsValue| Problem::from(ProblemCode::Unavailable);
    let manager = manager().await.ok_or(ProblemCode::Unavailable)?;
    let subscribed = manager.subscribe_with_options(&options).map_err(refused)?;
    let subscription = JsFuture::from(subscribed).await.map_err(refused)?;
    tell(&subscription).await
}

/// The server keeps a subscription by its address: telling it twice is safe.
async fn tell(subscription: &JsValue) -> Result<(), Problem> {
    let body = JSON::stringify(subscription)
        .ok()
        .ok_or(ProblemCode::Malformed)?;
    http::send("PUT", path::PUSH_SUBSCRIPTION, Some(body.into())).await?;
    if let Some(storage) = storage() {
        // Without room a lost subscription looks like one that never was; no more than that.
        let _not_missed = storage.set_item(WAS_ON, "");
    }
    Ok(())
}

/// Whether whoever is logged in here was woken by this browser before. Logging out clears it, so that
/// nobody is subscribed by somebody else's yes.
fn was_on() -> bool {
    storage().is_some_and(|storage| storage.get_item(WAS_ON).is_ok_and(|kept| kept.is_some()))
}

/// Tells the server once more at every start what this browser has.
pub(crate) fn check_again() {
    if !is_supported() || Notification::permission() != NotificationPermission::Granted {
        return;
    }
    wasm_bindgen_futures::spawn_local(async {
        if state().await != PushState::On {
            return;
        }
        if let Some(subscription) = subscription().await {
            // Nobody logged in, or no network: the next start tells it again.
            let _next_time = tell(&subscription).await;
        }
    });
}
