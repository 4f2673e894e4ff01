//! Transfers and moves of goods.

use super::check;

/// Proves LOC-14, LOC-12 with a transfer, OFF-10 with a transfer.
#[test]
fn a_transfer_reserves_travels_and_arrives() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1
        bins York Y1
        stock A1 MUG 10
        bob plans T from Leeds to York MUG 5
        bob holds T
        show stock
        show transfer T
        bob sends T MUG 5 from A1
        show stock
        show transfer T
        yan unpacks T MUG 3 into Y1
        show stock
        show transfer T
        yan unpacks T MUG 2 into Y1
        show stock
        show transfer T
        ",
        "
        A1 MUG 10
        Leeds MUG 0 allocated 5
        TR-00001 on hold
          MUG planned 5 sent 0 received 0
        A1 MUG 5
        York MUG 0 in transit 5
        TR-00001 sent
          MUG planned 5 sent 5 received 0
        A1 MUG 5
        Y1 MUG 3
        York MUG 0 in transit 2
        TR-00001 partly received
          MUG planned 5 sent 5 received 3
        A1 MUG 5
        Y1 MUG 5
        TR-00001 received
          MUG planned 5 sent 5 received 5
        ",
    );
}

/// Proves OFF-22 with transfers: two tablets send from the same ten, offline, and both happened.
#[test]
fn facts_of_two_tablets_add_up_whichever_arrives_first() {
    check(
        "
        product MUG cost 4.00
        stock Leeds MUG 10
        bob plans T from Leeds to York MUG 1
        bob plans U from Leeds to York MUG 1
        bob offline
        yan offline
        bob sends T MUG 1 from Leeds
        bob sends U MUG 1 from Leeds
        yan unpacks T MUG 1 into York
        yan sync
        show stock
        show transfer T
        show tasks
        bob sync
        show stock
        show transfer T
        show tasks
        ",
        "
        Leeds MUG 10
        York MUG 1 in transit -1
        TR-00001 partly received
          MUG planned 1 sent 0 received 1
        received more than sent
        Leeds MUG 8
        York MUG 1 in transit 1
        TR-00001 received
          MUG planned 1 sent 1 received 1
        no tasks
        ",
    );
}

/// What a revoked tablet says about goods is let in once, also into a transfer that was voided meanwhile, or set aside
/// for good (OFF-53, DECISIONS 13).
#[test]
fn held_goods_are_let_in_once_or_set_aside_for_good() {
    let start = "
        product MUG cost 4.00
        stock Leeds MUG 10
        bob plans T from Leeds to York MUG 2
        bob offline
        bob sends T MUG 2 from Leeds
        bob revoked
        bob sync
        show stock
        show tasks
        ";
    let held = "
        bob: Quarantined
        Leeds MUG 10
        held fact: Quarantined
        ";
    check(
        &[
            start,
            "office releases-held\n show stock\n show tasks\n office releases-last",
        ]
        .concat(),
        &[
            held,
            "Leeds MUG 8\n York MUG 0 in transit 2\n no tasks\n refused: record/wrong-state",
        ]
        .concat(),
    );
    check(
        &[
            start,
            "yan voids T\n office releases-held\n show stock\n show tasks",
        ]
        .concat(),
        &[
            held,
            "Leeds MUG 8\n York MUG 0 in transit 2\n moved though void",
        ]
        .concat(),
    );
    check(
        &[
            start,
            "office settles\n show stock\n show tasks\n office releases-last",
        ]
        .concat(),
        &[
            held,
            "Leeds MUG 10\n no tasks\n refused: record/wrong-state",
        ]
        .concat(),
    );
}

#[test]
fn what_is_not_available_cannot_be_reserved() {
    check(
        "
        product MUG cost 4.00
        stock Leeds MUG 3
        bob plans T from Leeds to York MUG 2
        bob plans U from Leeds to York MUG 2
        bob holds T
        bob holds U
        bob holds T
        bob voids T
        bob holds U
        show stock
        ",
        "
        refused: stock/short MUG wanted 2 available 1
        refused: record/wrong-state
        Leeds MUG 3 allocated 2
        ",
    );
}

#[test]
fn goods_of_a_voided_transfer_that_left_all_the_same_are_booked_and_somebody_is_told() {
    check(
        "
        product MUG cost 4.00
        stock Leeds MUG 3
        bob plans T from Leeds to York MUG 2
        yan offline
        yan sends T MUG 2 from Leeds
        bob voids T
        yan sync
        show stock
        show tasks
        bob voids T
        office closes T
        show stock
        show transfer T
        ",
        "
        yan: Late
        Leeds MUG 1
        York MUG 0 in transit 2
        moved though void
        refused: transfer/already-sent
        Leeds MUG 1
        TR-00001 received
          MUG planned 2 sent 2 received 0
        ",
    );
}

/// Proves OFF-33 for quantities of a draft.
#[test]
fn the_same_line_changed_by_two_asks() {
    check(
        "
        product MUG cost 4.00
        product CUP cost 2.00
        bob plans T from Leeds to York MUG 2 CUP 1
        yan edits T CUP from 1 to 4
        bob edits T MUG from 2 to 3
        yan edits T MUG from 2 to 5
        yan edits T MUG from 2 to 3
        bob edits T CUP from 4 to 0
        show transfer T
        bob plans U from Leeds to Leeds MUG 1
        bob plans V from Leeds to York MUG 0
        bob plans W from Leeds to York MUG 1 MUG 1
        ",
        "
        refused: record/changed MUG
        TR-00001 draft
          MUG planned 3 sent 0 received 0
        refused: place/same
        refused: quantity/zero
        refused: transfer/wrong-lines
        ",
    );
}

/// Negative bins are allowed: what happened, happened (DECISIONS 8).
#[test]
fn moves_and_receipts_happen_and_unknown_goods_wait() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1 A2
        bob moves MUG 2 from A1 to A2
        bob receives MUG 5 into A1
        bob receives NOTHING 5 into A1
        show stock
        show tasks
        bob adjusts MUG 0 in A1
        bob adjusts NOTHING 1 in A1
        office releases-held
        ",
        "
        bob: UnknownItem
        A1 MUG 3
        A2 MUG 2
        held fact: UnknownItem
        refused: quantity/nothing-to-do
        refused: record/missing
        refused: record/wrong-state
        ",
    );
}
