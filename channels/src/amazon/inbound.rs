//! Sending goods to FBA.

use ::amazon::{
    Operation, Priority,
    api::{
        inbound_2024::{
            self as wire, AddressInput, BoxContentInformationSource, BoxInput, CancelInboundPlan,
            ConfirmDeliveryWindowOptions, ConfirmPackingOption, ConfirmPlacementOption,
            ConfirmTransportationOptions, ConfirmTransportationOptionsRequest, CreateInboundPlan,
            CreateInboundPlanRequest, Currency, Dimensions, GenerateDeliveryWindowOptions,
            GeneratePackingOptions, GeneratePlacementOptions, GenerateTransportationOptions,
            GenerateTransportationOptionsRequest, GetInboundOperationStatus, GetInboundPlan,
            GetShipment, Incentive, ItemInput, LabelOwner, ListDeliveryWindowOptions,
            ListInboundPlans, ListPackingGroupItems, ListPackingOptions, ListPlacementOptions,
            ListPrepDetails, ListShipmentBoxes, ListTransportationOptions, LtlTrackingDetailInput,
            MskuPrepDetailInput, OperationProblem, OperationStatus, PackageGroupingInput,
            PalletInput, PrepCategory, PrepOwner, PrepType, SelectedDeliveryWindow,
            SetPackingInformation, SetPackingInformationRequest, SetPrepDetails,
            SetPrepDetailsRequest, ShipmentTransportationConfiguration, SortBy, SortOrder,
            SpdTrackingDetailInput, SpdTrackingItemInput, Stackability, TrackingDetailsInput,
            TransportationSelection, UnitOfMeasurement, UnitOfWeight,
            UpdateShipmentTrackingDetails, UpdateShipmentTrackingDetailsRequest, Weight,
            WindowInput,
        },
        inbound_eligibility::{GetItemEligibilityPreview, Program},
        inbound_v0::{
            self, GetBillOfLading, GetLabels, GetShipmentItemsByShipmentId, LabelType, PageType,
        },
    },
    lenient::Number,
    paging::Paged,
};
use async_trait::async_trait;
use futures::TryStreamExt;
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{
    Fba, filled,
    reading::{Lost, Unreadable, needed, present},
    told,
};
use crate::{
    error::{Error, Reason},
    inbound::{
        Carriage, DeliveryWindow, InboundBox, InboundLine, InboundPallet, InboundService,
        LabelKind, LabelOptions, LabelPaper, LabelRequest, Labels, OperationId, OperationState,
        Owner, PackingOption, PlacementOption, Plan, PlanMade, PlanSeen, PlanState, Received,
        Shipment, ShipmentBox, ShipmentStatus, Tracking, TransportOption,
    },
    words::{self, Earlier, Money, Problem, Severity, Told},
};

/// SKUs that one question about preparation names.
const SKUS_A_QUESTION: usize = 100;
/// Labels of one `getLabels`: the greatest `PageSize`.
const MOST_LABELS: u32 = 1000;

#[async_trait]
impl InboundService for Fba {
    async fn eligibility(&self, catalogue_id: &str) -> Result<Vec<Problem>, Error> {
        let ask = GetItemEligibilityPreview {
            marketplace_ids: Some(vec![self.marketplace.clone()]),
            asin: catalogue_id.to_owned(),
            program: Program::Inbound,
        };
        let answer = self
            .session
            .payload(&ask)
            .await
            .map_err(|error| told::<GetItemEligibilityPreview>(error, catalogue_id))?;
        if answer.body.is_eligible_for_program == Some(true) {
            return Ok(Vec::new());
        }
        let reasons: Vec<Problem> = answer
            .body
            .ineligibility_reason_list
            .into_iter()
            .flatten()
            .map(|code| Problem {
                code: Some(code.to_string()),
                ..Problem::of(catalogue_id, format!("Amazon would not take it: {code}"))
            })
            .collect();
        Ok(if reasons.is_empty() {
            vec![Problem::of(
                catalogue_id,
                "Amazon would not take it and does not say why",
            )]
        } else {
            reasons
        })
    }

    async fn prepare(&self, skus: &[String]) -> Result<Option<OperationId>, Error> {
        let mut missing = Vec::new();
        for some in skus.chunks(SKUS_A_QUESTION) {
            let list = ListPrepDetails {
                marketplace_id: self.marketplace.clone(),
                mskus: some.to_vec(),
            };
            let answer = self
                .session
                .call(&list)
                .await
                .map_err(|error| told::<ListPrepDetails>(error, "prep"))?;
            let mut lost = Lost::from(answer.unread);
            let details = answer.body.msku_prep_details;
            let is_told = details.is_some();
            let mut found = lost.rows("mskuPrepDetails", "msku", details, |details| {
                let sku = present(details.msku, "the SKU")?;
                let kind = details.prep_category;
                Ok((sku, kind.ok_or("how it is prepared is not told")?))
            });
            if !is_told && found.unread.is_empty() {
                found.unread.push(words::Unread {
                    about: None,
                    place: "mskuPrepDetails".to_owned(),
                    reason: "how goods are prepared is not told".to_owned(),
                    raw: serde_json::Value::Null,
                });
            }
            // What cannot be read may have a preparation, which must not be told away.
            let known: Vec<String> = whole(found, "prep")?
                .into_iter()
                .filter(|(_, kind)| *kind != PrepCategory::Unknown)
                .map(|(sku, _)| sku)
                .collect();
            missing.extend(some.iter().filter(|sku| !known.contains(sku)).cloned());
        }
        if missing.is_empty() {
            return Ok(None);
        }
        let unprepared = |msku: String| MskuPrepDetailInput {
            msku,
            prep_category: PrepCategory::None,
            prep_types: vec![PrepType::ItemNoPrep],
        };
        let set = SetPrepDetails {
            body: SetPrepDetailsRequest {
                marketplace_id: self.marketplace.clone(),
                msku_prep_details: missing.into_iter().map(unprepared).collect(),
            },
        };
        self.step(&set, "prep", |answer| answer.operation_id)
            .await
            .map(Some)
    }

