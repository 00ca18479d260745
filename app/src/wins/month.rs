//! A month of successes, drawn: a road with a dot on every day that had one. Days without one are simply
//! road: there is nothing to miss.

use leptos::prelude::*;

/// How high the road runs on each day of a month.
const HEIGHTS: [u8; 31] = [
    26, 23, 20, 18, 17, 17, 18, 20, 22, 25, 29, 32, 36, 40, 43, 45, 46, 47, 47, 45, 43, 41, 37, 34,
    30, 26, 23, 20, 18, 17, 17,
];

fn place(day: usize) -> Option<(usize, u8)> {
    let height = HEIGHTS.get(day.checked_sub(1)?)?;
    Some((day.saturating_mul(10).saturating_sub(2), *height))
}

/// Draws a month: how many successes each of its days had, by the day's number.
pub(super) fn month_road(wins: &[(usize, usize)]) -> AnyView {
    let points: Vec<_> = (1..=HEIGHTS.len())
        .filter_map(place)
        .map(|(x, y)| [&x.to_string(), ",", &y.to_string()].concat())
        .collect();
    let points = points.join(" ");
    let dot = |(day, count): &(usize, usize)| {
        let (x, y) = place(*day)?;
        let r = match count {
            1 => "6",
            2 => "7.5",
            _ => "9",
        };
        Some(view! { <circle class="month-dot" cx=x.to_string() cy=y.to_string() r=r></circle> })
    };
    view! {
        <svg class="month" viewBox="0 0 316 64" aria-hidden="true">
            <polyline class="month-bed" points=points.clone()></polyline>
            <polyline class="month-line" points=points></polyline>
            {wins.iter().filter_map(dot).collect_view()}
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{HEIGHTS, place};

    #[test]
    fn every_day_of_a_month_is_on_the_road() {
        assert_eq!(place(1), Some((8, 26)));
        assert_eq!(place(31).map(|(x, _)| x), Some(308));
        assert_eq!((place(0), place(32)), (None, None));
        assert!(HEIGHTS.iter().all(|height| (10..=54).contains(height)));
    }
}
