//! Tells the OpenAPI derive which JSON types the domain's checked types are written as.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    #[cfg(feature = "openapi")]
    describe();
}

#[cfg(feature = "openapi")]
fn describe() {
    const TEXT: &[&str] = &[
        "BinId",
        "BrandId",
        "CategoryId",
        "ClientId",
        "ConnectionId",
        "Currency",
        "DeviceId",
        "Email",
        "FamilyId",
        "GrantId",
        "ImportId",
        "JobRunId",
        "LocationId",
        "LotId",
        "MovementId",
        "Name",
        "NotificationId",
        "OperationId",
        "PassId",
        "Permission",
        "PriceTierId",
        "ProductId",
        "RawCode",
        "Remark",
        "ReviewTaskId",
        "RoleId",
        "Sku",
        "StocktakeId",
        "TaxRuleId",
        "TransferId",
        "TransferLineId",
        "UserId",
        "Account",
        "CountSource",
        "LocationKind",
        "StocktakeStatus",
        "TransferStatus",
    ];
    const NUMBER: &[&str] = &["Timestamp", "Quantity", "Delta", "UnitCost"];
    let config = TEXT
        .iter()
        .fold(utoipa_config::Config::new(), |config, name| {
            config.alias_for(name, "String")
        });
    NUMBER
        .iter()
        .fold(config, |config, name| config.alias_for(name, "i64"))
        .write_to_file();
}
