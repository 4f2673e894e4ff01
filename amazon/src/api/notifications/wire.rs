//! Wire types and operations of `notifications`: The Selling Partner API for Notifications lets you subscribe to notifications that are relevant to a selling partner's business.
//!
//! Written by `cargo run -p amazon --example generate` from `models/notifications.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    error::ErrorItem,
    lenient::wire_enum,
    operation::Enveloped,
    operation::Nothing,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Returns information about all destinations. The `getDestinations` operation is grantless. For more information, refer to [Grantless Operations](https://developer-docs.amazon.com/sp-api/docs/grantless-operations) in the Selling Partner API Developer Guide.
///
/// `GET /notifications/v1/destinations`, 1 requests per second, burst 5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDestinations {}

impl Operation for GetDestinations {
    type Answer = GetDestinationsResponse;
    const API: &'static str = "notifications";
    const NAME: &'static str = "getDestinations";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 5);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/notifications/v1/destinations")
    }
}

/// Creates a destination resource to receive notifications. The `createDestination` operation is grantless. For more information, refer to [Grantless Operations](https://developer-docs.amazon.com/sp-api/docs/grantless-operations) in the Selling Partner API Developer Guide.
///
/// `POST /notifications/v1/destinations`, 1 requests per second, burst 5.
///
/// Trap: needs a token of client credentials, not of a seller.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateDestination {
    /// The request schema for the `createDestination` operation.
    pub body: CreateDestinationRequest,
}

impl Operation for CreateDestination {
    type Answer = CreateDestinationResponse;
    const API: &'static str = "notifications";
    const NAME: &'static str = "createDestination";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 5);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/notifications/v1/destinations").body(&self.body)
    }
}

/// Deletes the destination that you specify. The `deleteDestination` operation is grantless. For more information, refer to [Grantless Operations](https://developer-docs.amazon.com/sp-api/docs/grantless-operations) in the Selling Partner API Developer Guide.
///
/// `DELETE /notifications/v1/destinations/{destinationId}`, 1 requests per second, burst 5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeleteDestination {
    /// The identifier for the destination that you want to delete.
    pub destination_id: String,
}

impl Operation for DeleteDestination {
    type Answer = DeleteDestinationResponse;
    const API: &'static str = "notifications";
    const NAME: &'static str = "deleteDestination";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 5);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new("DELETE", "/notifications/v1/destinations/{destinationId}")
            .segment("destinationId", &self.destination_id)
    }
}

/// Returns information about the destination that you specify. The `getDestination` operation is grantless. For more information, refer to [Grantless Operations](https://developer-docs.amazon.com/sp-api/docs/grantless-operations) in the Selling Partner API Developer Guide.
///
/// `GET /notifications/v1/destinations/{destinationId}`, 1 requests per second, burst 5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDestination {
    /// The identifier generated when you created the destination.
    pub destination_id: String,
}

impl Operation for GetDestination {
    type Answer = GetDestinationResponse;
    const API: &'static str = "notifications";
    const NAME: &'static str = "getDestination";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 5);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/notifications/v1/destinations/{destinationId}")
            .segment("destinationId", &self.destination_id)
    }
}

/// Returns information about subscriptions of the specified notification type. You can use this API to retrieve all subscriptions when multiple subscriptions exist for a notification type (for example, when using filter expressions). The operation returns all subscriptions for the caller's party. `payloadVersion` is an optional parameter. When you do not provide `payloadVersion`, the operation returns subscriptions across all payload versions.
///
/// `GET /notifications/v1/subscriptions`, 1 requests per second, burst 5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetSubscriptions {
    /// A list of notification types to retrieve subscriptions for. Currently limited to a single notification type per request. For more information about notification types, refer to the [Notifications API v1 Use Case Guide](https://developer-docs.amazon.com/sp-api/docs/notifications-api-v1-use-case-guide).
    pub notification_types: Vec<String>,
    /// The version of the payload object to be used in the notification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload_version: Option<String>,
    /// The maximum number of subscriptions to return per page. Minimum value is 30. Maximum value is 100. Default is 30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// A token to retrieve the next page of results. If this field is not empty in a response, pass its value in the next request to retrieve the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