    async fn plan(&self, plan: &Plan, earlier: Earlier) -> Result<PlanMade, Error> {
        let problems = check(plan);
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        let request = CreateInboundPlanRequest {
            name: Some(plan.name.clone()),
            destination_marketplaces: vec![self.marketplace.clone()],
            source_address: source(&plan.from),
            items: plan.lines.iter().map(item).collect(),
        };
        let earlier = match earlier {
            Earlier::Never => ::amazon::operation::Earlier::Never,
            Earlier::Perhaps => ::amazon::operation::Earlier::Perhaps,
        };
        let session = self.session.with_priority(Priority::Write);
        let made = wire::ensure_plan(&session, &request, earlier)
            .await
            .map_err(|error| told::<CreateInboundPlan>(error, &plan.name))?;
        let Ok(id) = present(made.inbound_plan_id, "the plan's id") else {
            return Err(Error::OutcomeUnknown {
                cause: "createInboundPlan was answered without a plan's id".to_owned(),
            });
        };
        Ok(PlanMade {
            plan: id,
            operation: made.operation_id.map(OperationId),
        })
    }

    async fn plan_state(&self, plan: &str) -> Result<PlanState, Error> {
        let (found, _) = self.read_plan(plan).await?;
        Ok(plan_state(found.status.as_deref()))
    }

    async fn plans_since(&self, since: Timestamp) -> Result<Told<PlanSeen>, Error> {
        let list = ListInboundPlans {
            page_size: Some(30),
            sort_by: Some(SortBy::LastUpdatedTime),
            sort_order: Some(SortOrder::Desc),
            ..Default::default()
        };
        let mut pages = std::pin::pin!(self.session.pages(list));
        let mut seen = Told::default();
        // Newest change first, so the first older one ends it.
        while let Some(page) = pages
            .try_next()
            .await
            .map_err(|error| told::<ListInboundPlans>(error, "plans"))?
        {
            let mut lost = Lost::from(page.unread);
            let plans = page.body.inbound_plans;
            let mut told = lost.rows("inboundPlans", "inboundPlanId", plans, |plan| {
                Ok(PlanSeen {
                    id: present(plan.inbound_plan_id, "the plan's id")?,
                    name: plan.name.unwrap_or_default(),
                    state: plan_state(plan.status.as_deref()),
                    made_at: plan.created_at.and_then(|time| time.instant()),
                    changed_at: plan.last_updated_at.and_then(|time| time.instant()),
                })
            });
            told.unread.extend(lost.rest(None));
            let is_older = |plan: &PlanSeen| plan.changed_at.is_some_and(|at| at < since);
            let is_last = told.rows.iter().any(is_older);
            told.rows.retain(|plan| !is_older(plan));
            seen.extend(told);
            if is_last {
                break;
            }
        }
        Ok(seen)
    }

    async fn operation(&self, operation: &OperationId) -> Result<OperationState, Error> {
        let get = GetInboundOperationStatus {
            operation_id: operation.0.clone(),
        };
        let state = self
            .session
            .call(&get)
            .await
            .map_err(|error| told::<GetInboundOperationStatus>(error, &operation.0))?
            .body;
        let problems = state
            .operation_problems
            .into_iter()
            .flatten()
            .map(problem)
            .collect();
        Ok(match state.operation_status {
            Some(OperationStatus::Success) => OperationState::Done(problems),
            Some(OperationStatus::Failed) => OperationState::Failed(problems),
            _ => OperationState::Running,
        })
    }

    async fn ask_packing(&self, plan: &str) -> Result<OperationId, Error> {
        let ask = GeneratePackingOptions {
            inbound_plan_id: plan.to_owned(),
        };
        self.step(&ask, plan, |answer| answer.operation_id).await
    }

    async fn packing_options(&self, plan: &str) -> Result<Told<PackingOption>, Error> {
        let list = ListPackingOptions {
            inbound_plan_id: plan.to_owned(),
            ..Default::default()
        };
        let at = ("packingOptions", "packingOptionId");
        self.listed(
            list,
            plan,
            at,
            |page| page.packing_options,
            |option| {
                Ok(PackingOption {
                    id: present(option.packing_option_id, "the option's id")?,
                    groups: option.packing_groups.ok_or("its groups are not told")?,
                    fees: fees(option.fees, option.discounts)?,
                    expires: option.expiration.and_then(|time| time.instant()),
                    chosen: option.status.as_deref() == Some("ACCEPTED"),
                })
            },
        )
        .await
    }

