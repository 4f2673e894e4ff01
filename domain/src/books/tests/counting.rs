//! Counting, alone and together, on time and late.

use super::check;

/// Proves OFF-29.
#[test]
fn goods_moved_after_the_count_stay_moved() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1
        stock A1 MUG 10
        office starts
        at 09:00
        ann opens A1
        ann counts MUG 10
        ann closes-bin
        at 09:30
        bob adjusts MUG -1 in A1
        show review
        office completes
        show stock
        ",
        "
        A1 MUG book 10 counted 10 variance 0 moved -1 new 9
        A1 MUG 9
        ",
    );
}

/// Proves OFF-24.
#[test]
fn bins_of_one_product_add_up() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1 A2
        office starts
        at 09:00
        ann opens A1
        ann counts MUG 3
        ann closes-bin
        bob opens A2
        bob counts MUG 4
        bob closes-bin
        show bins
        office completes
        show stock
        ",
        "
        A1 Counted
        A2 Counted
        A1 MUG 3
        A2 MUG 4
        ",
    );
}

/// Proves OFF-25.
#[test]
fn two_counters_of_one_bin_are_never_summed_or_overwritten() {
    let start = "
        product MUG cost 4.00
        bins Leeds A1
        stock A1 MUG 5
        office starts
        ann offline
        bob offline
        at 09:00
        ann opens A1
        ann counts MUG 5
        ann closes-bin
        at 09:10
        bob opens A1
        bob counts MUG 6
        bob closes-bin
        at 10:00
        bob sync
        ann sync
        show bins
        office completes
        ";
    let blocked = "
        A1 Conflict
        refused: stocktake/blocked
          conflict A1
        ";
    let one = [start, "office takes bob-A1\n office completes\n show stock"].concat();
    check(&one, &[blocked, "A1 MUG 6"].concat());
    let sum = [
        start,
        "office adds ann-A1 bob-A1\n office completes\n show stock",
    ]
    .concat();
    check(&sum, &[blocked, "A1 MUG 11"].concat());
    let third = [
        start,
        "office recounts A1
        office completes
        cat opens A1 generation 1
        cat counts MUG 4
        cat closes-bin
        office completes
        show stock",
    ]
    .concat();
    check(
        &third,
        &[
            blocked,
            "refused: stocktake/blocked\n conflict A1\n recount A1\n A1 MUG 4",
        ]
        .concat(),
    );
}

#[test]
fn two_equal_counts_verify_a_bin_and_declared_parts_add_up() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1 A2
        office starts
        ann opens A1
        ann counts MUG 5
        ann closes-bin
        bob opens A1
        bob counts MUG 5
        bob closes-bin
        ann opens A2 part 1
        ann counts MUG 2
        ann closes-bin
        bob opens A2 part 2
        bob counts MUG 1
        bob closes-bin
        show bins
        office completes
        show stock
        ",
        "
        A1 Verified
        A2 Counted
        A1 MUG 5
        A2 MUG 3
        ",
    );
}

/// Proves OFF-30.
#[test]
fn a_tablet_that_has_not_reported_stands_in_the_way_until_it_is_named() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1 A2
        stock A1 MUG 2
        stock A2 MUG 7
        office starts
        at 09:00
        ann opens A1
        ann offline
        ann counts MUG 2
        ann closes-bin
        bob opens A2
        bob counts MUG 6
        bob closes-bin
        office completes
        office overrides ann
        office completes
        show stock
        ",
        "
        refused: stocktake/blocked
          open ann-A1
        A1 MUG 2
        A2 MUG 6
        ",
    );
}

