//! How numbers, money, moments and identifiers read on screen (design section 8). The browser's `Intl` does the
//! work; natively, where tests run, [`plain`] writes British English in UTC. Nothing here translates texts.

use domain::money::{Currency, Money, UnitCost, Value};
use domain::time::Timestamp;
use std::cell::RefCell;

/// What figures and dates are written by: the company's locale and zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conventions {
    /// BCP 47 tag, such as `en-GB`.
    pub locale: String,
    /// IANA zone, such as `Europe/London`; shown everywhere (DECISIONS 28).
    pub zone: String,
    /// Base currency.
    pub currency: Currency,
}

impl Default for Conventions {
    fn default() -> Self {
        Self {
            locale: "en-GB".into(),
            zone: "UTC".into(),
            currency: Currency::GBP,
        }
    }
}

thread_local! {
    static CONVENTIONS: RefCell<Conventions> = RefCell::default();
}

/// Takes over the company's conventions; pages drawn from now on follow them.
pub fn adopt(conventions: Conventions) {
    CONVENTIONS.with_borrow_mut(|now| {
        if *now != conventions {
            engine::forget();
            *now = conventions;
        }
    });
}

/// The base currency of the company.
pub fn base_currency() -> Currency {
    CONVENTIONS.with_borrow(|c| c.currency)
}

/// The zone in which every moment is shown.
pub fn zone() -> String {
    CONVENTIONS.with_borrow(|c| c.zone.clone())
}

/// The sign of a number below zero.
pub const MINUS: char = '\u{2212}';

/// An amount that is not known.
pub const UNKNOWN: &str = "\u{2014}";

/// A number of units: `1,248`, `−5`, `0`.
pub fn units(n: i64) -> String {
    let digits = engine::grouped(n.unsigned_abs());
    if n < 0 {
        format!("{MINUS}{digits}")
    } else {
        digits
    }
}

/// A change, always signed: `+3`, `−5`, `0`.
pub fn signed(n: i64) -> String {
    if n > 0 {
        format!("+{}", units(n))
    } else {
        units(n)
    }
}

/// `1 product`, `4 products`.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    format!("{} {}", units(n), if n == 1 { one } else { many })
}

/// An amount of money: `£1,248.00`, `−£67.70`, `EUR 38.50` for a currency that is not the base.
pub fn money(amount: Money) -> String {
    let base = base_currency();
    let text = engine::money(
        amount.minor.unsigned_abs(),
        amount.currency,
        amount.currency == base,
    );
    if amount.minor < 0 {
        format!("{MINUS}{text}")
    } else {
        text
    }
}

/// A change of value, always signed: `+£31.60`.
pub fn signed_money(amount: Money) -> String {
    if amount.minor > 0 {
        format!("+{}", money(amount))
    } else {
        money(amount)
    }
}

/// A value of stock in base currency, or `—` where it is too large to be one.
pub fn value(value: Value) -> String {
    value
        .rounded(base_currency())
        .map_or_else(|_| UNKNOWN.into(), money)
}

/// A signed value of stock in base currency.
pub fn signed_value(value: Value) -> String {
    value
        .rounded(base_currency())
        .map_or_else(|_| UNKNOWN.into(), signed_money)
}

/// A unit cost with the digits it has, at least those of the minor unit: `£4.35`, `£0.1275`.
pub fn unit_cost(cost: UnitCost) -> String {
    let currency = base_currency();
    let least = currency.minor_digits() as usize;
    let text = cost.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let grouped = engine::grouped(whole.parse().unwrap_or(0));
    let symbol = engine::symbol(currency);
    if part.is_empty() && least == 0 {
        format!("{symbol}{grouped}")
    } else {
        format!("{symbol}{grouped}.{part:0<least$}")
    }
}

/// The sign that stands before an amount of the base currency.
pub fn currency_sign() -> String {
    engine::symbol(base_currency())
}

/// A time of day: `13:56`.
pub fn time(at: Timestamp) -> String {
    let p = engine::parts(at);
    format!("{:02}:{:02}", p.hour, p.minute)
}

/// A time of day with seconds, for histories in which minutes are too coarse: `13:56:07`.
pub fn time_exact(at: Timestamp) -> String {
    let p = engine::parts(at);
    format!("{:02}:{:02}:{:02}", p.hour, p.minute, p.second)
}

/// A day: `20 Nov` in the current year, else `20 Nov 2025`.
pub fn day(at: Timestamp, now: Timestamp) -> String {
    let (p, today) = (engine::parts(at), engine::parts(now));
    let month = engine::month(at);
    if p.year == today.year {
        format!("{} {month}", p.day)
    } else {
        format!("{} {month} {}", p.day, p.year)
    }
}

