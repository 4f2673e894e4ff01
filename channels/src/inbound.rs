//! Sending goods to a fulfilment service (SM-6): a plan, its boxes, the choice of placement and
//! carrier, labels, and what was received.
//!
//! Every step may take the service minutes. A step hands back an [`OperationId`] to be stored and
//! asked about, so that a restart goes on where it stood; nothing here waits.

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    words::{Address, Earlier, Money, Problem, Told},
};

/// A step under way at the service.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OperationId(pub String);

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperationState {
    /// Not finished.
    Running,
    /// Done, perhaps with warnings.
    Done(Vec<Problem>),
    /// Not done; all that the service says at once, and more may follow when these are mended.
    Failed(Vec<Problem>),
}

/// Who prepares or labels goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    /// We do.
    Us,
    /// The service does, for a fee.
    Service,
    /// Nobody needs to.
    Nobody,
}

/// A line of a plan or of a box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundLine {
    /// The service's SKU.
    pub sku: String,
    /// How many units.
    pub quantity: u32,
    /// Who prepares.
    pub preparation: Owner,
    /// Who labels.
    pub labels: Owner,
    /// When the goods expire, as a date.
    pub expires: Option<jiff::civil::Date>,
}

/// What is to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Our unique name for it: it is found by this when an answer is lost.
    pub name: String,
    /// Where from.
    pub from: Address,
    /// What.
    pub lines: Vec<InboundLine>,
}

/// A plan at the service, and the step that makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanMade {
    /// The service's id.
    pub plan: String,
    /// The step; `None` when the plan was found to be there already.
    pub operation: Option<OperationId>,
}

/// A box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundBox {
    /// How many alike.
    pub count: u32,
    /// What is in each.
    pub lines: Vec<InboundLine>,
    /// Length, width and height in millimetres.
    pub size_mm: [u32; 3],
    /// Weight in grams.
    pub weight_g: u32,
}

/// Goods that may go into boxes together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackingOption {
    /// The service's id.
    pub id: String,
    /// The ids of its groups.
    pub groups: Vec<String>,
    /// Fees less discounts.
    pub fees: Vec<Money>,
    /// Until when it can be chosen.
    pub expires: Option<Timestamp>,
    /// Whether it is the one chosen.
    pub chosen: bool,
}

/// To which houses the goods would go (INB-29).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementOption {
    /// The service's id.
    pub id: String,
    /// The shipments that it would make.
    pub shipments: Vec<String>,
    /// Fees less discounts.
    pub fees: Vec<Money>,
    /// Until when it can be chosen.
    pub expires: Option<Timestamp>,
    /// Whether it is the one chosen.
    pub chosen: bool,
}

/// How a shipment could travel (INB-07, INB-08).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportOption {
    /// The service's id.
    pub id: String,
    /// The shipment.
    pub shipment: String,
    /// Whether the service's partner carries.
    pub partnered: bool,
    /// The carrier's name.
    pub carrier: Option<String>,
    /// The service's word for the mode, parcel or pallet.
    pub mode: String,
    /// What it costs; a carrier of our own has no price here.
    pub cost: Option<Money>,
    /// Until when the price holds.
    pub cost_until: Option<Timestamp>,
    /// Whether a delivery window must be agreed first.
    pub needs_delivery_window: bool,
    /// Whether it goes on pallets.
    pub freight: bool,
}

impl TransportOption {
    /// How a shipment travels that goes by it.
    pub fn carriage(&self) -> Carriage {
        Carriage {
            partnered: self.partnered,
            carrier: self.carrier.clone(),
            freight: self.freight,
        }
    }
}

/// When a shipment may be delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryWindow {
    /// The service's id.
    pub id: String,
    /// From.
    pub start: Option<Timestamp>,
    /// Until.
    pub end: Option<Timestamp>,
    /// The service's word for how free it is.
    pub availability: String,
}