impl Operation for GetSubscriptions {
    type Answer = GetSubscriptionsResponse;
    const API: &'static str = "notifications";
    const NAME: &'static str = "getSubscriptions";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 5);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/notifications/v1/subscriptions")
            .list("notificationTypes", &self.notification_types)
            .query_opt("payloadVersion", &self.payload_version)
            .query_opt("pageSize", &self.page_size)
            .query_opt("nextToken", &self.next_token)
    }
}

/// Returns information about subscription of the specified notification type and payload version. `payloadVersion` is an optional parameter. When you do not provide `payloadVersion`, the operation returns the latest payload version subscription's information. You can use this API to get subscription information when you do not have a subscription identifier.
///
/// `GET /notifications/v1/subscriptions/{notificationType}`, 1 requests per second, burst 5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetSubscription {
    /// The type of notification. For more information about notification types, refer to the [Notifications API v1 Use Case Guide](https://developer-docs.amazon.com/sp-api/docs/notifications-api-v1-use-case-guide).
    pub notification_type: String,
    /// The version of the payload object to be used in the notification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload_version: Option<String>,
}

impl Operation for GetSubscription {
    type Answer = GetSubscriptionResponse;
    const API: &'static str = "notifications";
    const NAME: &'static str = "getSubscription";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 5);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new("GET", "/notifications/v1/subscriptions/{notificationType}")
            .segment("notificationType", &self.notification_type)
            .query_opt("payloadVersion", &self.payload_version)
    }
}

/// Creates a subscription for the specified notification type to be delivered to the specified destination. Before you can subscribe, you must first create the destination by calling the `createDestination` operation. If the notification type that you specify supports multiple payload versions, you can use this operation to subscribe to a different payload version if you already have an existing subscription for a different payload version.
///
/// `POST /notifications/v1/subscriptions/{notificationType}`, 1 requests per second, burst 5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateSubscription {
    /// The request schema for the `createSubscription` operation.
    pub body: CreateSubscriptionRequest,
    /// The type of notification. For more information about notification types, refer to the [Notifications API v1 Use Case Guide](https://developer-docs.amazon.com/sp-api/docs/notifications-api-v1-use-case-guide).
    pub notification_type: String,
}

impl Operation for CreateSubscription {
    type Answer = CreateSubscriptionResponse;
    const API: &'static str = "notifications";
    const NAME: &'static str = "createSubscription";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 5);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/notifications/v1/subscriptions/{notificationType}")
            .body(&self.body)
            .segment("notificationType", &self.notification_type)
    }
}

/// Sends a mock notification of the specified type to your SQS. The `sendTestNotification` API is grantless. For more information, see "Grantless operations" in the Selling Partner API Developer Guide.
///
/// `POST /notifications/v1/subscriptions/{notificationType}/testNotification`, 1 requests per second, burst 5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SendTestNotification {
    /// The request schema for the `sendTestNotification` operation.
    pub body: SendTestNotificationRequest,
    /// The type of notification. For more information about notification types, refer to the [Notifications API v1 Use Case Guide](https://developer-docs.amazon.com/sp-api/docs/notifications-api-v1-use-case-guide).
    pub notification_type: String,
}

impl Operation for SendTestNotification {
    type Answer = SendTestNotificationResponse;
    const API: &'static str = "notifications";
    const NAME: &'static str = "sendTestNotification";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 5);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new(
            "POST",
            "/notifications/v1/subscriptions/{notificationType}/testNotification",
        )
        .body(&self.body)
        .segment("notificationType", &self.notification_type)
    }
}

/// Deletes the subscription indicated by the subscription identifier and notification type that you specify. The subscription identifier can be for any subscription associated with your application. After you successfully call this operation, notifications will stop being sent for the associated subscription. The `deleteSubscriptionById` operation is grantless. For more information, refer to [Grantless Operations](https://developer-docs.amazon.com/sp-api/docs/grantless-operations) in the Selling Partner API Developer Guide.
///
/// `DELETE /notifications/v1/subscriptions/{notificationType}/{subscriptionId}`, 1 requests per second, burst 5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeleteSubscriptionById {
    /// The identifier for the subscription that you want to delete.
    pub subscription_id: String,
    /// The type of notification. For more information about notification types, refer to the [Notifications API v1 Use Case Guide](https://developer-docs.amazon.com/sp-api/docs/notifications-api-v1-use-case-guide).
    pub notification_type: String,
}