    async fn group_lines(&self, plan: &str, group: &str) -> Result<Vec<InboundLine>, Error> {
        let list = ListPackingGroupItems {
            inbound_plan_id: plan.to_owned(),
            packing_group_id: group.to_owned(),
            ..Default::default()
        };
        let at = ("items", "msku");
        let told = self
            .listed(
                list,
                plan,
                at,
                |page| page.items,
                |item| {
                    let preparation = item
                        .prep_instructions
                        .into_iter()
                        .flatten()
                        .find_map(|prep| prep.prep_owner);
                    Ok(InboundLine {
                        sku: present(item.msku, "the SKU")?,
                        quantity: needed(item.quantity, "how many there are")?,
                        preparation: owner(preparation.as_deref()),
                        labels: owner(item.label_owner.as_deref()),
                        expires: item.expiration.and_then(|date| date.parse().ok()),
                    })
                },
            )
            .await?;
        whole(told, group)
    }

    async fn choose_packing(&self, plan: &str, option: &str) -> Result<OperationId, Error> {
        let choose = ConfirmPackingOption {
            inbound_plan_id: plan.to_owned(),
            packing_option_id: option.to_owned(),
        };
        self.step(&choose, plan, |answer| answer.operation_id).await
    }

    async fn set_boxes(
        &self,
        plan: &str,
        groups: &[(String, Vec<InboundBox>)],
    ) -> Result<OperationId, Error> {
        let set = SetPackingInformation {
            inbound_plan_id: plan.to_owned(),
            body: SetPackingInformationRequest {
                package_groupings: groups
                    .iter()
                    .map(|(group, boxes)| PackageGroupingInput {
                        packing_group_id: Some(group.clone()),
                        shipment_id: None,
                        boxes: boxes.iter().map(packed).collect(),
                    })
                    .collect(),
            },
        };
        self.step(&set, plan, |answer| answer.operation_id).await
    }

    async fn ask_placements(&self, plan: &str) -> Result<OperationId, Error> {
        let ask = GeneratePlacementOptions {
            inbound_plan_id: plan.to_owned(),
            ..Default::default()
        };
        self.step(&ask, plan, |answer| answer.operation_id).await
    }

    async fn placements(&self, plan: &str) -> Result<Told<PlacementOption>, Error> {
        let list = ListPlacementOptions {
            inbound_plan_id: plan.to_owned(),
            ..Default::default()
        };
        let at = ("placementOptions", "placementOptionId");
        self.listed(
            list,
            plan,
            at,
            |page| page.placement_options,
            |option| {
                Ok(PlacementOption {
                    id: present(option.placement_option_id, "the option's id")?,
                    shipments: option.shipment_ids.ok_or("its shipments are not told")?,
                    fees: fees(option.fees, option.discounts)?,
                    expires: option.expiration.and_then(|time| time.instant()),
                    chosen: option.status.as_deref() == Some("ACCEPTED"),
                })
            },
        )
        .await
    }

    async fn choose_placement(&self, plan: &str, option: &str) -> Result<OperationId, Error> {
        let choose = ConfirmPlacementOption {
            inbound_plan_id: plan.to_owned(),
            placement_option_id: option.to_owned(),
        };
        self.step(&choose, plan, |answer| answer.operation_id).await
    }

    async fn ask_transport(
        &self,
        plan: &str,
        placement: &PlacementOption,
        ready: Timestamp,
        pallets: &[(String, Vec<InboundPallet>)],
    ) -> Result<OperationId, Error> {
        let configuration = |shipment: &String| {
            let held = pallets.iter().find(|(id, _)| id == shipment);
            ShipmentTransportationConfiguration {
                shipment_id: shipment.clone(),
                ready_to_ship_window: WindowInput {
                    start: ready.into(),
                },
                pallets: held.map(|(_, pallets)| pallets.iter().map(pallet).collect()),
                ..Default::default()
            }
        };
        let ask = GenerateTransportationOptions {
            inbound_plan_id: plan.to_owned(),
            body: GenerateTransportationOptionsRequest {
                placement_option_id: placement.id.clone(),
                shipment_transportation_configurations: placement
                    .shipments
                    .iter()
                    .map(configuration)
                    .collect(),
            },
        };
        self.step(&ask, plan, |answer| answer.operation_id).await
    }

    async fn transport_options(
        &self,
        plan: &str,
        placement: &str,
    ) -> Result<Told<TransportOption>, Error> {
        let list = ListTransportationOptions {
            inbound_plan_id: plan.to_owned(),
            placement_option_id: Some(placement.to_owned()),
            ..Default::default()
        };
        let at = ("transportationOptions", "transportationOptionId");
        self.listed(
            list,
            plan,
            at,
            |page| page.transportation_options,
            |option| {
                let quote = option.quote.unwrap_or_default();
                let preconditions = option.preconditions.unwrap_or_default();
                let solution = present(option.shipping_solution, "whose carrier it is")?;
                Ok(TransportOption {
                    id: present(option.transportation_option_id, "the option's id")?,
                    shipment: present(option.shipment_id, "its shipment")?,
                    partnered: solution == "AMAZON_PARTNERED_CARRIER",
                    carrier: option
                        .carrier
                        .and_then(|carrier| carrier.name.or(carrier.alpha_code)),
                    freight: option
                        .shipping_mode
                        .as_deref()
                        .is_some_and(|mode| mode.starts_with("FREIGHT")),
                    mode: option.shipping_mode.unwrap_or_default(),
                    cost: quote.cost.and_then(money),
                    cost_until: quote.expiration.and_then(|time| time.instant()),
                    needs_delivery_window: preconditions
                        .iter()
                        .any(|need| need == "CONFIRMED_DELIVERY_WINDOW"),
                })
            },
        )
        .await
    }