/// Proves OFF-31.
#[test]
fn a_late_count_changes_nothing_until_it_is_reviewed() {
    let start = "
        product MUG cost 4.00
        bins Leeds A1 A2
        stock A1 MUG 10
        stock A2 MUG 10
        office starts
        at 09:00
        ann offline
        ann opens A1
        ann counts MUG 8
        ann closes-bin
        bob opens A2
        bob counts MUG 9
        bob closes-bin
        at 11:00
        office completes
        bob adjusts MUG -1 in A1
        show stock
        at 12:00
        ann sync
        show stock
        show tasks
        show review
        ";
    let late = "
        A1 MUG 9
        A2 MUG 9
        ann: Late
        ann: Late
        ann: Late
        A1 MUG 9
        A2 MUG 9
        late ann-A1
        A1 MUG book 10 counted 8 variance -2 moved -1 new 7 value GBP -8.00
        ";
    check(
        &[start, "office posts-supplement\n show stock\n show tasks\n show review\n office posts-supplement"].concat(),
        &[late, "A1 MUG 7\n A2 MUG 9\n no tasks\n nothing to post\n refused: stocktake/nothing-to-post"].concat(),
    );
}

#[test]
fn a_late_count_of_a_counted_bin_confirms_or_conflicts() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1
        stock A1 MUG 10
        office starts
        at 09:00
        ann offline
        ann opens A1
        ann counts MUG 8
        ann closes-bin
        at 09:30
        bob opens A1
        bob counts MUG 9
        bob closes-bin
        office completes
        show stock
        at 12:00
        cat adjusts MUG -3 in A1
        ann sync
        show review
        office posts-supplement
        office takes ann-A1
        show review
        office posts-supplement
        show stock
        show why MUG A1
        ",
        "
        A1 MUG 9
        ann: Late
        ann: Late
        ann: Late
        blocked: conflict A1
        refused: stocktake/nothing-to-post
        A1 MUG book 10 counted 8 variance -2 moved -3 new 5 value GBP -8.00 replaces
        A1 MUG 5
        08:00 +10 opening
        09:00 -2 count
        09:30 -1 count
        09:30 +1 reversal
        12:00 -3 adjusted
        ",
    );
}

/// Proves OFF-26.
#[test]
fn scans_add_up_typing_replaces_and_undo_takes_back() {
    check(
        "
        product MUG cost 4.00
        product CUP cost 2.00
        bins Leeds A1
        office starts
        ann opens A1
        ann scans MUG
        ann scans MUG
        ann scans MUG
        ann sets CUP 4
        ann sets MUG 10
        ann scans MUG
        ann scans CUP
        ann undoes
        ann closes-bin
        show review
        ",
        "
        A1 MUG book 0 counted 11 variance 11 moved 0 new 11 value GBP 44.00
        A1 CUP book 0 counted 4 variance 4 moved 0 new 4 value GBP 8.00
        ",
    );
}

/// Proves OFF-15 for facts, OFF-23.
#[test]
fn facts_that_come_twice_and_backwards_count_once() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1
        stock A1 MUG 2
        at 09:00
        office starts
        ann offline
        ann opens A1
        ann scans MUG
        ann scans MUG
        ann sets MUG 5
        ann scans MUG
        ann undoes
        ann receives MUG 1 into A1
        ann closes-bin
        ann sync
        ann sends-again
        show review
        ",
        "
        ann: Duplicate
        ann: Duplicate
        ann: Duplicate
        ann: Duplicate
        ann: Duplicate
        ann: Duplicate
        ann: Duplicate
        ann: Duplicate
        A1 MUG book 2 counted 5 variance 3 moved 1 new 6 value GBP 12.00
        ",
    );
}

#[test]
fn what_nobody_found_in_a_finished_bin_is_zero_and_in_others_unknown() {
    check(
        "
        product MUG cost 4.00
        product CUP cost 2.00
        bins Leeds A1 A2
        stock A1 MUG 10
        stock A1 CUP 3
        stock A2 CUP 5
        at 09:00
        office starts
        ann opens A1
        ann counts MUG 10
        ann closes-bin
        show review
        office completes
        show stock
        ",
        "
        A1 MUG book 10 counted 10 variance 0 moved 0 new 10
        A1 CUP book 3 counted 0 variance -3 moved 0 new 0 value GBP -6.00 implied
        A1 MUG 10
        A2 CUP 5
        ",
    );
}

