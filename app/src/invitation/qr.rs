//! A QR code as a picture of rectangles: no file, no inline style.

use leptos::prelude::*;

use crate::language::use_texts;

/// Draws a QR code: modules on a side, and one `0` or `1` per module, row by row.
pub(super) fn qr(side: u16, modules: &str) -> AnyView {
    // The quiet zone that a camera needs: four modules on every side (ISO/IEC 18004).
    let span = side.saturating_add(8).to_string();
    let view_box = ["-4 -4 ", &span, " ", &span].concat();
    view! {
        <div class="qr">
            <svg
                viewBox=view_box
                shape-rendering="crispEdges"
                role="img"
                aria-label=use_texts().coach_invite_qr_alt()
            >
                <path d=path(side, modules)></path>
            </svg>
        </div>
    }
    .into_any()
}

/// Every dark module as a square of one path.
fn path(side: u16, modules: &str) -> String {
    let side = usize::from(side).max(1);
    let mut path = String::new();
    for (at, _) in modules
        .bytes()
        .enumerate()
        .filter(|(_, module)| *module == b'1')
    {
        for piece in [
            "M",
            &(at % side).to_string(),
            " ",
            &(at / side).to_string(),
            "h1v1h-1z",
        ] {
            path.push_str(piece);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn dark_modules_become_squares_row_by_row() {
        assert_eq!(path(2, "0110"), "M1 0h1v1h-1zM0 1h1v1h-1z");
    }
}
