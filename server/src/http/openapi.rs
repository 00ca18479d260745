//! The description of the API, made from the handlers themselves.

use axum::response::IntoResponse;
use http::header;
use utoipa::OpenApi;

use super::{api, live, refresh};

/// Everything under `/api/v1`, and the refresh path. Only ever grows.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Stip",
        description = "One development plan, owned by a youth. Sessions are cookies; \
        requests that write must come from the same site. Errors are RFC 9457 with a stable `code`.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    paths(
        api::people::me,
        api::people::caseload,
        api::sessions::log_in,
        api::sessions::log_out,
        api::consents::list,
        api::consents::offer,
        api::consents::preview,
        api::consents::withdraw,
        api::consents::shared_plans,
        api::consents::shared_plan,
        api::invitations::invite,
        api::invitations::look_up,
        api::invitations::redeem,
        api::invitations::mismatch,
        api::plans::entries,
        api::plans::view,
        api::plans::record,
        api::plans::deliveries,
        api::files::put,
        api::files::get,
        live::live,
        api::push::key,
        api::push::subscribe,
        api::push::unsubscribe,
        api::push::receipt,
        refresh::refresh,
    )
)]
struct Description;

/// The description as JSON.
///
/// # Errors
///
/// Never in practice: it holds nothing that JSON cannot.
pub fn json() -> serde_json::Result<String> {
    Description::openapi().to_pretty_json()
}

/// Serves it.
pub(super) async fn serve() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/json")],
        json().unwrap_or_default(),
    )
}
