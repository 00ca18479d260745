//! Remembers on this device that somebody said "not now" to messages.

use crate::clock;

const KEY: &str = "stip-push-not-before";

/// A week of quiet after "not now", in milliseconds.
const QUIET: i64 = 7 * 24 * 60 * 60 * 1_000;

pub(crate) fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Whether the person may be asked now.
pub(crate) fn is_open() -> bool {
    let kept = storage().and_then(|storage| storage.get_item(KEY).ok()?);
    kept.and_then(|at| at.parse::<i64>().ok())
        .is_none_or(|at| at <= clock::now().as_millisecond())
}

/// "Not now."
pub(crate) fn postpone() {
    let until = clock::now().as_millisecond().saturating_add(QUIET);
    if let Some(storage) = storage() {
        // Without room the question comes again; no more than that.
        let _asks_again = storage.set_item(KEY, &until.to_string());
    }
}