impl Operation for DeleteSubscriptionById {
    type Answer = DeleteSubscriptionByIdResponse;
    const API: &'static str = "notifications";
    const NAME: &'static str = "deleteSubscriptionById";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 5);
    const SAFETY: Safety = Safety::Repeatable;

    fn request(&self) -> Request {
        Request::new(
            "DELETE",
            "/notifications/v1/subscriptions/{notificationType}/{subscriptionId}",
        )
        .segment("subscriptionId", &self.subscription_id)
        .segment("notificationType", &self.notification_type)
    }
}

/// Returns information about a subscription for the specified notification type. The `getSubscriptionById` operation is grantless. For more information, refer to [Grantless Operations](https://developer-docs.amazon.com/sp-api/docs/grantless-operations) in the Selling Partner API Developer Guide.
///
/// `GET /notifications/v1/subscriptions/{notificationType}/{subscriptionId}`, 1 requests per second, burst 5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetSubscriptionById {
    /// The identifier for the subscription that you want to get.
    pub subscription_id: String,
    /// The type of notification. For more information about notification types, refer to the [Notifications API v1 Use Case Guide](https://developer-docs.amazon.com/sp-api/docs/notifications-api-v1-use-case-guide).
    pub notification_type: String,
}

impl Operation for GetSubscriptionById {
    type Answer = GetSubscriptionByIdResponse;
    const API: &'static str = "notifications";
    const NAME: &'static str = "getSubscriptionById";
    const PLAN: UsagePlan = UsagePlan::new(1.0, 5);
    const SAFETY: Safety = Safety::Read;

    fn request(&self) -> Request {
        Request::new(
            "GET",
            "/notifications/v1/subscriptions/{notificationType}/{subscriptionId}",
        )
        .segment("subscriptionId", &self.subscription_id)
        .segment("notificationType", &self.notification_type)
    }
}

/// A filter you can use to select the aggregation time period at which to send notifications (for example, limit to one notification every five minutes for high frequency notifications).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AggregationFilter {
    /// A container that holds all of the necessary properties to configure the aggregation of notifications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregation_settings: Option<AggregationSettings>,
}

/// A container that holds all of the necessary properties to configure the aggregation of notifications.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AggregationSettings {
    /// The supported time period to use to perform marketplace-ASIN level aggregation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregation_time_period: Option<AggregationTimePeriod>,
}

/// The request schema for the `createDestination` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateDestinationRequest {
    /// A developer-defined name to help identify this destination.
    pub name: String,
    /// The information required to create a destination resource. Applications should use one resource type (sqs or eventBridge) per destination.
    pub resource_specification: DestinationResourceSpecification,
}

/// The response schema for the createDestination operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateDestinationResponse {
    /// One or more unexpected errors occurred during the `createDestination` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `createDestination` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Destination>,
}

impl Enveloped for CreateDestinationResponse {
    type Payload = Destination;

    fn open(self) -> (Option<Destination>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The request schema for the `createSubscription` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateSubscriptionRequest {
    /// The identifier for the destination where notifications will be delivered.
    pub destination_id: String,
    /// The version of the payload object to be used in the notification.
    pub payload_version: String,
    /// Additional information passed to the subscription to control the processing of notifications. For example, you can use an `eventFilter` to customize your subscription to send notifications for only the `marketplaceId`s that you specify, or select the aggregation time period at which to send notifications (for example, you can set a limit of one notification every five minutes for high frequency notifications). You can also use `filterExpression` to filter events based on notification payload. The specific features available can vary by the `notificationType`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing_directive: Option<ProcessingDirective>,
}

/// The response schema for the `createSubscription` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CreateSubscriptionResponse {
    /// One or more unexpected errors occurred during the `createSubscription` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `createSubscription` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Subscription>,
}

impl Enveloped for CreateSubscriptionResponse {
    type Payload = Subscription;