    async fn ask_delivery_windows(&self, plan: &str, shipment: &str) -> Result<OperationId, Error> {
        let ask = GenerateDeliveryWindowOptions {
            inbound_plan_id: plan.to_owned(),
            shipment_id: shipment.to_owned(),
        };
        self.step(&ask, shipment, |answer| answer.operation_id)
            .await
    }

    async fn delivery_windows(
        &self,
        plan: &str,
        shipment: &str,
    ) -> Result<Told<DeliveryWindow>, Error> {
        let list = ListDeliveryWindowOptions {
            inbound_plan_id: plan.to_owned(),
            shipment_id: shipment.to_owned(),
            ..Default::default()
        };
        let at = ("deliveryWindowOptions", "deliveryWindowOptionId");
        self.listed(
            list,
            shipment,
            at,
            |page| page.delivery_window_options,
            |option| {
                Ok(DeliveryWindow {
                    id: present(option.delivery_window_option_id, "the window's id")?,
                    start: option.start_date.and_then(|time| time.instant()),
                    end: option.end_date.and_then(|time| time.instant()),
                    availability: option.availability_type.unwrap_or_default(),
                })
            },
        )
        .await
    }

    async fn choose_delivery_window(
        &self,
        plan: &str,
        shipment: &str,
        window: &str,
    ) -> Result<OperationId, Error> {
        let choose = ConfirmDeliveryWindowOptions {
            inbound_plan_id: plan.to_owned(),
            shipment_id: shipment.to_owned(),
            delivery_window_option_id: window.to_owned(),
        };
        self.step(&choose, shipment, |answer| answer.operation_id)
            .await
    }

    async fn choose_transport(
        &self,
        plan: &str,
        choices: &[TransportOption],
    ) -> Result<OperationId, Error> {
        let selection = |choice: &TransportOption| TransportationSelection {
            shipment_id: choice.shipment.clone(),
            transportation_option_id: choice.id.clone(),
            contact_information: None,
        };
        let choose = ConfirmTransportationOptions {
            inbound_plan_id: plan.to_owned(),
            body: ConfirmTransportationOptionsRequest {
                transportation_selections: choices.iter().map(selection).collect(),
            },
        };
        self.step(&choose, plan, |answer| answer.operation_id).await
    }

    async fn shipments(&self, plan: &str) -> Result<Told<Shipment>, Error> {
        let (found, mut lost) = self.read_plan(plan).await?;
        let summaries = lost.rows("shipments", "shipmentId", found.shipments, |summary| {
            let id = present(summary.shipment_id, "the shipment's id")?;
            Ok((id, summary.status))
        });
        let mut unread = summaries.unread;
        unread.extend(lost.rest(Some(plan)));
        let mut shipments = Told {
            rows: Vec::new(),
            unread,
        };
        for (id, known) in summaries.rows {
            let get = GetShipment {
                inbound_plan_id: plan.to_owned(),
                shipment_id: id.clone(),
            };
            let answer = self
                .session
                .call(&get)
                .await
                .map_err(|error| told::<GetShipment>(error, &id))?;
            let lost = Lost::from(answer.unread);
            shipments.unread.extend(lost.rest(Some(&id)));
            let shipment = answer.body;
            let word = shipment.status.or(known).unwrap_or_default();
            shipments.rows.push(Shipment {
                id,
                confirmation: shipment.shipment_confirmation_id,
                status: status(found.status.as_deref(), &word),
                destination: shipment
                    .destination
                    .and_then(|destination| destination.warehouse_id),
                window: shipment.selected_delivery_window.map(agreed),
            });
        }
        Ok(shipments)
    }

    fn label_options(&self, carriage: &Carriage) -> LabelOptions {
        LabelOptions {
            kinds: match carriage.freight {
                false => vec![LabelKind::Box, LabelKind::BoxWithContents],
                true => vec![
                    LabelKind::Box,
                    LabelKind::BoxWithContents,
                    LabelKind::Pallet,
                ],
            },
            papers: papers(&self.marketplace, carriage),
            most_boxes: MOST_LABELS,
            // Other carriers bring their own.
            bill_of_lading: carriage.freight && carriage.partnered,
        }
    }

    async fn labels(&self, request: &LabelRequest) -> Result<Labels, Error> {
        self.label_options(&request.carriage).check(request)?;
        let count = Some(i64::from(request.count));
        let is_of_pallets = request.kind == LabelKind::Pallet;
        let named = (!request.boxes.is_empty() && !is_of_pallets).then(|| request.boxes.clone());
        let get = GetLabels {
            shipment_id: request.confirmation.clone(),
            page_type: page_type(request.paper, &request.carriage),
            label_type: match request.kind {
                LabelKind::Box => LabelType::Unique,
                LabelKind::BoxWithContents => LabelType::Barcode2d,
                LabelKind::Pallet => LabelType::Pallet,
            },
            number_of_packages: count.filter(|_| !is_of_pallets),
            number_of_pallets: count.filter(|_| is_of_pallets),
            package_labels_to_print: named,
            // Freight of a carrier of our own comes in pages, and all is one page.
            page_size: count,
            page_start_index: Some(0),
        };
        // The address lives 15 seconds and somebody stands at the printer.
        let session = self.session.with_priority(Priority::Interactive);
        match inbound_v0::labels(&session, &get).await {
            Ok(labels) => Ok(Labels {
                pdf: labels.document.bytes,
                whole_shipment: labels.is_whole_shipment,
            }),
            Err(error) => Err(unprinted::<GetLabels>(error, &request.confirmation)),
        }
    }