/// The state of a shipment in our words (SM-6).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ShipmentStatus {
    /// Being prepared.
    Working,
    /// Ready to be handed over.
    ReadyToShip,
    /// Handed over.
    Shipped,
    /// On its way.
    InTransit,
    /// At the door.
    Delivered,
    /// Checked in.
    CheckedIn,
    /// Being counted.
    Receiving,
    /// Counted; quantities may still be settled.
    Closed,
    /// Cancelled, abandoned, or its plan voided. Never updated again.
    Cancelled,
    /// Deleted. Never updated again.
    Deleted,
    /// The plan failed. Never updated again.
    Error,
    /// A word that is new to us, shown as it is (INB-31).
    Unknown(String),
}

impl ShipmentStatus {
    /// Whether it is never updated again (INB-23).
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Cancelled | Self::Deleted | Self::Error)
    }
}

/// How a plan stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlanState {
    /// Being worked on.
    Active,
    /// All of it is on its way or further.
    Shipped,
    /// Given up.
    Voided,
    /// It failed.
    Errored,
    /// A word that is new to us.
    Unknown(String),
}

/// A plan that is at the service, whoever made it (INB-05).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanSeen {
    /// The service's id.
    pub id: String,
    /// Its name: one of ours, or foreign.
    pub name: String,
    /// How it stands.
    pub state: PlanState,
    /// When it was made.
    pub made_at: Option<Timestamp>,
    /// When it last changed.
    pub changed_at: Option<Timestamp>,
}

/// A shipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shipment {
    /// The service's id.
    pub id: String,
    /// The id on labels and in the service's own pages, once there is one.
    pub confirmation: Option<String>,
    /// Its state.
    pub status: ShipmentStatus,
    /// The house it goes to.
    pub destination: Option<String>,
    /// The delivery window that was agreed.
    pub window: Option<DeliveryWindow>,
}

/// A box of a shipment, as the service knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShipmentBox {
    /// The service's id, which stands on its label.
    pub id: String,
    /// The service's name for it, such as "P1 - B3". Boxes come in an order of the service's own.
    pub name: Option<String>,
    /// SKUs with quantities in it, as far as the service was told.
    pub contents: Vec<(String, u32)>,
}

/// What the service received of a SKU (INB-30). Where it does not tell both figures there is no row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The SKU.
    pub sku: String,
    /// How many were announced.
    pub announced: u32,
    /// How many came.
    pub received: u32,
}

impl Received {
    /// Units missing (positive) or too many (negative).
    pub fn missing(&self) -> i64 {
        i64::from(self.announced) - i64::from(self.received)
    }
}

/// Pallets that are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundPallet {
    /// How many alike.
    pub count: u32,
    /// Length, width and height in millimetres.
    pub size_mm: [u32; 3],
    /// Weight in grams.
    pub weight_g: u32,
    /// Whether another may stand on it.
    pub stackable: bool,
}

/// How a shipment travels, as far as its labels depend on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carriage {
    /// Whether the service's partner carries.
    pub partnered: bool,
    /// The carrier's name.
    pub carrier: Option<String>,
    /// Whether it goes on pallets.
    pub freight: bool,
}

/// By what a shipment that goes by another carrier is followed (INB-09).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tracking {
    /// Parcels: the carrier's number of each box, by the service's box id.
    Boxes(Vec<(String, String)>),
    /// Freight: one number for all of its pallets.
    Freight {
        /// The number of the freight bill, which carriers also call PRO number.
        freight_bill: String,
        /// The number of the bill of lading, if the carrier gave one.
        bill_of_lading: Option<String>,
    },
}

/// What a label is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LabelKind {
    /// A box: the service's code of it and, where its partner carries, the carrier's label.
    Box,
    /// The same with a two-dimensional code of what is in the box.
    BoxWithContents,
    /// A pallet.
    Pallet,
}

/// The paper of a label sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LabelPaper {
    /// One on a label printer, 4 by 6 inches.
    Thermal,
    /// Two on an A4 sheet.
    A4Two,
    /// Four on an A4 sheet.
    A4Four,
    /// Two on a Letter sheet.
    LetterTwo,
    /// Four on a Letter sheet.
    LetterFour,
    /// Six on a Letter sheet.
    LetterSix,
    /// One on a sheet of plain paper.
    Plain,
}

/// Which labels a service prints. Screens offer these and no others (GEN-07).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelOptions {
    /// What for.
    pub kinds: Vec<LabelKind>,
    /// On which paper; the one to be offered first stands first.
    pub papers: Vec<LabelPaper>,
    /// The most boxes of one request.
    pub most_boxes: u32,
    /// Whether there is a bill of lading for the carrier.
    pub bill_of_lading: bool,
}