#[test]
fn a_recount_of_one_product_says_nothing_about_others() {
    check(
        "
        product MUG cost 4.00
        product CUP cost 2.00
        bins Leeds A1
        stock A1 MUG 10
        stock A1 CUP 3
        at 09:00
        office starts
        ann opens A1
        ann counts MUG 9
        ann counts CUP 3
        ann closes-bin
        office recounts A1 MUG
        bob opens A1 generation 1 only MUG
        bob counts MUG 10
        bob closes-bin
        show review
        ",
        "
        A1 MUG book 10 counted 10 variance 0 moved 0 new 10
        A1 CUP book 3 counted 3 variance 0 moved 0 new 3
        ",
    );
}

/// A recount that nobody has begun is not forgotten when another is ordered in the same bin.
#[test]
fn recounts_of_a_bin_add_up_until_somebody_begins() {
    check(
        "
        product MUG cost 4.00
        product CUP cost 2.00
        product JUG cost 6.00
        bins Leeds A1
        at 09:00
        office starts
        ann opens A1
        ann counts MUG 9
        ann counts CUP 3
        ann counts JUG 1
        ann closes-bin
        office recounts A1 MUG
        office recounts A1 CUP
        show bins
        bob opens A1 generation 2 only MUG only CUP
        bob counts MUG 10
        bob counts CUP 4
        bob closes-bin
        office recounts A1 JUG
        show bins
        office recounts A1
        office recounts A1 MUG
        show bins
        ",
        "
        A1 RecountOrdered MUG CUP
        A1 RecountOrdered JUG
        A1 RecountOrdered
        ",
    );
}

#[test]
fn an_unknown_code_waits_for_its_product_and_its_counts_follow() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1
        office starts
        ann opens A1
        ann scans 99887766
        ann scans 99887766
        ann scans MUG
        ann closes-bin
        office completes
        office maps 11111111 MUG
        office maps 99887766 MUG
        office completes
        show stock
        ",
        "
        refused: stocktake/blocked
          unknown code 99887766
        refused: stocktake/code-not-scanned
        A1 MUG 3
        ",
    );
}

/// Proves OFF-53 for counts: what a revoked tablet counted is kept and decided by a person.
#[test]
fn counts_of_a_revoked_tablet_wait_in_quarantine() {
    let start = "
        product MUG cost 4.00
        bins Leeds A1
        office starts
        ann opens A1
        ann scans MUG
        ann revoked
        ann scans MUG
        ann closes-bin
        ann receives MUG 5 into A1
        ann adjusts MUG 1 in A1
        show tasks
        office completes
        ";
    let held = "
        ann: Quarantined
        ann: Quarantined
        ann: Quarantined
        refused: device/revoked
        quarantined ann-A1
        held fact: Quarantined
        refused: stocktake/blocked
          quarantine ann-A1
        ";
    let released = "office releases ann-A1\n office completes\n show stock\n office releases-held\n show stock";
    check(
        &[start, released].concat(),
        &[held, "A1 MUG 2\n A1 MUG 7"].concat(),
    );
    // A held count is decided with its stocktake, not as a task.
    check(
        &[start, "office settles"].concat(),
        &[held, "refused: record/wrong-state"].concat(),
    );
    let aside = "office sets-aside ann-A1\n office releases ann-A1\n show bins\n office completes\n show stock";
    check(
        &[start, aside].concat(),
        &[held, "refused: record/wrong-state\n A1 Uncounted\n nothing"].concat(),
    );
}

/// Proves STK-06, STK-07, STK-15.
#[test]
fn what_was_never_on_hand_needs_a_cost_and_a_completed_stocktake_stays() {
    check(
        "
        product MUG
        bins Leeds A1
        office starts
        ann opens A1
        ann counts MUG 2
        ann closes-bin
        show review
        office completes
        office completes MUG 3.50
        show stock
        show value
        office completes
        office recounts A1
        office voids-stocktake
        ",
        "
        A1 MUG book 0 counted 2 variance 2 moved 0 new 2 needs cost
        refused: stocktake/cost-missing MUG
        A1 MUG 2
        Leeds MUG GBP 7.00
        refused: record/wrong-state
        refused: record/wrong-state
        refused: record/wrong-state
        ",
    );
}