    async fn bill_of_lading(
        &self,
        confirmation: &str,
        carriage: &Carriage,
    ) -> Result<Vec<u8>, Error> {
        if !self.label_options(carriage).bill_of_lading {
            return Err(Error::Unsupported("print a bill of lading"));
        }
        let session = self.session.with_priority(Priority::Interactive);
        let document = inbound_v0::bill_of_lading(&session, confirmation).await;
        let document =
            document.map_err(|error| unprinted::<GetBillOfLading>(error, confirmation))?;
        Ok(document.bytes)
    }

    async fn set_tracking(
        &self,
        plan: &str,
        shipment: &str,
        tracking: &Tracking,
    ) -> Result<OperationId, Error> {
        let problems = unfit_numbers(tracking);
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        let item = |(id, number): &(String, String)| SpdTrackingItemInput {
            box_id: id.clone(),
            tracking_id: number.trim().to_owned(),
        };
        let tracking_details = match tracking {
            Tracking::Boxes(numbers) => TrackingDetailsInput {
                spd_tracking_detail: Some(SpdTrackingDetailInput {
                    spd_tracking_items: numbers.iter().map(item).collect(),
                }),
                ltl_tracking_detail: None,
            },
            Tracking::Freight {
                freight_bill,
                bill_of_lading,
            } => TrackingDetailsInput {
                spd_tracking_detail: None,
                ltl_tracking_detail: Some(LtlTrackingDetailInput {
                    bill_of_lading_number: bill_of_lading.as_deref().and_then(filled),
                    freight_bill_number: vec![freight_bill.trim().to_owned()],
                }),
            },
        };
        let set = UpdateShipmentTrackingDetails {
            inbound_plan_id: plan.to_owned(),
            shipment_id: shipment.to_owned(),
            body: UpdateShipmentTrackingDetailsRequest { tracking_details },
        };
        self.step(&set, shipment, |answer| answer.operation_id)
            .await
    }

    async fn boxes(&self, plan: &str, shipment: &str) -> Result<Vec<ShipmentBox>, Error> {
        let list = ListShipmentBoxes {
            inbound_plan_id: plan.to_owned(),
            shipment_id: shipment.to_owned(),
            ..Default::default()
        };
        let at = ("boxes", "boxId");
        let told = self
            .listed(
                list,
                shipment,
                at,
                |page| page.boxes,
                |found| {
                    Ok(ShipmentBox {
                        id: present(found.box_id.or(found.package_id), "the box's id")?,
                        name: found.template_name,
                        contents: found
                            .items
                            .into_iter()
                            .flatten()
                            .map(|item| {
                                let quantity = needed(item.quantity, "how many are in it")?;
                                Ok((present(item.msku, "the SKU of what is in it")?, quantity))
                            })
                            .collect::<Result<_, Unreadable>>()?,
                    })
                },
            )
            .await?;
        whole(told, shipment)
    }

    async fn received(&self, confirmation: &str) -> Result<Told<Received>, Error> {
        let get = GetShipmentItemsByShipmentId {
            shipment_id: confirmation.to_owned(),
            marketplace_id: Some(self.marketplace.clone()),
        };
        let answer = self
            .session
            .payload(&get)
            .await
            .map_err(|error| told::<GetShipmentItemsByShipmentId>(error, confirmation))?;
        let mut lost = Lost::from(answer.unread);
        let items = answer.body.item_data;
        let mut told = lost.rows("payload.ItemData", "SellerSKU", items, |item| {
            Ok(Received {
                sku: present(item.seller_sku, "the SKU")?,
                announced: needed(item.quantity_shipped, "how many were announced")?,
                received: needed(item.quantity_received, "how many came")?,
            })
        });
        told.unread.extend(lost.rest(Some(confirmation)));
        Ok(told)
    }

    async fn cancel(&self, plan: &str) -> Result<OperationId, Error> {
        let cancel = CancelInboundPlan {
            inbound_plan_id: plan.to_owned(),
        };
        self.step(&cancel, plan, |answer| answer.operation_id).await
    }
}

impl Fba {
    /// Calls a step and hands back the operation to be followed.
    async fn step<O: Operation>(
        &self,
        operation: &O,
        about: &str,
        id: impl FnOnce(O::Answer) -> Option<String>,
    ) -> Result<OperationId, Error> {
        let session = self.session.with_priority(Priority::Write);
        let answer = session
            .call(operation)
            .await
            .map_err(|error| told::<O>(error, about))?;
        match id(answer.body).as_deref().and_then(filled) {
            Some(id) => Ok(OperationId(id)),
            None => Err(Error::OutcomeUnknown {
                cause: format!("{} was answered without an operation id", O::NAME),
            }),
        }
    }

    /// The entries of a list over all its pages. `at` is where they stand in a page, and the member that names one.
    async fn listed<O: Paged + Clone + 'static, W: Serialize, T>(
        &self,
        list: O,
        about: &str,
        at: (&str, &str),
        entries: impl Fn(O::Answer) -> Option<Vec<W>>,
        read: impl Fn(W) -> Result<T, Unreadable>,
    ) -> Result<Told<T>, Error> {
        let pages: Vec<_> = self
            .session
            .pages(list)
            .try_collect()
            .await
            .map_err(|error| told::<O>(error, about))?;
        let mut all = Told::default();
        for page in pages {
            let mut lost = Lost::from(page.unread);
            all.extend(lost.rows(at.0, at.1, entries(page.body), &read));
            all.unread.extend(lost.rest(None));
        }
        Ok(all)
    }

    /// A plan, and what of it could not be read.
    async fn read_plan(&self, plan: &str) -> Result<(wire::InboundPlan, Lost), Error> {
        let get = GetInboundPlan {
            inbound_plan_id: plan.to_owned(),
        };
        let found = self.session.call(&get).await;
        let found = found.map_err(|error| told::<GetInboundPlan>(error, plan))?;
        Ok((found.body, found.unread.into()))
    }
}

