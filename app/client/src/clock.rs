//! The one place where the browser's clock and chance are read.

use core::time::Duration;

use contract::Problem;
use domain::id::Randomness;
use jiff::Timestamp;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// This moment, by the phone's clock; it may be days off and decides nothing.
#[must_use]
pub(crate) fn now() -> Timestamp {
    millis(js_sys::Date::now()).unwrap_or_default()
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "JavaScript has no whole numbers; a float saturates, and a moment out of range is refused"
)]
fn millis(since_1970: f64) -> Option<Timestamp> {
    Timestamp::from_millisecond(since_1970 as i64).ok()
}

/// Ten bytes of the browser's own cryptographic chance.
#[must_use]
pub(crate) fn randomness() -> Randomness {
    let mut bytes = Randomness::default();
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Ten bytes are far below the limit, the only thing that it can refuse.
        let _never_too_many = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// Waits. Without a timer it is over at once.
pub(crate) async fn pause(pause: Duration) -> Result<(), Problem> {
    let milliseconds = i32::try_from(pause.as_millis()).unwrap_or(i32::MAX);
    let over = Promise::new(&mut |done, _| {
        let timer = web_sys::window().and_then(|it| {
            it.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds)
                .ok()
        });
        if timer.is_none() {
            let _over = done.call0(&JsValue::UNDEFINED);
        }
    });
    // A timer never fails.
    let _over = JsFuture::from(over).await;
    Ok(())
}