    fn open(self) -> (Option<Subscription>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the `deleteDestination` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeleteDestinationResponse {
    /// One or more unexpected errors occurred during the `deleteDestination` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for DeleteDestinationResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// The response schema for the `deleteSubscriptionById` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DeleteSubscriptionByIdResponse {
    /// An unexpected condition occurred during the `deleteSubscriptionById` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}

impl Enveloped for DeleteSubscriptionByIdResponse {
    type Payload = Nothing;

    fn open(self) -> (Option<Nothing>, Vec<ErrorItem>) {
        (Some(Nothing), self.errors.unwrap_or_default())
    }
}

/// Information about the destination you create when you call the `createDestination` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Destination {
    /// The destination identifier generated when you created the destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_id: Option<String>,
    /// The developer-defined name for this destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The resource that will receive notifications associated with this destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<DestinationResource>,
}

/// The destination resource types.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DestinationResource {
    /// An Amazon EventBridge destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_bridge: Option<EventBridgeResource>,
    /// An Amazon Simple Queue Service (SQS) queue destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sqs: Option<SqsResource>,
}

/// The information required to create a destination resource. Applications should use one resource type (sqs or eventBridge) per destination.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DestinationResourceSpecification {
    /// The information required to create an Amazon EventBridge destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_bridge: Option<EventBridgeResourceSpecification>,
    /// The information required to create an Amazon Simple Queue Service (SQS) queue destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sqs: Option<SqsResource>,
}

/// The Amazon EventBridge destination.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct EventBridgeResource {
    /// The identifier for the AWS account that is responsible for charges related to receiving notifications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// The name of the partner event source associated with the destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The AWS region in which you receive the notifications. For AWS regions that Amazon EventBridge supports, refer to [Amazon EventBridge endpoints and quotas](https://docs.aws.amazon.com/general/latest/gr/ev.html).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

/// The information required to create an Amazon EventBridge destination.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct EventBridgeResourceSpecification {
    /// The identifier for the AWS account that is responsible for charges related to receiving notifications.
    pub account_id: String,
    /// The AWS region in which you will be receiving the notifications.
    pub region: String,
}

/// A `notificationType` filter. This object contains all of the available filters and properties that you can use to define a `notificationType` specific filter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct EventFilter {
    /// A container that holds all of the necessary properties to configure the aggregation of notifications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregation_settings: Option<AggregationSettings>,
    /// A list of marketplace identifiers you can subscribe to (for example, `ATVPDKIKX0DER`). To receive notifications in every marketplace, do not provide this list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
    /// A list of order change types you can subscribe to (for example, `BuyerRequestedChange`). To receive notifications of all change types, do not provide this list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_change_types: Option<Vec<OrderChangeTypeEnum>>,
    /// Specifies the tracking identifier used to filter your subscription notifications. Provide exactly one identifier field. Providing multiple identifier fields in a single request is not supported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_identifier: Option<TrackingIdentifier>,
    /// An `eventFilterType` value that the `notificationType` supports. The subscription service uses the `eventFilterType` to determine the type of event filter. To determine if a specific `notificationType` supports an `eventFilterType`, refer to \[Notification Type Values]( <https://developer-docs.amazon.com/sp-api/docs/notification-type-values>).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_filter_type: Option<EventFilterEventFilterType>,
}

/// The response schema for the `getDestination` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDestinationResponse {
    /// One or more unexpected errors occurred during the `getDestination` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getDestination` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Destination>,
}

impl Enveloped for GetDestinationResponse {
    type Payload = Destination;

