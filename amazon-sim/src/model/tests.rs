use super::*;

/// Proves that every operation of the models is known, and every usage plan the guide lists is read.
#[test]
fn every_operation_is_read_with_its_usage_plan() {
    let models = Models::load();
    assert_eq!(models.operations().len(), 149);
    let plan = |key: &str| models.operation(key).and_then(|operation| operation.plan);
    assert_eq!(
        plan("orders/searchOrders"),
        Some(UsagePlan {
            rate: 0.0056,
            burst: 20.0
        })
    );
    assert_eq!(
        plan("outbound/createFulfillmentOrder"),
        Some(UsagePlan {
            rate: 2.0,
            burst: 30.0
        })
    );
    assert_eq!(plan("inbound/listPrepDetails"), None);
}
