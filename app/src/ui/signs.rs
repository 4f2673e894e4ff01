//! Signs: icons, topmarks, plates, tags. Never a shape or a colour alone, always with a word (design section 2).

use super::Glyph;
use crate::books::Pill;
use crate::format;
use crate::view;
use leptos::prelude::*;

/// An icon beside a word; hidden from screen readers.
#[component]
pub fn Icon(
    /// Which one.
    glyph: Glyph,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=icon_class(class) viewBox="0 0 24 24" aria-hidden="true" focusable="false" inner_html=glyph.shapes()></svg>
    }
}

fn icon_class(more: &'static str) -> String {
    if more.is_empty() {
        "icon".into()
    } else {
        format!("icon {more}")
    }
}

/// A mark of the sprite in the page: buoy topmarks and cardinal marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Cone: everything is on the server.
    Synced,
    /// Cross: waiting or on its way.
    Pending,
    /// Ring: offline, held.
    Offline,
    /// Can: a person has to solve something.
    Rejected,
    /// Two cones down.
    Short,
    /// Two cones up.
    Over,
    /// Two bars.
    Match,
}

impl Mark {
    /// Its name in the sprite.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Synced => "#m-synced",
            Self::Pending => "#m-pending",
            Self::Offline => "#m-offline",
            Self::Rejected => "#m-rejected",
            Self::Short => "#m-short",
            Self::Over => "#m-over",
            Self::Match => "#m-match",
        }
    }

    /// Its value of `data-sync`.
    pub const fn state(self) -> &'static str {
        match self {
            Self::Synced => "synced",
            Self::Pending => "pending",
            Self::Offline => "offline",
            _ => "rejected",
        }
    }

    /// The mark of what the sync pill says.
    pub const fn of(pill: Pill) -> Self {
        match pill {
            Pill::NeedsAttention(_) => Self::Rejected,
            Pill::Offline(_) => Self::Offline,
            Pill::Pending(_) => Self::Pending,
            Pill::Synced => Self::Synced,
        }
    }
}

/// Draws a mark.
#[component]
pub fn MarkGlyph(
    /// Which one.
    #[prop(into)]
    mark: Signal<Mark>,
) -> impl IntoView {
    view! { <svg class="mark-glyph" aria-hidden="true"><use href=move || mark.get().href()></use></svg> }
}

/// A sync state in a line of text.
#[component]
pub fn SyncTag(
    /// Which one.
    mark: Mark,
    /// What it says.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class="sync sync--inline" data-sync=mark.state()><MarkGlyph mark=mark />{text}</span> }
}

/// What a tag means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Done, right.
    Ok,
    /// Look here.
    Warn,
    /// A person has to solve it.
    Bad,
    /// Under way.
    Info,
    /// Not yet.
    Line,
}

impl Tone {
    const fn tag(self) -> &'static str {
        match self {
            Self::Neutral => "tag",
            Self::Ok => "tag tag--ok",
            Self::Warn => "tag tag--warn",
            Self::Bad => "tag tag--bad",
            Self::Info => "tag tag--info",
            Self::Line => "tag tag--line",
        }
    }

    pub(super) const fn banner(self) -> &'static str {
        match self {
            Self::Ok => "banner banner--ok",
            Self::Warn => "banner banner--warn",
            Self::Bad => "banner banner--bad",
            Self::Info => "banner banner--info",
            Self::Neutral | Self::Line => "banner banner--offline",
        }
    }

    pub(super) const fn glyph(self) -> Glyph {
        match self {
            Self::Ok => Glyph::Check,
            Self::Warn => Glyph::TriangleAlert,
            Self::Bad => Glyph::CircleX,
            Self::Info => Glyph::Info,
            Self::Neutral | Self::Line => Glyph::WifiOff,
        }
    }
}

/// A word with a tint, and an icon if there is one.
#[component]
pub fn Tag(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// In front of the word.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// The word.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <span class=tone.tag()>{glyph.map(|glyph| view! { <Icon glyph /> })}{text}</span> }
}

/// The quiet form of a bin, in tables.
#[component]
pub fn BinTag(
    /// Its name on the shelf.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    view! { <span class="bin">{name}</span> }
}

/// A variance: cardinal mark, word for screen readers, signed number.
#[component]
pub fn Variance(
    /// Counted − book.
    #[prop(into)]
    units: Signal<i64>,
) -> impl IntoView {
    let mark = crate::memo(move |_| variance_mark(units.get()));
    let word = move || variance_word(mark.get());
    view! {
        <span class="var" data-var=word>
            <MarkGlyph mark=mark />
            <span class="sr">{word}" "</span>
            {move || format::signed(units.get())}
        </span>
    }
}

const fn variance_mark(units: i64) -> Mark {
    match units {
        ..0 => Mark::Short,
        0 => Mark::Match,
        1.. => Mark::Over,
    }
}

const fn variance_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Short => "short",
        Mark::Over => "over",
        _ => "match",
    }
}

/// A person as two letters; the name stands beside it or in the label of the control around it.
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    view! { <span class="avatar" aria-hidden="true">{move || format::initials(&name.read())}</span> }
}

/// Progress with draught marks.
#[component]
pub fn Gauge(
    /// How far.
    #[prop(into)]
    done: Signal<u64>,
    /// Of how much; zero means not known.
    #[prop(into)]
    total: Signal<u64>,
    /// What progresses, for screen readers.
    #[prop(into)]
    label: String,
    /// Stands above the bar at the start.
    #[prop(into)]
    start: Signal<String>,
    /// Stands above the bar at the end.
    #[prop(into)]
    end: Signal<String>,
    /// Which look.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let percent = move || share(done.get(), total.get()).to_string();
    let class = move || {
        let busy = if total.get() == 0 && class.is_empty() {
            "gauge--busy"
        } else {
            class
        };
        format!("gauge {busy}")
    };
    view! {
        <div class=class style:--v=percent role="progressbar" aria-valuemin="0" aria-label=label
            aria-valuenow=move || done.get() aria-valuemax=move || total.get().max(1)>
            <div class="row row--between row--nowrap sm gauge-words"><span class="nowrap">{start}</span><span class="nowrap">{end}</span></div>
            <div class="gauge-bar"></div>
            <div class="gauge-ticks"></div>
        </div>
    }
}

const fn share(done: u64, total: u64) -> u64 {
    if total == 0 {
        return 0;
    }
    let percent = done.saturating_mul(100) / total;
    if percent > 100 { 100 } else { percent }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variance_has_a_word_and_a_mark_for_every_sign() {
        assert_eq!(variance_word(variance_mark(-5)), "short");
        assert_eq!(variance_word(variance_mark(0)), "match");
        assert_eq!(variance_word(variance_mark(3)), "over");
    }

    #[test]
    fn a_gauge_never_leaves_its_scale() {
        assert_eq!(share(62, 148), 41);
        assert_eq!(share(9, 3), 100);
        assert_eq!(share(1, 0), 0);
    }
}