    fn open(self) -> (Option<Destination>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the `getDestinations` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetDestinationsResponse {
    /// One or more unexpected errors occurred during the `getDestinations` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getDestinations` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Vec<Destination>>,
}

impl Enveloped for GetDestinationsResponse {
    type Payload = Vec<Destination>;

    fn open(self) -> (Option<Vec<Destination>>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the `getSubscriptionById` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetSubscriptionByIdResponse {
    /// An unexpected condition occurred during the `getSubscriptionById` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getSubscriptionById` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Subscription>,
}

impl Enveloped for GetSubscriptionByIdResponse {
    type Payload = Subscription;

    fn open(self) -> (Option<Subscription>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The response schema for the `getSubscription` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetSubscriptionResponse {
    /// One or more unexpected errors occurred during the `getSubscription` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getSubscription` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Subscription>,
}

impl Enveloped for GetSubscriptionResponse {
    type Payload = Subscription;

    fn open(self) -> (Option<Subscription>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The payload for the `getSubscriptions` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetSubscriptionsPayload {
    /// A token that you can use to retrieve the next page of results. When this field is not empty, pass its value in the `nextToken` query parameter of the next request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// A list of subscriptions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscriptions: Option<Vec<Subscription>>,
}

/// The response schema for the `getSubscriptions` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GetSubscriptionsResponse {
    /// One or more unexpected errors occurred during the `getSubscriptions` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `getSubscriptions` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<GetSubscriptionsPayload>,
}

impl Enveloped for GetSubscriptionsResponse {
    type Payload = GetSubscriptionsPayload;

    fn open(self) -> (Option<GetSubscriptionsPayload>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// An event filter you can use to customize your subscription to send notifications for specific `marketplaceId`s.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct MarketplaceFilter {
    /// A list of marketplace identifiers you can subscribe to (for example, `ATVPDKIKX0DER`). To receive notifications in every marketplace, do not provide this list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketplace_ids: Option<Vec<String>>,
}

/// An event filter you can use to customize your subscription to send notifications for a specific `orderChangeType`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderChangeTypeFilter {
    /// A list of order change types you can subscribe to (for example, `BuyerRequestedChange`). To receive notifications of all change types, do not provide this list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_change_types: Option<Vec<OrderChangeTypeEnum>>,
}

/// Additional information passed to the subscription to control the processing of notifications. For example, you can use an `eventFilter` to customize your subscription to send notifications for only the `marketplaceId`s that you specify, or select the aggregation time period at which to send notifications (for example, you can set a limit of one notification every five minutes for high frequency notifications). You can also use `filterExpression` to filter events based on notification payload. The specific features available can vary by the `notificationType`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ProcessingDirective {
    /// A `notificationType` filter. Note: eventFilter and filterExpression are mutually exclusive, meaning if eventFilter is provided, filterExpression field cannot be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_filter: Option<EventFilter>,
    /// An expression for filtering events before delivery to destination based on the notification payload (example: FulfillmentOrderStatusNotification.FulfillmentOrderStatus == `SHIPPED` ). The `filterExpression` is a string that follows the CEL expression syntax (<https://github.com/google/cel-spec>) excluding arithmetic operators (+, -, *, /, %) and list/map indexing (\[]). Refer to Notification Type Values to determine if filter Expression is supported for a Notification Type. Refer to CEL Operators (<https://developer-docs.amazon.com/sp-api/docs/filter-notification-subscriptions>) to see if a CEL operator is supported. Note: eventFilter and filterExpression are mutually exclusive. You can use filterExpression to replace existing eventFilter configurations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter_expression: Option<String>,
}

/// The request schema for the `sendTestNotification` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SendTestNotificationRequest {
    /// The identifier for the destination where notifications will be delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_id: Option<String>,
    /// The describer for the test notification that will be delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test_notification: Option<TestNotification>,
}

/// The response schema for the `sendTestNotification` operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SendTestNotificationResponse {
    /// One or more unexpected errors occurred during the `sendTestNotification` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
    /// The payload for the `sendTestNotification` operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Value>,
}

impl Enveloped for SendTestNotificationResponse {
    type Payload = Value;

    fn open(self) -> (Option<Value>, Vec<ErrorItem>) {
        (self.payload, self.errors.unwrap_or_default())
    }
}

/// The information required to create an Amazon Simple Queue Service (Amazon SQS) queue destination.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SqsResource {
    /// The Amazon Resource Name (ARN) associated with the SQS queue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
}

/// Information about the subscription.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Subscription {
    /// The identifier for the destination where notifications will be delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_id: Option<String>,
    /// The version of the payload object to be used in the notification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload_version: Option<String>,
    /// Additional information passed to the subscription to control the processing of notifications. For example, you can use an `eventFilter` to customize your subscription to send notifications for only the `marketplaceId`s that you specify, or select the aggregation time period at which to send notifications (for example, you can set a limit of one notification every five minutes for high frequency notifications). You can also use `filterExpression` to filter events based on notification payload. The specific features available can vary by the `notificationType`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing_directive: Option<ProcessingDirective>,
    /// The subscription identifier generated when the subscription is created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_id: Option<String>,
}

/// The describer for the test notification that will be delivered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TestNotification {
    /// The version of the payload object to be used in the notification.
    pub payload_version: String,
    /// The scenario of the specified notification to be used in the notification payload. If testScenario is empty, a 400 response will be returned back to the developer. The scenarios supported for each notification type can be found in the Selling Partner API Developer Guide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test_scenario: Option<String>,
}

/// An event filter you can use to customize your subscription to receive shipment tracking milestone notifications for a specific tracking identifier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TrackingFilter {
    /// Specifies the tracking identifier used to filter your subscription notifications. Provide exactly one identifier field. Providing multiple identifier fields in a single request is not supported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_identifier: Option<TrackingIdentifier>,
}