/// The rows of a list that is good for nothing when one of them is missing.
fn whole<T>(told: Told<T>, about: &str) -> Result<Vec<T>, Error> {
    // A row, something of a list in a row, or all of it; what else a row lost leaves it whole.
    let is_gone = |lost: &words::Unread| lost.place.ends_with(']') || !lost.place.contains('[');
    if !told.unread.iter().any(is_gone) {
        return Ok(told.rows);
    }
    let problem = |lost: words::Unread| {
        let about = lost.about.unwrap_or_else(|| about.to_owned());
        Problem::of(about, lost.reason)
    };
    Err(Error::Refused {
        reason: Reason::Other,
        message: format!("what Amazon told of {about} could not be read as a whole"),
        problems: told.unread.into_iter().map(problem).collect(),
    })
}

fn unprinted<O: Operation>(error: inbound_v0::LabelError, about: &str) -> Error {
    match error {
        inbound_v0::LabelError::Call(error) => told::<O>(error, about),
        error => Error::Unreachable {
            retry_after: None,
            cause: super::chain(&error),
        },
    }
}

fn owner(word: Option<&str>) -> Owner {
    match word {
        Some("SELLER") => Owner::Us,
        Some("AMAZON") => Owner::Service,
        _ => Owner::Nobody,
    }
}

fn check(plan: &Plan) -> Vec<Problem> {
    let mut problems = Vec::new();
    if plan.name.trim().is_empty() || plan.name.chars().count() > wire::LONGEST_NAME {
        problems.push(Problem::of(
            "name",
            format!(
                "the plan's name must have 1 to {} characters",
                wire::LONGEST_NAME
            ),
        ));
    }
    if plan.from.phone.as_deref().and_then(filled).is_none() {
        problems.push(Problem::of(
            "phone",
            "Amazon needs a telephone number of where the goods come from",
        ));
    }
    if lower(&plan.from).count() > 1 {
        problems.push(Problem::of(
            "line3",
            "Amazon has two lines for where the goods come from, the street and one more",
        ));
    }
    if plan.lines.is_empty() {
        problems.push(Problem::of("lines", "there is nothing to send"));
    }
    for line in plan.lines.iter().filter(|line| line.quantity == 0) {
        problems.push(Problem::of(&line.sku, "a line has no units"));
    }
    problems
}

/// The lines of an address below its street.
fn lower(address: &words::Address) -> impl Iterator<Item = String> {
    let lines = [&address.line2, &address.line3];
    lines.into_iter().flatten().filter_map(|line| filled(line))
}

fn source(address: &words::Address) -> AddressInput {
    AddressInput {
        name: address.name.clone(),
        company_name: address.company.as_deref().and_then(filled),
        address_line1: address.line1.clone(),
        address_line2: lower(address).next(),
        city: address.city.clone().unwrap_or_default(),
        state_or_province_code: address.region.as_deref().and_then(filled),
        district_or_county: address.district.as_deref().and_then(filled),
        postal_code: address.postal_code.clone().unwrap_or_default(),
        country_code: address.country.clone(),
        phone_number: address.phone.clone().unwrap_or_default(),
        email: address.email.as_deref().and_then(filled),
    }
}

fn item(line: &InboundLine) -> ItemInput {
    ItemInput {
        msku: Some(line.sku.clone()),
        quantity: Some(line.quantity.into()),
        prep_owner: Some(match line.preparation {
            Owner::Us => PrepOwner::Seller,
            Owner::Service => PrepOwner::Amazon,
            Owner::Nobody => PrepOwner::None,
        }),
        label_owner: Some(match line.labels {
            Owner::Us => LabelOwner::Seller,
            Owner::Service => LabelOwner::Amazon,
            Owner::Nobody => LabelOwner::None,
        }),
        expiration: line.expires.map(|date| date.to_string()),
        manufacturing_lot_code: None,
    }
}

fn packed(packed: &InboundBox) -> BoxInput {
    BoxInput {
        content_information_source: BoxContentInformationSource::BoxContentProvided,
        quantity: packed.count.into(),
        items: Some(packed.lines.iter().map(item).collect()),
        dimensions: centimetres(packed.size_mm),
        weight: kilograms(packed.weight_g),
    }
}

fn pallet(pallet: &InboundPallet) -> PalletInput {
    PalletInput {
        quantity: pallet.count.into(),
        dimensions: Some(centimetres(pallet.size_mm)),
        weight: Some(kilograms(pallet.weight_g)),
        stackability: Some(match pallet.stackable {
            true => Stackability::Stackable,
            false => Stackability::NonStackable,
        }),
    }
}

fn centimetres(size_mm: [u32; 3]) -> Dimensions {
    let [length, width, height] = size_mm.map(|millimetres| {
        let centimetres = Decimal::new(millimetres.into(), 1);
        Some(Number::from(centimetres.normalize()))
    });
    Dimensions {
        length,
        width,
        height,
        unit_of_measurement: Some(UnitOfMeasurement::Cm),
    }
}