impl LabelOptions {
    /// Whether these labels are among them.
    ///
    /// # Errors
    /// They are not, or of too many boxes at once.
    pub fn check(&self, request: &LabelRequest) -> Result<(), Error> {
        if !self.kinds.contains(&request.kind) {
            return Err(Error::Unsupported("print labels of this kind"));
        }
        if !self.papers.contains(&request.paper) {
            return Err(Error::Unsupported("print labels on this paper"));
        }
        let named = u32::try_from(request.boxes.len()).unwrap_or(u32::MAX);
        let wanted = if named == 0 { request.count } else { named };
        if wanted > self.most_boxes {
            let most = self.most_boxes;
            let message = format!("labels of at most {most} boxes can be asked for at once");
            return Err(Error::invalid(vec![Problem::of("boxes", message)]));
        }
        Ok(())
    }
}

/// Labels that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelRequest {
    /// The shipment, by the id on its labels.
    pub confirmation: String,
    /// How it travels.
    pub carriage: Carriage,
    /// What for.
    pub kind: LabelKind,
    /// On which paper.
    pub paper: LabelPaper,
    /// Of which boxes, by their ids; empty for those of the whole shipment.
    pub boxes: Vec<String>,
    /// How many boxes the shipment has, or pallets where the labels are for them.
    pub count: u32,
}

/// Labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// As a PDF.
    pub pdf: Vec<u8>,
    /// The service did not print the boxes that were named alone: these are the labels of all.
    pub whole_shipment: bool,
}

/// A sending to the service. Lists name what of them could not be read ([`Told::unread`]).
#[async_trait]
pub trait InboundService: Send + Sync {
    /// Which SKUs the service would take, with the reason where it would not (INB-03).
    ///
    /// # Errors
    /// See [`Error`].
    async fn eligibility(&self, catalogue_id: &str) -> Result<Vec<Problem>, Error>;

    /// Tells the service how SKUs are prepared that it has no word about: not at all. A plan with
    /// such SKUs would fail. `None` when there is nothing to tell.
    ///
    /// # Errors
    /// [`Error::Refused`] when the service's word about one of them cannot be read; then nothing is told.
    async fn prepare(&self, skus: &[String]) -> Result<Option<OperationId>, Error>;

    /// Makes a plan, exactly once by its name.
    ///
    /// # Errors
    /// See [`Error`].
    async fn plan(&self, plan: &Plan, earlier: Earlier) -> Result<PlanMade, Error>;

    /// How a plan stands.
    ///
    /// # Errors
    /// See [`Error`].
    async fn plan_state(&self, plan: &str) -> Result<PlanState, Error>;

    /// Plans that changed since an instant, those made elsewhere included (INB-05, INB-21).
    ///
    /// # Errors
    /// See [`Error`].
    async fn plans_since(&self, since: Timestamp) -> Result<Told<PlanSeen>, Error>;

    /// How far a step is.
    ///
    /// # Errors
    /// See [`Error`].
    async fn operation(&self, operation: &OperationId) -> Result<OperationState, Error>;

    /// Asks for packing options.
    ///
    /// # Errors
    /// See [`Error`].
    async fn ask_packing(&self, plan: &str) -> Result<OperationId, Error>;

    /// The packing options.
    ///
    /// # Errors
    /// See [`Error`].
    async fn packing_options(&self, plan: &str) -> Result<Told<PackingOption>, Error>;

    /// What belongs into the boxes of a group, with owners as the plan has them.
    ///
    /// # Errors
    /// See [`Error`]. [`Error::Refused`] names what could not be read: boxes without it would not be those of the group.
    async fn group_lines(&self, plan: &str, group: &str) -> Result<Vec<InboundLine>, Error>;

    /// Chooses one.
    ///
    /// # Errors
    /// See [`Error`].
    async fn choose_packing(&self, plan: &str, option: &str) -> Result<OperationId, Error>;

