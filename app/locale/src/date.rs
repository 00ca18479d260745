//! Dates as people say them: "morgen", "dinsdag 24 november", "3 weken geleden".

use jiff::civil::{Date, Time, Weekday};

use crate::{Language, Texts};

impl Texts {
    /// A day, seen from today: "vandaag", "dinsdag 24 november", with the year when it is another.
    #[must_use]
    pub fn day(&self, date: Date, today: Date) -> String {
        match days_between(date, today) {
            0 => self.date_today().to_owned(),
            1 => self.date_yesterday().to_owned(),
            -1 => self.date_tomorrow().to_owned(),
            _ => {
                let (day, month) = (date.day().to_string(), self.month(date.month()));
                let weekday = self.weekday(date.weekday());
                if date.year() == today.year() {
                    self.date_full(&day, month, weekday)
                } else {
                    self.date_full_year(&day, month, weekday, &date.year().to_string())
                }
            }
        }
    }

    /// How long ago a day was: "vandaag", "gisteren", "9 dagen geleden", "3 weken geleden". A day in
    /// the future counts as today: clocks differ.
    #[must_use]
    pub fn ago(&self, date: Date, today: Date) -> String {
        let days = usize::try_from(days_between(date, today)).unwrap_or_default();
        match days {
            0 => self.date_today().to_owned(),
            1 => self.date_yesterday().to_owned(),
            2..=13 => self.date_days_ago(days),
            _ => self.date_weeks_ago(days / 7),
        }
    }

    /// The time of day: "14.05" in Dutch, "14:05" in English.
    #[must_use]
    pub fn clock(&self, time: Time) -> String {
        let separator = match self.language {
            Language::Dutch => ".",
            Language::English => ":",
        };
        let minute = time.minute().to_string();
        let zero = if minute.len() == 1 { "0" } else { "" };
        [&time.hour().to_string(), separator, zero, &minute].concat()
    }

    /// The month of a day, seen from today: "november", with the year when it is another.
    #[must_use]
    pub fn month_of(&self, date: Date, today: Date) -> String {
        let month = self.month(date.month());
        if date.year() == today.year() {
            month.to_owned()
        } else {
            [month, " ", &date.year().to_string()].concat()
        }
    }

    /// The name of a weekday.
    #[must_use]
    pub const fn weekday(&self, weekday: Weekday) -> &'static str {
        match weekday {
            Weekday::Monday => self.date_monday(),
            Weekday::Tuesday => self.date_tuesday(),
            Weekday::Wednesday => self.date_wednesday(),
            Weekday::Thursday => self.date_thursday(),
            Weekday::Friday => self.date_friday(),
            Weekday::Saturday => self.date_saturday(),
            Weekday::Sunday => self.date_sunday(),
        }
    }

    /// The name of a month, counted from 1.
    const fn month(&self, month: i8) -> &'static str {
        match month {
            1 => self.date_january(),
            2 => self.date_february(),
            3 => self.date_march(),
            4 => self.date_april(),
            5 => self.date_may(),
            6 => self.date_june(),
            7 => self.date_july(),
            8 => self.date_august(),
            9 => self.date_september(),
            10 => self.date_october(),
            11 => self.date_november(),
            _ => self.date_december(),
        }
    }
}

/// Whole days from one date to another; negative when the other is earlier.
fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}