fn kilograms(weight_g: u32) -> Weight {
    let kilograms = Decimal::new(weight_g.into(), 3);
    Weight {
        value: Some(Number::from(kilograms.normalize())),
        unit: Some(UnitOfWeight::Kg),
    }
}

fn agreed(window: SelectedDeliveryWindow) -> DeliveryWindow {
    DeliveryWindow {
        id: window.delivery_window_option_id.unwrap_or_default(),
        start: window.start_date.and_then(|time| time.instant()),
        end: window.end_date.and_then(|time| time.instant()),
        availability: window.availability_type.unwrap_or_default(),
    }
}

/// The papers that `getLabels` of v0 takes for a marketplace and a carrier, by its table of page types: Letter sheets
/// are those of Canada and the United States, where each kind of carriage has its own; the others have A4. Plain paper
/// is for carriers of our own.
fn papers(marketplace: &str, carriage: &Carriage) -> Vec<LabelPaper> {
    use LabelPaper::{A4Four, A4Two, LetterFour, LetterSix, LetterTwo, Plain, Thermal};
    let country = ::amazon::marketplace::by_id(marketplace).map(|found| found.country);
    match (country, carriage.partnered) {
        (Some("US"), true) => vec![Thermal, LetterTwo],
        (Some("US"), false) => vec![Thermal, LetterFour, LetterSix, Plain],
        (Some("CA"), true) => vec![Thermal, LetterTwo, LetterFour, LetterSix],
        (Some("CA"), false) => vec![Thermal, LetterTwo, LetterFour, LetterSix, Plain],
        (_, true) => vec![Thermal, A4Two, A4Four],
        (_, false) => vec![Thermal, A4Two, A4Four, Plain],
    }
}

/// Amazon's word for a paper; label printers have one for each kind of carriage.
fn page_type(paper: LabelPaper, carriage: &Carriage) -> PageType {
    let carrier = carriage.carrier.as_deref().unwrap_or_default();
    let carrier = carrier.to_ascii_uppercase();
    let is_amazon = ["AMZN", "AMAZON", "ATS"]
        .iter()
        .any(|start| carrier.starts_with(start));
    match paper {
        LabelPaper::Thermal if !carriage.partnered => PageType::PackageLabelThermalNonPCP,
        LabelPaper::Thermal if is_amazon => PageType::PackageLabelThermalUnified,
        LabelPaper::Thermal if carrier.starts_with("DHL") => {
            PageType::PackageLabelThermalNoCarrierRotation
        }
        LabelPaper::Thermal => PageType::PackageLabelThermal,
        LabelPaper::A4Two => PageType::PackageLabelA42,
        LabelPaper::A4Four => PageType::PackageLabelA44,
        LabelPaper::LetterTwo => PageType::PackageLabelLetter2,
        LabelPaper::LetterFour => PageType::PackageLabelLetter4,
        LabelPaper::LetterSix => PageType::PackageLabelLetter6,
        LabelPaper::Plain => PageType::PackageLabelPlainPaper,
    }
}

fn problem(problem: OperationProblem) -> Problem {
    let values = wire::accepted_values(&problem);
    let mut message = problem.message.unwrap_or_default();
    if !values.is_empty() && !message.contains("Accepted values") {
        message.push_str(&format!(" Accepted values: {}", values.join(", ")));
    }
    Problem {
        code: problem.code,
        message,
        about: problem.details.as_deref().and_then(filled),
        severity: if problem.severity.as_deref() == Some("WARNING") {
            Severity::Warning
        } else {
            Severity::Error
        },
    }
}

fn money(currency: Currency) -> Option<Money> {
    Money::from_major(currency.amount?.value()?, currency.code?)
}

/// Fees, and discounts as what they are: less.
///
/// # Errors
/// An amount cannot be read, and without it the sum would be another one.
fn fees(
    fees: Option<Vec<Incentive>>,
    discounts: Option<Vec<Incentive>>,
) -> Result<Vec<Money>, Unreadable> {
    let amount = |part: Incentive| {
        let amount = part.value.and_then(money);
        amount.ok_or_else(|| Unreadable::from("a fee or a discount has no amount"))
    };
    let less = |discount: Money| Money::new(-discount.minor.abs(), discount.currency);
    let fees = fees.into_iter().flatten().map(amount);
    let discounts = discounts.into_iter().flatten().map(amount);
    fees.chain(discounts.map(|discount| discount.map(less)))
        .collect()
}

fn plan_state(word: Option<&str>) -> PlanState {
    match word.unwrap_or_default() {
        "ACTIVE" => PlanState::Active,
        "SHIPPED" => PlanState::Shipped,
        "VOIDED" => PlanState::Voided,
        "ERRORED" => PlanState::Errored,
        other => PlanState::Unknown(other.to_owned()),
    }
}

/// The most signs that a number of a box or a freight bill may have, and of a bill of lading [model
/// `SpdTrackingItemInput`, `LtlTrackingDetailInput`].
const NUMBER_SIGNS: usize = 64;
const LADING_SIGNS: usize = 1024;