    /// Says what is in which box (INB-10). `groups` are packing groups with their boxes.
    ///
    /// # Errors
    /// See [`Error`].
    async fn set_boxes(
        &self,
        plan: &str,
        groups: &[(String, Vec<InboundBox>)],
    ) -> Result<OperationId, Error>;

    /// Asks for placement options.
    ///
    /// # Errors
    /// See [`Error`].
    async fn ask_placements(&self, plan: &str) -> Result<OperationId, Error>;

    /// The placement options.
    ///
    /// # Errors
    /// See [`Error`].
    async fn placements(&self, plan: &str) -> Result<Told<PlacementOption>, Error>;

    /// Chooses one. It cannot be undone.
    ///
    /// # Errors
    /// See [`Error`].
    async fn choose_placement(&self, plan: &str, option: &str) -> Result<OperationId, Error>;

    /// Asks how the shipments of a placement could travel, ready from an instant on. `pallets` are
    /// shipments with what they would stand on; the others travel as parcels.
    ///
    /// # Errors
    /// See [`Error`].
    async fn ask_transport(
        &self,
        plan: &str,
        placement: &PlacementOption,
        ready: Timestamp,
        pallets: &[(String, Vec<InboundPallet>)],
    ) -> Result<OperationId, Error>;

    /// How they could.
    ///
    /// # Errors
    /// See [`Error`].
    async fn transport_options(
        &self,
        plan: &str,
        placement: &str,
    ) -> Result<Told<TransportOption>, Error>;

    /// Asks for delivery windows of a shipment.
    ///
    /// # Errors
    /// See [`Error`].
    async fn ask_delivery_windows(&self, plan: &str, shipment: &str) -> Result<OperationId, Error>;

    /// The delivery windows.
    ///
    /// # Errors
    /// See [`Error`].
    async fn delivery_windows(
        &self,
        plan: &str,
        shipment: &str,
    ) -> Result<Told<DeliveryWindow>, Error>;

    /// Chooses one.
    ///
    /// # Errors
    /// See [`Error`].
    async fn choose_delivery_window(
        &self,
        plan: &str,
        shipment: &str,
        window: &str,
    ) -> Result<OperationId, Error>;

    /// Chooses one option for *every* shipment at once. It cannot be undone.
    ///
    /// # Errors
    /// See [`Error`].
    async fn choose_transport(
        &self,
        plan: &str,
        choices: &[TransportOption],
    ) -> Result<OperationId, Error>;

    /// The shipments of a plan.
    ///
    /// # Errors
    /// See [`Error`].
    async fn shipments(&self, plan: &str) -> Result<Told<Shipment>, Error>;

    /// Which labels there are for a shipment that travels so.
    fn label_options(&self, carriage: &Carriage) -> LabelOptions;

    /// Labels of a shipment's boxes or pallets (INB-12, INB-13).
    ///
    /// # Errors
    /// See [`Error`]; what [`Self::label_options`] does not name is [`Error::Unsupported`].
    async fn labels(&self, request: &LabelRequest) -> Result<Labels, Error>;

    /// The bill of lading of a shipment, as a PDF (INB-13).
    ///
    /// # Errors
    /// See [`Error`]; where [`Self::label_options`] names none it is [`Error::Unsupported`].
    async fn bill_of_lading(
        &self,
        confirmation: &str,
        carriage: &Carriage,
    ) -> Result<Vec<u8>, Error>;

    /// Tells by what another carrier's boxes or pallets are followed (INB-09). Telling it again replaces it.
    ///
    /// # Errors
    /// See [`Error`].
    async fn set_tracking(
        &self,
        plan: &str,
        shipment: &str,
        tracking: &Tracking,
    ) -> Result<OperationId, Error>;

    /// A shipment's boxes.
    ///
    /// # Errors
    /// See [`Error`]. [`Error::Refused`] names boxes that could not be read: the others are not the shipment.
    async fn boxes(&self, plan: &str, shipment: &str) -> Result<Vec<ShipmentBox>, Error>;

    /// What was received.
    ///
    /// # Errors
    /// See [`Error`].
    async fn received(&self, confirmation: &str) -> Result<Told<Received>, Error>;

    /// Gives a plan up (INB-27).
    ///
    /// # Errors
    /// See [`Error`].
    async fn cancel(&self, plan: &str) -> Result<OperationId, Error>;
}
