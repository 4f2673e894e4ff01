//! Stocktakes of a location that a fulfilment service holds.

use super::check;

/// Proves STK-03, STK-04, STK-05, STK-06, STK-08: what the service reports fills the rows, products new here need a cost,
/// and a second stocktake posts only what is new.
#[test]
fn the_services_figures_fill_the_stocktake() {
    check(
        "
        external Leeds
        product A cost 4.00
        product B
        product D
        stock Leeds A 3
        office starts
        at 09:00
        office is-told A 5 B 2
        show review
        office completes
        office completes B 1.50
        show stock
        at 10:00
        office starts
        office is-told A 5 B 3
        show review
        ",
        "
        Leeds A book 3 counted 5 variance 2 moved 0 new 5 value GBP 8.00
        Leeds B book 0 counted 2 variance 2 moved 0 new 2 needs cost
        refused: stocktake/cost-missing B
        Leeds A 5
        Leeds B 2
        Leeds A book 5 counted 5 variance 0 moved 0 new 5
        Leeds B book 2 counted 3 variance 1 moved 0 new 3 value GBP 1.50
        ",
    );
}

/// Proves STK-09: stock here that the service does not report is proposed at zero, and a person confirms it.
#[test]
fn what_the_service_does_not_report_waits_for_a_person() {
    check(
        "
        external Leeds
        product A cost 4.00
        product C cost 2.00
        stock Leeds A 3
        stock Leeds C 4
        office starts
        at 09:00
        office is-told A 3
        show review
        office completes
        office enters C 0
        show review
        office completes
        show stock
        ",
        "
        Leeds A book 3 counted 3 variance 0 moved 0 new 3
        Leeds C book 4 counted 0 variance -4 moved 0 new 0 value GBP -8.00 implied
        blocked: unreported C
        refused: stocktake/blocked
        unreported C
        Leeds A book 3 counted 3 variance 0 moved 0 new 3
        Leeds C book 4 counted 0 variance -4 moved 0 new 0 value GBP -8.00
        Leeds A 3
        ",
    );
}

/// Proves STK-17, as far as the books decide it: a row that a person changed stays changed when the service is read
/// again, the others follow the service.
#[test]
fn a_row_changed_by_hand_stays_when_the_service_is_read_again() {
    check(
        "
        external Leeds
        product A cost 4.00
        product B cost 1.00
        stock Leeds A 5
        stock Leeds B 5
        office starts
        at 09:00
        office is-told A 5 B 5
        at 09:10
        office enters A 4
        show review
        at 09:20
        office is-told A 6 B 7
        show review
        at 09:30
        office is-told A 6
        show review
        ",
        "
        Leeds A book 5 counted 4 variance -1 moved 0 new 4 value GBP -4.00
        Leeds B book 5 counted 5 variance 0 moved 0 new 5
        Leeds A book 5 counted 4 variance -1 moved 0 new 4 value GBP -4.00
        Leeds B book 5 counted 7 variance 2 moved 0 new 7 value GBP 2.00
        Leeds A book 5 counted 4 variance -1 moved 0 new 4 value GBP -4.00
        Leeds B book 5 counted 0 variance -5 moved 0 new 0 value GBP -5.00 implied
        blocked: unreported B
        ",
    );
}

/// Goods that move between two readings belong to the reading after them, however long ago the first one was.
#[test]
fn a_second_reading_measures_anew() {
    check(
        "
        external Leeds
        product A cost 4.00
        product C cost 4.00
        stock Leeds A 5
        stock Leeds C 2
        office starts
        at 09:00
        office is-told A 5 C 2
        at 10:00
        bob adjusts A -1 in Leeds
        bob adjusts C -2 in Leeds
        at 11:00
        office is-told A 4
        show review
        ",
        "
        Leeds A book 4 counted 4 variance 0 moved 0 new 4
        Leeds C book 0 counted 0 variance 0 moved 0 new 0 implied
        ",
    );
}

#[test]
fn own_locations_are_not_filled_by_a_service() {
    check(
        "
        product A cost 4.00
        stock Leeds A 5
        office starts
        at 09:00
        office is-told A 5
        ",
        "
        refused: stocktake/not-external
        ",
    );
}