/// A day with its year: `20 Nov 2026`.
pub fn full_day(at: Timestamp) -> String {
    let p = engine::parts(at);
    format!("{} {} {}", p.day, engine::month(at), p.year)
}

/// A day in words: `Friday 20 November 2026`.
pub fn long_day(at: Timestamp) -> String {
    engine::long_day(at)
}

/// A moment in a log: `Today 13:56`, `Yesterday 16:05`, `18 Nov 09:10`.
pub fn moment(at: Timestamp, now: Timestamp) -> String {
    match days_between(at, now) {
        0 => format!("Today {}", time(at)),
        1 => format!("Yesterday {}", time(at)),
        _ => format!("{} {}", day(at, now), time(at)),
    }
}

/// A moment within a sentence: `today 13:56`, `yesterday 16:05`, `18 Nov 09:10`.
pub fn moment_within(at: Timestamp, now: Timestamp) -> String {
    match days_between(at, now) {
        0 => format!("today {}", time(at)),
        1 => format!("yesterday {}", time(at)),
        _ => moment(at, now),
    }
}

/// The shortest form that still says when: the time today, else day and time.
pub fn brief(at: Timestamp, now: Timestamp) -> String {
    if days_between(at, now) == 0 {
        time(at)
    } else {
        format!("{} {}", day(at, now), time(at))
    }
}

/// How long ago, under a day; the day beyond that.
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    let minutes = now.millis_since(at).max(0) / 60_000;
    match minutes {
        0 => "just now".into(),
        1..60 => format!("{minutes} min ago"),
        60..1440 => format!("{} h ago", minutes / 60),
        _ => day(at, now),
    }
}

/// The greeting for a time of day.
pub fn greeting(now: Timestamp) -> &'static str {
    match engine::parts(now).hour {
        0..12 => "Good morning",
        12..18 => "Good afternoon",
        _ => "Good evening",
    }
}

/// Year, month and day for a date field: `2026-11-20`.
pub fn date_field(at: Timestamp) -> String {
    let p = engine::parts(at);
    format!("{:04}-{:02}-{:02}", p.year, p.month, p.day)
}

/// The last millisecond of a day as a date field gives it, in the company's zone.
pub fn end_of_day(day: &str) -> Option<Timestamp> {
    Some(on_clock((civil_day_of(day)? + 1) * 86_400_000 - 1))
}

/// The moment that a field of day and time holds, in the company's zone: `2026-11-20T13:45`, seconds left out or not.
pub fn moment_of_field(text: &str) -> Option<Timestamp> {
    let (day, time) = text.split_once('T')?;
    let mut numbers = time.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute) = (numbers.next()??, numbers.next()??);
    if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
        return None;
    }
    Some(on_clock(
        civil_day_of(day)? * 86_400_000 + (hour * 60 + minute) * 60_000,
    ))
}

/// Day and time for a field of both: `2026-11-20T13:45`.
pub fn moment_field(at: Timestamp) -> String {
    let p = engine::parts(at);
    format!("{}T{:02}:{:02}", date_field(at), p.hour, p.minute)
}

/// Days since 1970-01-01 of a day as a date field gives it.
fn civil_day_of(day: &str) -> Option<i64> {
    let mut numbers = day.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then(|| civil_day(year, month, day))
}

/// When the clock of the company's zone shows so many milliseconds since 1970-01-01.
fn on_clock(wanted: i64) -> Timestamp {
    // The offset of the zone is that of the moment looked for: found in two steps, since it may change on that day.
    let mut at = wanted;
    for _ in 0..2 {
        let p = engine::parts(Timestamp::from_millis(at));
        let seconds =
            ((civil_day(p.year, p.month, p.day) * 24 + p.hour) * 60 + p.minute) * 60 + p.second;
        at = wanted - (seconds * 1000 - at.div_euclid(1000) * 1000);
    }
    Timestamp::from_millis(at)
}

/// A size on disk: `640 kB`, `12.4 MB`, `1.2 GB`.
pub fn bytes(n: u64) -> String {
    let tenths = |unit: u64, name: &str| {
        let t = n.saturating_mul(10) / unit;
        if t >= 1000 {
            format!("{} {name}", engine::grouped(t / 10))
        } else {
            format!("{}.{} {name}", t / 10, t % 10)
        }
    };
    match n {
        0..1_000 => format!("{n} B"),
        1_000..1_000_000 => format!("{} kB", n / 1_000),
        1_000_000..1_000_000_000 => tenths(1_000_000, "MB"),
        _ => tenths(1_000_000_000, "GB"),
    }
}