/// Proves OFF-22, LOC-13: a movement that was made before a count and arrives after completion leaves stock as it
/// was counted.
#[test]
fn a_late_movement_from_before_the_count_changes_the_variance_and_not_the_stock() {
    check(
        "
        product MUG cost 4.00
        product CUP cost 4.00
        bins Leeds A1
        stock A1 MUG 10
        office starts
        at 08:30
        bob offline
        bob receives MUG 5 into A1
        bob receives CUP 2 into A1
        at 09:00
        ann opens A1
        at 09:01
        ann counts MUG 15
        at 09:02
        ann closes-bin
        office completes
        show stock
        at 10:00
        bob receives MUG 1 into A1
        bob sync
        show stock
        show tasks
        show why MUG A1
        show why CUP A1
        ",
        "
        A1 MUG 15
        A1 MUG 16
        result changed A1 CUP
        result changed A1 MUG
        08:00 +10 opening
        08:30 +5 received
        09:01 +5 count
        09:01 -5 correction
        10:00 +1 received
        08:30 +2 received
        09:01 -2 correction
        ",
    );
}

#[test]
fn nobody_guesses_the_order_of_a_move_and_a_count() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1 A2
        stock A1 MUG 10
        office starts
        bob offline
        bob clock-off-by 2
        at 09:00
        bob moves MUG 4 from A1 to A2
        at 09:30
        ann opens A1
        ann counts MUG 6
        ann closes-bin
        at 11:30
        bob sync
        show review
        office completes
        office recounts A1 MUG
        ann opens A1 generation 1 only MUG
        ann counts MUG 6
        ann closes-bin
        show review
        office completes
        show stock
        ",
        "
        A1 MUG book 10 counted 6 variance -4 (-4..0) moved -4 new 2 value GBP -16.00
        blocked: unclear A1 MUG
        refused: stocktake/blocked
          unclear A1 MUG
        A1 MUG book 6 counted 6 variance 0 moved 0 new 6
        A1 MUG 6
        A2 MUG 4
        ",
    );
}

/// What may be 4 short or right is accepted where 4 short is inside the tolerance, and stands in the way where it is not:
/// by units, by percent of the book at that end, or by worth; what has no known worth is never inside a limit of worth.
#[test]
fn an_unclear_line_is_accepted_if_both_ends_are_inside_the_tolerance() {
    let outcome = |tolerance: &str, product: &str, expected: &str| {
        check(
            &format!(
                "
                    product MUG{product}
                    bins Leeds A1 A2
                    stock A1 MUG 10
                    office starts
                    bob offline
                    bob clock-off-by 2
                    at 09:00
                    bob moves MUG 4 from A1 to A2
                    at 09:30
                    ann opens A1
                    ann counts MUG 6
                    ann closes-bin
                    at 11:30
                    bob sync
                    {tolerance}
                    office completes
                    show stock
                    "
            ),
            expected,
        );
    };
    let accepted = "
        A1 MUG 2
        A2 MUG 4
        ";
    let blocked = "
        refused: stocktake/blocked
          unclear A1 MUG
        A1 MUG 6
        A2 MUG 4
        ";
    for (tolerance, product, expected) in [
        ("", " cost 4.00", blocked),
        ("tolerance 4 units 0 percent worth 0", "", accepted),
        ("tolerance 3 units 0 percent worth 0", "", blocked),
        ("tolerance 0 units 40 percent worth 0", "", accepted),
        ("tolerance 0 units 39 percent worth 0", "", blocked),
        (
            "tolerance 0 units 0 percent worth 16.00",
            " cost 4.00",
            accepted,
        ),
        (
            "tolerance 0 units 0 percent worth 15.99",
            " cost 4.00",
            blocked,
        ),
        ("tolerance 0 units 0 percent worth 16.00", "", blocked),
        (
            "tolerance 4 units 0 percent worth 15.99",
            " cost 4.00",
            blocked,
        ),
        (
            "tolerance 3 units 40 percent worth 16.00",
            " cost 4.00",
            accepted,
        ),
    ] {
        outcome(tolerance, product, expected);
    }
}