/// Specifies the tracking identifier used to filter your subscription notifications. Provide exactly one identifier field. Providing multiple identifier fields in a single request is not supported.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TrackingIdentifier {
    /// Air Cargo Shipment Identification Number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acsin: Option<String>,
    /// Amazon Fulfillment Tracking Number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aftn: Option<String>,
    /// Carrier-provided tracking identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_tracking: Option<TrackingIdentifierCarrierTracking>,
    /// Container number provided by the Logistics Service Provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_number: Option<String>,
    /// House Bill of Lading number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub house_bill_of_lading_number: Option<String>,
    /// Amazon unique tracking identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// Carrier-provided tracking identifier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TrackingIdentifierCarrierTracking {
    /// Carrier code
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_code: Option<String>,
    /// Carrier tracking number
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_number: Option<String>,
}

wire_enum! {
    /// The supported aggregation time periods. For example, if FiveMinutes is the value chosen, and 50 price updates occur for an ASIN within 5 minutes, Amazon will send only two notifications; one for the first event, and then a subsequent notification 5 minutes later with the final end state of the data. The 48 interim events will be dropped.
    pub enum AggregationTimePeriod {
        /// An aggregated notification will be sent every five minutes.
        FiveMinutes = "FiveMinutes",
        /// An aggregated notification will be sent every ten minutes.
        TenMinutes = "TenMinutes",
    }
}

wire_enum! {
    /// An `eventFilterType` value that the `notificationType` supports. The subscription service uses the `eventFilterType` to determine the type of event filter. To determine if a specific `notificationType` supports an `eventFilterType`, refer to \[Notification Type Values]( <https://developer-docs.amazon.com/sp-api/docs/notification-type-values>).
    pub enum EventFilterEventFilterType {
        /// `ANY_OFFER_CHANGED`.
        AnyOfferChanged = "ANY_OFFER_CHANGED",
        /// `ORDER_CHANGE`.
        OrderChange = "ORDER_CHANGE",
        /// `SHIPMENT_TRACKING_MILESTONE_CHANGED`.
        ShipmentTrackingMilestoneChanged = "SHIPMENT_TRACKING_MILESTONE_CHANGED",
    }
}

wire_enum! {
    /// The supported order change type of ORDER_CHANGE notification.
    pub enum OrderChangeTypeEnum {
        /// `BuyerRequestedChange`.
        BuyerRequestedChange = "BuyerRequestedChange",
        /// `DeliveryTipChange`.
        DeliveryTipChange = "DeliveryTipChange",
        /// `OrderStatusChange`.
        OrderStatusChange = "OrderStatusChange",
    }
}