/// A share, with one digit below ten: `0.4 %`, `42 %`.
pub fn percent(part: i128, whole: i128) -> String {
    if whole == 0 {
        return UNKNOWN.into();
    }
    let tenths = part.saturating_mul(1000) / whole;
    let sign = if tenths < 0 {
        MINUS.to_string()
    } else {
        String::new()
    };
    let t = tenths.unsigned_abs();
    if t >= 100 {
        format!("{sign}{} %", t / 10)
    } else {
        format!("{sign}{}.{} %", t / 10, t % 10)
    }
}

/// Grams as kilograms: `2.4 kg`.
pub fn weight(grams: u32) -> String {
    let text = format!("{}.{:03}", grams / 1000, grams % 1000);
    format!("{} kg", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Millimetres as centimetres without the unit: `40`, `2.5`.
pub fn centimetres(mm: u32) -> String {
    let text = format!("{}.{}", mm / 10, mm % 10);
    text.trim_end_matches(".0").to_owned()
}

/// The first letters of the first and the last name.
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let first = words.next();
    let last = words.next_back();
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// The first name of a person.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

fn days_between(at: Timestamp, now: Timestamp) -> i64 {
    engine::day_number(now) - engine::day_number(at)
}

/// A moment in the company's zone, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Parts {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

/// Days since 1970-01-01 of a civil date (Howard Hinnant's algorithm).
fn civil_day(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y - era * 400;
    let doy = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

#[cfg(not(target_arch = "wasm32"))]
use plain as engine;
#[cfg(target_arch = "wasm32")]
use web as engine;

#[cfg(target_arch = "wasm32")]
mod web {
    //! By the browser's `Intl`. Formatters are kept: making one costs more than a thousand uses.

    use super::{CONVENTIONS, Parts, civil_day};
    use domain::money::Currency;
    use domain::time::Timestamp;
    use js_sys::{Array, Function, Intl, Object, Reflect};
    use std::cell::RefCell;
    use std::collections::HashMap;
    use wasm_bindgen::{JsCast, JsValue};

    thread_local! {
        static FORMATTERS: RefCell<HashMap<String, Function>> = RefCell::default();
        static PARTS: RefCell<Option<Function>> = const { RefCell::new(None) };
    }

    pub fn forget() {
        FORMATTERS.with_borrow_mut(HashMap::clear);
        PARTS.with_borrow_mut(|parts| *parts = None);
    }

    fn options(pairs: &[(&str, JsValue)]) -> Object {
        let object = Object::new();
        for (key, value) in pairs {
            // Setting a plain property of a fresh object cannot fail.
            let _ = Reflect::set(&object, &(*key).into(), value);
        }
        object
    }

    fn locale() -> Array {
        CONVENTIONS.with_borrow(|c| Array::of1(&c.locale.as_str().into()))
    }

    fn with_zone(mut pairs: Vec<(&'static str, JsValue)>) -> Object {
        pairs.push((
            "timeZone",
            CONVENTIONS.with_borrow(|c| c.zone.as_str().into()),
        ));
        options(&pairs)
    }

    fn formatter(key: String, make: impl FnOnce() -> Function) -> Function {
        FORMATTERS.with_borrow_mut(|all| all.entry(key).or_insert_with(make).clone())
    }

    fn call(function: &Function, argument: &JsValue) -> String {
        function
            .call1(&JsValue::UNDEFINED, argument)
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    }

    #[expect(clippy::cast_precision_loss, reason = "no count comes near 2^53")]
    pub fn grouped(n: u64) -> String {
        let format = formatter("units".into(), || {
            Intl::NumberFormat::new(&locale(), &Object::new()).format()
        });
        call(&format, &(n as f64).into())
    }

    fn currency_format(currency: Currency, display: &'static str) -> Function {
        formatter(format!("{}{display}", currency.code()), || {
            let digits = currency.minor_digits();
            let options = options(&[
                ("style", "currency".into()),
                ("currency", currency.code().into()),
                ("currencyDisplay", display.into()),
                ("minimumFractionDigits", digits.into()),
                ("maximumFractionDigits", digits.into()),
            ]);
            Intl::NumberFormat::new(&locale(), &options).format()
        })
    }

    /// The amount goes to `Intl` as a decimal text, so that no float touches it.
    pub fn money(minor: u64, currency: Currency, is_base: bool) -> String {
        let digits = currency.minor_digits() as usize;
        let text = format!("{minor:0>width$}", width = digits + 1);
        let (whole, part) = text.split_at(text.len() - digits);
        let decimal = if digits == 0 {
            whole.to_owned()
        } else {
            format!("{whole}.{part}")
        };
        call(
            &currency_format(currency, if is_base { "narrowSymbol" } else { "code" }),
            &decimal.into(),
        )
    }

    pub fn symbol(currency: Currency) -> String {
        let zero = money(0, currency, true);
        zero.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
            .to_owned()
    }

    fn date(at: Timestamp) -> JsValue {
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds of any date fit a double exactly"
        )]
        let ms = at.millis() as f64;
        js_sys::Date::new(&ms.into()).into()
    }

    pub fn parts(at: Timestamp) -> Parts {
        let format = PARTS.with_borrow_mut(|kept| {
            kept.get_or_insert_with(|| {
                let two = || JsValue::from("2-digit");
                let options = with_zone(vec![
                    ("calendar", "gregory".into()),
                    ("numberingSystem", "latn".into()),
                    ("year", "numeric".into()),
                    ("month", two()),
                    ("day", two()),
                    ("hour", two()),
                    ("minute", two()),
                    ("second", two()),
                    ("hourCycle", "h23".into()),
                ]);
                Intl::DateTimeFormat::new(&Array::of1(&"en-GB".into()), &options).format()
            })
            .clone()
        });
        // `20/11/2026, 13:56:07`
        let text = call(&format, &date(at));
        let mut numbers = text
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|n| n.parse().ok());
        let mut next = || numbers.next().unwrap_or(0);
        let (day, month, year) = (next(), next(), next());
        Parts {
            year,
            month,
            day,
            hour: next(),
            minute: next(),
            second: next(),
        }
    }

    pub fn day_number(at: Timestamp) -> i64 {
        let p = parts(at);
        civil_day(p.year, p.month, p.day)
    }

    pub fn month(at: Timestamp) -> String {
        let format = formatter("month".into(), || {
            Intl::DateTimeFormat::new(&locale(), &with_zone(vec![("month", "short".into())]))
                .format()
        });
        // CLDR writes `Sept` for British English; the design has three letters.
        let text = call(&format, &date(at));
        if text == "Sept" { "Sep".into() } else { text }
    }

    pub fn long_day(at: Timestamp) -> String {
        let format = formatter("long".into(), || {
            let options = with_zone(vec![
                ("weekday", "long".into()),
                ("day", "numeric".into()),
                ("month", "long".into()),
                ("year", "numeric".into()),
            ]);
            Intl::DateTimeFormat::new(&locale(), &options).format()
        });
        call(&format, date(at).unchecked_ref()).replace(',', "")
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod plain {
    //! British English in UTC, for tests.

    use super::{Parts, civil_day};
    use domain::money::Currency;
    use domain::time::Timestamp;

    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const WEEKDAYS: [&str; 7] = [
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
    ];

    pub const fn forget() {}

    pub fn grouped(n: u64) -> String {
        let digits = n.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }

    pub fn symbol(currency: Currency) -> String {
        match currency.code() {
            "GBP" => "£".into(),
            "EUR" => "€".into(),
            "USD" => "$".into(),
            other => format!("{other} "),
        }
    }

    pub fn money(minor: u64, currency: Currency, is_base: bool) -> String {
        let digits = currency.minor_digits();
        let unit = 10_u64.pow(digits);
        let sign = if is_base {
            symbol(currency)
        } else {
            format!("{currency} ")
        };
        let whole = grouped(minor / unit);
        if digits == 0 {
            format!("{sign}{whole}")
        } else {
            format!(
                "{sign}{whole}.{:0>width$}",
                minor % unit,
                width = digits as usize
            )
        }
    }

    pub fn parts(at: Timestamp) -> Parts {
        let seconds = at.millis().div_euclid(1000);
        let days = seconds.div_euclid(86_400);
        let second = seconds.rem_euclid(86_400);
        let mut year = 1970 + days / 366;
        while civil_day(year + 1, 1, 1) <= days {
            year += 1;
        }
        let month = (1..=12)
            .rev()
            .find(|month| civil_day(year, *month, 1) <= days)
            .unwrap_or(1);
        let day = days - civil_day(year, month, 1) + 1;
        Parts {
            year,
            month,
            day,
            hour: second / 3600,
            minute: second / 60 % 60,
            second: second % 60,
        }
    }

    pub fn day_number(at: Timestamp) -> i64 {
        at.millis().div_euclid(86_400_000)
    }

    fn month_name(at: Timestamp) -> &'static str {
        usize::try_from(parts(at).month - 1)
            .ok()
            .and_then(|m| MONTHS.get(m))
            .copied()
            .unwrap_or("")
    }

    pub fn month(at: Timestamp) -> String {
        month_name(at).chars().take(3).collect()
    }

    pub fn long_day(at: Timestamp) -> String {
        let p = parts(at);
        let weekday = usize::try_from(day_number(at).rem_euclid(7))
            .ok()
            .and_then(|d| WEEKDAYS.get(d))
            .copied();
        format!(
            "{} {} {} {}",
            weekday.unwrap_or(""),
            p.day,
            month_name(at),
            p.year
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::quantity::Delta;

    fn at(day: i64, hour: i64, minute: i64) -> Timestamp {
        Timestamp::from_millis(((civil_day(2026, 11, day) * 24 + hour) * 60 + minute) * 60_000)
    }

    #[test]
    fn numbers_and_money_read_as_the_design_says() {
        assert_eq!(units(1_248), "1,248");
        assert_eq!(signed(-5), "−5");
        assert_eq!(signed(3), "+3");
        assert_eq!(signed(0), "0");
        assert_eq!(
            money(Money {
                minor: 124_800,
                currency: Currency::GBP
            }),
            "£1,248.00"
        );
        assert_eq!(
            signed_money(Money {
                minor: -6_770,
                currency: Currency::GBP
            }),
            "−£67.70"
        );
        assert_eq!(
            money(Money {
                minor: 3_850,
                currency: Currency::EUR
            }),
            "EUR 38.50"
        );
        assert_eq!(unit_cost(UnitCost::parse("4.35").unwrap()), "£4.35");
        assert_eq!(unit_cost(UnitCost::parse("4").unwrap()), "£4.00");
        assert_eq!(unit_cost(UnitCost::parse("0.1275").unwrap()), "£0.1275");
        assert_eq!(
            signed_value(UnitCost::parse("6.32").unwrap().value(Delta::new(5))),
            "+£31.60"
        );
        assert_eq!(percent(4, 1000), "0.4 %");
        assert_eq!(percent(-42, 100), "−42 %");
        assert_eq!(weight(2_400), "2.4 kg");
        assert_eq!(centimetres(405), "40.5");
        assert_eq!(bytes(12_400_000), "12.4 MB");
        assert_eq!(counted(1, "product", "products"), "1 product");
    }

    #[test]
    fn a_field_of_day_and_time_holds_a_moment_and_is_read_back() {
        let text = moment_field(at(20, 13, 45));
        assert_eq!(text, "2026-11-20T13:45");
        assert_eq!(moment_of_field(&text), Some(at(20, 13, 45)));
        assert_eq!(
            moment_of_field("2026-11-20T13:45:30"),
            Some(at(20, 13, 45)),
            "seconds are left out"
        );
        for wrong in ["", "2026-11-20", "2026-11-20T25:00", "2026-13-01T00:00"] {
            assert_eq!(moment_of_field(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn moments_read_as_the_design_says() {
        let now = at(20, 14, 5);
        assert_eq!(long_day(now), "Friday 20 November 2026");
        assert_eq!(greeting(now), "Good afternoon");
        assert_eq!(moment(at(20, 13, 56), now), "Today 13:56");
        assert_eq!(moment(at(19, 23, 59), now), "Yesterday 23:59");
        assert_eq!(moment(at(2, 9, 10), now), "2 Nov 09:10");
        assert_eq!(moment_within(at(20, 13, 56), now), "today 13:56");
        assert_eq!(moment_within(at(19, 23, 59), now), "yesterday 23:59");
        assert_eq!(moment_within(at(2, 9, 10), now), "2 Nov 09:10");
        assert_eq!(brief(at(20, 13, 56), now), "13:56");
        assert_eq!(day(Timestamp::from_millis(0), now), "1 Jan 1970");
        assert_eq!(ago(at(20, 14, 4), now), "1 min ago");
        assert_eq!(ago(at(20, 11, 0), now), "3 h ago");
        assert_eq!(date_field(now), "2026-11-20");
        assert_eq!(end_of_day("2026-11-20"), Some(at(21, 0, 0).plus_millis(-1)));
        assert_eq!(end_of_day("2026-13-20"), None);
        assert_eq!(end_of_day("soon"), None);
    }

    #[test]
    fn people_have_initials() {
        assert_eq!(initials("Mairi Sinclair"), "MS");
        assert_eq!(initials("Anne Marie van Dyk"), "AD");
        assert_eq!(initials("Prince"), "P");
        assert_eq!(initials(""), "");
    }
}