/// Both ends of a move reach into bins that were found empty: each says so for itself, and that its count was corrected.
#[test]
fn a_move_between_counted_bins_tells_of_both() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1 A2
        office starts
        bob offline
        bob clock-off-by 2
        at 09:00
        bob moves MUG 4 from A1 to A2
        at 10:30
        ann opens A1
        ann closes-bin
        ann opens A2
        ann closes-bin
        at 10:40
        office completes
        at 11:30
        bob sync
        show tasks
        show stock
        ",
        "
        unclear order A2 MUG
        result changed A2 MUG
        unclear order A1 MUG
        result changed A1 MUG
        nothing
        ",
    );
}

#[test]
fn a_counter_who_moves_goods_while_counting_is_understood_by_sequence() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1 A2
        stock A1 MUG 10
        office starts
        ann offline
        ann clock-off-by 9
        at 09:00
        ann opens A1
        ann counts MUG 10
        ann closes-bin
        ann moves MUG 4 from A1 to A2
        ann opens A2
        ann counts MUG 4
        ann closes-bin
        at 11:30
        ann sync
        show review
        office completes
        show stock
        ",
        "
        A1 MUG book 10 counted 10 variance 0 moved -4 new 6
        A2 MUG book 4 counted 4 variance 0 moved 0 new 4
        A1 MUG 6
        A2 MUG 4
        ",
    );
}

#[test]
fn a_stocktake_of_some_products_leaves_the_rest_alone() {
    check(
        "
        product MUG cost 4.00
        product CUP cost 4.00
        bins Leeds A1 A2
        stock A1 MUG 10
        stock A1 CUP 10
        stock A2 MUG 1
        at 09:00
        office starts MUG
        ann opens A1
        ann counts MUG 9
        ann closes-bin
        ann opens A2
        ann closes-bin
        office completes
        show stock
        ",
        "
        A1 CUP 10
        A1 MUG 9
        ",
    );
}

#[test]
fn a_bin_that_is_not_part_of_the_stocktake_is_out_of_scope() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1 A2
        stock A2 MUG 3
        office starts bins A1
        ann opens A2
        ann counts MUG 9
        ann closes-bin
        office completes
        show stock
        ",
        "
        ann: OutOfScope
        ann: OutOfScope
        ann: OutOfScope
        A2 MUG 3
        ",
    );
}

/// Proves OFF-27 for assignments, OFF-43 for codes that stay unknown.
#[test]
fn bins_are_assigned_and_codes_that_nobody_knows_are_left_out() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1 A2
        office starts bins A1
        ann opens A1
        ann scans MUG
        ann scans 99887766
        ann closes-bin
        office assigns A1 ann
        office assigns A2 ann
        office sets-code-aside 99887766
        office completes
        show stock
        ",
        "
        refused: stocktake/wrong-coverage
        A1 MUG 1
        ",
    );
}

#[test]
fn a_voided_stocktake_posts_nothing_and_what_comes_later_is_late() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1
        office starts
        ann opens A1
        ann counts MUG 4
        office voids-stocktake
        ann closes-bin
        office completes
        office posts-supplement
        show stock
        show tasks
        ",
        "
        ann: Late
        refused: record/wrong-state
        refused: record/wrong-state
        nothing
        late ann-A1
        ",
    );
}

/// Undoing "Set to" brings the former quantity back.
#[test]
fn undoing_a_typed_quantity_sets_the_former_one() {
    check(
        "
        product MUG cost 4.00
        bins Leeds A1
        office starts
        ann opens A1
        ann scans MUG
        ann scans MUG
        ann sets MUG 10
        ann undoes MUG to 2
        ann scans MUG
        ann closes-bin
        show review
        ",
        "
        A1 MUG book 0 counted 3 variance 3 moved 0 new 3 value GBP 12.00
        ",
    );
}
