//! Who is to count which bin or zone (OFF-27): a list of choices. Somebody who enters a bin that was given to another
//! person is told so and let in.

use super::parts::parsed;
use crate::books::Books;
use crate::ui::{Select, Show};
use crate::view;
use domain::ids::{BinId, UserId};
use domain::location::Bin;
use domain::text::Name;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Bins with who counts them.
pub type Given = BTreeMap<BinId, UserId>;

/// Who has all bins of a zone, if it is one person.
pub fn holder_of(zone: &Name, bins: &[Bin], given: &Given) -> Option<UserId> {
    let of_zone = bins.iter().filter(|bin| bin.zone.as_ref() == Some(zone));
    let holders: BTreeSet<Option<UserId>> =
        of_zone.map(|bin| given.get(&bin.id).copied()).collect();
    match holders.len() {
        1 => holders.into_iter().next().flatten(),
        _ => None,
    }
}

/// Gives all bins of a zone to somebody, or to nobody.
pub fn give_zone(zone: &Name, bins: &[Bin], given: &mut Given, user: Option<UserId>) {
    for bin in bins.iter().filter(|bin| bin.zone.as_ref() == Some(zone)) {
        give(given, bin.id, user);
    }
}

fn give(given: &mut Given, bin: BinId, user: Option<UserId>) {
    match user {
        Some(user) => given.insert(bin, user),
        None => given.remove(&bin),
    };
}

/// Zones and bins with who counts them.
#[component]
pub fn AssignList(
    /// The bins in walking order.
    #[prop(into)]
    bins: Signal<Vec<Bin>>,
    /// Who counts them.
    given: RwSignal<Given>,
) -> impl IntoView {
    let zones = crate::memo(move |_| {
        let bins = bins.read();
        let zones: BTreeSet<Name> = bins.iter().filter_map(|bin| bin.zone.clone()).collect();
        // A single zone is the same as all bins.
        if zones.len() > 1 || bins.len() > 1 {
            zones.into_iter().collect::<Vec<_>>()
        } else {
            Vec::new()
        }
    });
    view! {
        <Show when=move || !zones.read().is_empty()>
            <h3 class="eyebrow drawer-group">"Zones"</h3>
            <ul class="list list--bins" data-testid="assign-zones">{move || zones.get().into_iter().map(|zone| view! { <ZoneRow zone bins given /> }).collect_view()}</ul>
            <h3 class="eyebrow drawer-group">"Bins"</h3>
        </Show>
        <ul class="list list--bins" data-testid="assign-bins">{move || bins.get().into_iter().map(|bin| view! { <BinRow bin given /> }).collect_view()}</ul>
    }
}

#[component]
fn ZoneRow(zone: Name, bins: Signal<Vec<Bin>>, given: RwSignal<Given>) -> impl IntoView {
    let (of, name) = (zone.clone(), zone.to_string());
    let held = crate::memo(move |_| holder_of(&of, &bins.read(), &given.read()));
    let value = follow(held, move |user| {
        given.update(|given| give_zone(&zone, &bins.read_untracked(), given, user));
    });
    view! { <li><span class="bin">{name.clone()}</span><div class="grow"><Select id=format!("assign-zone-{name}") label=format!("Who counts zone {name}") value choices=people() /></div></li> }
}

#[component]
fn BinRow(bin: Bin, given: RwSignal<Given>) -> impl IntoView {
    let id = bin.id;
    let held = crate::memo(move |_| given.read().get(&id).copied());
    let value = follow(held, move |user| {
        given.update(|given| give(given, id, user))
    });
    view! { <li><span class="bin">{bin.name.to_string()}</span><div class="grow"><Select id=format!("assign-{id}") label=format!("Who counts {}", bin.name) value choices=people() /></div></li> }
}

/// What a select shows: follows who has it, and says when somebody else was chosen.
fn follow(
    held: Memo<Option<UserId>>,
    choose: impl Fn(Option<UserId>) + 'static,
) -> RwSignal<String> {
    let text = |user: Option<UserId>| user.map(|user| user.to_string()).unwrap_or_default();
    let value = RwSignal::new(text(held.get_untracked()));
    crate::effect(move |_| {
        let now = text(held.get());
        if *value.read_untracked() != now {
            value.set(now);
        }
    });
    crate::effect(move |before: Option<()>| {
        let user = parsed::<UserId>(&value.read());
        if before.is_some() && user != held.get_untracked() {
            choose(user);
        }
    });
    value
}

/// Everybody who may sign in, and anybody.
fn people() -> Signal<Vec<(String, String)>> {
    let people = expect_context::<Books>().people();
    crate::memo(move |_| {
        let anybody = (String::new(), "Anybody".to_owned());
        let people = people.read();
        let rest = people
            .iter()
            .map(|person| (person.id.to_string(), person.name.to_string()));
        std::iter::once(anybody).chain(rest).collect()
    })
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::LocationId;
    use uuid::Uuid;

    #[test]
    fn a_zone_is_given_whole_and_shows_one_holder_only_if_there_is_one() {
        let n = Uuid::from_u128;
        let name = |text: &str| Name::new(text).unwrap();
        let bin = |id: u128, zone: &str| Bin {
            id: BinId::new(n(id)),
            location: LocationId::new(n(1)),
            name: name(&format!("{zone}-{id}")),
            zone: Some(name(zone)),
            walk: 0,
            not_for_sale: false,
            archived: false,
        };
        let bins = [bin(1, "A"), bin(2, "A"), bin(3, "B")];
        let (tomasz, aisha) = (UserId::new(n(7)), UserId::new(n(8)));
        let mut given = Given::new();
        give_zone(&name("A"), &bins, &mut given, Some(tomasz));
        assert_eq!(given.len(), 2, "the bin of the other zone is nobody's");
        assert_eq!(holder_of(&name("A"), &bins, &given), Some(tomasz));
        give(&mut given, bins[1].id, Some(aisha));
        assert_eq!(holder_of(&name("A"), &bins, &given), None);
        give_zone(&name("A"), &bins, &mut given, None);
        assert!(given.is_empty());
    }
}
