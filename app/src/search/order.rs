//! Sorts a hundred thousand numbers, and texts by their bytes. Eight bytes of a text at a time are compared as a number
//! that stands beside the text's own; following each text for every comparison takes several times as long. The
//! library's sorts, which the browser loads compiled for size, know neither order nor runs.

/// Bytes that are compared at a time.
const STEP: usize = 8;
/// Fewer than this are sorted by putting each in its place.
const FEW: usize = 48;

/// Sorts by the key; what has equal ones stays in its order.
pub fn sort_by_number(items: &mut Vec<(u64, u32)>) {
    if items.is_sorted_by_key(|(key, _)| *key) {
        return;
    }
    if items.len() < FEW {
        for at in 1..items.len() {
            let mut here = at;
            while here > 0 && items[here - 1].0 > items[here].0 {
                items.swap(here - 1, here);
                here -= 1;
            }
        }
        return;
    }
    // Byte by byte from the last, each time keeping the order of before; bytes that all keys share are passed over.
    let mut counts = [[0_u32; 256]; STEP];
    for (key, _) in items.iter() {
        for (count, byte) in counts.iter_mut().zip(key.to_le_bytes()) {
            count[usize::from(byte)] += 1;
        }
    }
    let mut other = vec![(0, 0); items.len()];
    for (place, count) in counts.iter_mut().enumerate() {
        if count.iter().any(|n| *n as usize == items.len()) {
            continue;
        }
        let mut next = 0;
        for n in count.iter_mut() {
            next += std::mem::replace(n, next);
        }
        for item in items.iter() {
            let to = &mut count[usize::from(item.0.to_le_bytes()[place])];
            other[*to as usize] = *item;
            *to += 1;
        }
        std::mem::swap(items, &mut other);
    }
}

/// Sorts numbers that stand for texts by those texts; numbers of equal texts stay in their order.
pub fn sort_texts<'a>(numbers: &mut [u32], text: &dyn Fn(u32) -> &'a [u8]) {
    let keyed = numbers.iter().map(|number| (0, *number)).collect();
    for (number, (_, sorted)) in numbers.iter_mut().zip(sorted_from(keyed, 0, text)) {
        *number = sorted;
    }
}

/// Sorts texts that are equal up to `from`.
fn sorted_from<'a>(
    mut part: Vec<(u64, u32)>,
    from: usize,
    text: &dyn Fn(u32) -> &'a [u8],
) -> Vec<(u64, u32)> {
    let mut more = false;
    for (key, number) in &mut part {
        let rest = text(*number).get(from..).unwrap_or_default();
        *key = number_of(rest);
        more |= rest.len() > STEP;
    }
    sort_by_number(&mut part);
    if !more {
        // A text that ends is less than one that goes on with a byte of zero; nobody writes such a byte.
        return part;
    }
    let mut begin = 0;
    while begin < part.len() {
        let key = part[begin].0;
        let alike = part[begin..].iter().take_while(|(other, _)| *other == key);
        let end = begin + alike.count();
        if end - begin > 1 {
            let sorted = sorted_from(part[begin..end].to_vec(), from + STEP, text);
            part[begin..end].copy_from_slice(&sorted);
            part[begin..end]
                .iter_mut()
                .for_each(|(other, _)| *other = key);
        }
        begin = end;
    }
    part
}

/// Puts a few items, in order themselves, among many that are in order; behind those that are equal to them. It compares
/// only for the few.
pub fn put_among<T: Copy>(many: &[T], few: &[T], is_less: &dyn Fn(T, T) -> bool) -> Vec<T> {
    let mut all = Vec::with_capacity(many.len() + few.len());
    let mut rest = many;
    for item in few {
        let at = rest.partition_point(|known| !is_less(*item, *known));
        all.extend_from_slice(&rest[..at]);
        all.push(*item);
        rest = &rest[at..];
    }
    all.extend_from_slice(rest);
    all
}

/// The first bytes as a number, zeros behind a shorter text.
fn number_of(rest: &[u8]) -> u64 {
    let mut bytes = [0; STEP];
    let length = rest.len().min(STEP);
    bytes[..length].copy_from_slice(&rest[..length]);
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_in_their_order_and_equal_ones_stay() {
        let mut seed = 1_u64;
        for n in [0, 1, 2, 47, 48, 49, 500, 3_000] {
            let mut items: Vec<(u64, u32)> = (0..n)
                .map(|at| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    ((seed >> 40) % 700 + (seed >> 63 << 50), at)
                })
                .collect();
            let mut expected = items.clone();
            expected.sort();
            sort_by_number(&mut items);
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn a_few_are_put_among_many() {
        let many = [(1, 0), (3, 1), (3, 2), (8, 3)];
        let few = [(0, 4), (3, 5), (9, 6), (9, 7)];
        let all = put_among(&many, &few, &|a, b| a.0 < b.0);
        let places: Vec<u32> = all.iter().map(|(_, place)| *place).collect();
        assert_eq!(places, [4, 0, 1, 2, 5, 3, 6, 7]);
        assert_eq!(put_among(&[], &few, &|a, b| a.0 < b.0), few);
        assert_eq!(put_among(&many, &[], &|a, b| a.0 < b.0), many);
    }

    #[test]
    fn texts_come_in_the_order_of_their_bytes() {
        let mut seed = 7_u32;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        for _ in 0..300 {
            let texts: Vec<String> = (0..random(80))
                .map(|_| match random(3) {
                    0 => format!("tdw-{}", random(2_000)),
                    1 => "quayside-".repeat(random(4) as usize),
                    _ => (0..random(20))
                        .map(|_| char::from(b'a' + random(3) as u8))
                        .collect(),
                })
                .collect();
            let mut numbers: Vec<u32> = (0..texts.len() as u32).collect();
            sort_texts(&mut numbers, &|at| texts[at as usize].as_bytes());
            let sorted: Vec<&String> = numbers.iter().map(|at| &texts[*at as usize]).collect();
            let mut expected: Vec<&String> = texts.iter().collect();
            expected.sort();
            assert_eq!(sorted, expected);
        }
    }
}