/// What Amazon would refuse of the numbers of another carrier.
fn unfit_numbers(tracking: &Tracking) -> Vec<Problem> {
    let length = |what: &str, number: &str, most: usize| {
        let n = number.trim().chars().count();
        let message = match n {
            0 => "a number is missing".to_owned(),
            n if n > most => format!("the number has {n} signs, and {most} are the most"),
            _ => return None,
        };
        Some(Problem::of(what, message))
    };
    match tracking {
        Tracking::Boxes(numbers) => numbers
            .iter()
            .filter_map(|(id, number)| length(id, number, NUMBER_SIGNS))
            .collect(),
        Tracking::Freight {
            freight_bill,
            bill_of_lading,
        } => {
            let is_taken = |sign: char| sign.is_ascii_alphanumeric() || "-._ ".contains(sign);
            let strange = freight_bill.trim().chars().find(|sign| !is_taken(*sign));
            let strange = strange.map(|sign| {
                let message = format!("a freight bill's number cannot have a {sign:?}");
                Problem::of("freight bill", message)
            });
            let lading = bill_of_lading.as_deref().and_then(filled);
            [
                length("freight bill", freight_bill, NUMBER_SIGNS),
                strange,
                lading.and_then(|number| length("bill of lading", &number, LADING_SIGNS)),
            ]
            .into_iter()
            .flatten()
            .collect()
        }
    }
}

/// Our state of a shipment (SM-6) by its plan's and its own.
fn status(plan: Option<&str>, word: &str) -> ShipmentStatus {
    match (plan, word) {
        (Some("VOIDED"), _) => ShipmentStatus::Cancelled,
        (Some("ERRORED"), _) => ShipmentStatus::Error,
        (_, "UNCONFIRMED" | "WORKING") => ShipmentStatus::Working,
        (_, "READY_TO_SHIP") => ShipmentStatus::ReadyToShip,
        (_, "SHIPPED") => ShipmentStatus::Shipped,
        (_, "IN_TRANSIT") => ShipmentStatus::InTransit,
        (_, "DELIVERED") => ShipmentStatus::Delivered,
        (_, "CHECKED_IN") => ShipmentStatus::CheckedIn,
        (_, "RECEIVING") => ShipmentStatus::Receiving,
        (_, "CLOSED") => ShipmentStatus::Closed,
        (_, "CANCELLED" | "ABANDONED") => ShipmentStatus::Cancelled,
        (_, "DELETED") => ShipmentStatus::Deleted,
        (_, other) => ShipmentStatus::Unknown(other.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Proves INB-31 at the service: the table of SM-6; a new word is kept as it is.
    #[test]
    fn amazons_shipment_states_become_ours() {
        use ShipmentStatus::*;
        for (plan, word, ours) in [
            ("ACTIVE", "UNCONFIRMED", Working),
            ("ACTIVE", "WORKING", Working),
            ("ACTIVE", "READY_TO_SHIP", ReadyToShip),
            ("SHIPPED", "SHIPPED", Shipped),
            ("SHIPPED", "IN_TRANSIT", InTransit),
            ("SHIPPED", "DELIVERED", Delivered),
            ("SHIPPED", "CHECKED_IN", CheckedIn),
            ("SHIPPED", "RECEIVING", Receiving),
            ("SHIPPED", "CLOSED", Closed),
            ("ACTIVE", "CANCELLED", Cancelled),
            ("ACTIVE", "ABANDONED", Cancelled),
            ("VOIDED", "WORKING", Cancelled),
            ("ACTIVE", "DELETED", Deleted),
            ("ERRORED", "WORKING", Error),
            ("ACTIVE", "MIXED", Unknown("MIXED".into())),
        ] {
            assert_eq!(status(Some(plan), word), ours, "{plan} {word}");
        }
        let never_again = [Cancelled, Deleted, Error];
        assert!(never_again.iter().all(ShipmentStatus::is_final) && !Closed.is_final());
    }

    /// Proves GEN-07 for labels: each paper that is declared for a carriage has the page type that Amazon's table of them
    /// gives for it.
    #[test]
    fn papers_become_the_page_types_of_their_carriage() {
        let by = |partnered, carrier: &str| Carriage {
            partnered,
            carrier: Some(carrier.to_owned()),
            freight: false,
        };
        for (marketplace, carriage, types) in [
            (
                "ATVPDKIKX0DER",
                by(true, "UPS"),
                "PackageLabel_Thermal PackageLabel_Letter_2",
            ),
            (
                "ATVPDKIKX0DER",
                by(false, "UPS"),
                "PackageLabel_Thermal_NonPCP PackageLabel_Letter_4 PackageLabel_Letter_6 PackageLabel_Plain_Paper",
            ),
            (
                "A1PA6795UKMFR9",
                by(true, "DHL Express"),
                "PackageLabel_Thermal_No_Carrier_Rotation PackageLabel_A4_2 PackageLabel_A4_4",
            ),
            (
                "A1F83G8C2ARO7P",
                by(true, "Amazon Logistics"),
                "PackageLabel_Thermal_Unified PackageLabel_A4_2 PackageLabel_A4_4",
            ),
        ] {
            let told = papers(marketplace, &carriage).into_iter();
            let told: Vec<_> = told
                .map(|paper| page_type(paper, &carriage).to_string())
                .collect();
            assert_eq!(told.join(" "), types, "{marketplace} {carriage:?}");
        }
    }

    #[test]
    fn boxes_are_told_in_centimetres_and_kilograms() {
        let told = packed(&InboundBox {
            count: 2,
            lines: Vec::new(),
            size_mm: [400, 305, 50],
            weight_g: 12_500,
        });
        let json = serde_json::to_value(&told).expect("JSON");
        assert_eq!(
            json["dimensions"],
            serde_json::json!({"length": 40, "width": 30.5, "height": 5, "unitOfMeasurement": "CM"})
        );
        assert_eq!(
            json["weight"],
            serde_json::json!({"value": 12.5, "unit": "KG"})
        );
    }
}
