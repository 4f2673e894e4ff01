use super::*;

/// All operations of the models are known, and a usage plan is read from a description with a table of two columns, with
/// one that names the plan before them, and not where there is none. `amazon` compares all 149 with what it reads itself.
#[test]
fn operations_are_read_with_their_usage_plans() {
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
    assert_eq!(
        plan("productTypes/getDefinitionsProductType"),
        Some(UsagePlan {
            rate: 5.0,
            burst: 10.0
        })
    );
    assert_eq!(plan("inbound/listPrepDetails"), None);
}
