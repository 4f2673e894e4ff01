//! Wire types and operations of `application_2023-11-30`: The Selling Partner API for Application Management lets you programmatically update the client secret on registered applications.
//!
//! Written by `cargo run -p amazon --example generate` from `models/application_2023-11-30.json`, Copyright
//! Amazon.com, Inc. or its affiliates, Apache-2.0. Edit the generator instead.

use serde::{Deserialize, Serialize};

use crate::{
    error::ErrorItem,
    operation::Nothing,
    operation::{Operation, Request, Safety, UsagePlan},
};

/// Rotates application client secrets for a developer application. Developers must register a destination queue in the developer console before calling this operation. When this operation is called a new client secret is generated and sent to the developer-registered queue. For more information, refer to [Rotate your application's client secret](https://developer-docs.amazon.com/sp-api/docs/rotate-your-application-client-secret).
///
/// `POST /applications/2023-11-30/clientSecret`, 0.0167 requests per second, burst 1.
///
/// Trap: the new secret comes to a queue, not in the answer; the old one works for seven more days.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct RotateApplicationClientSecret {}

impl Operation for RotateApplicationClientSecret {
    type Answer = Nothing;
    const API: &'static str = "application_2023-11-30";
    const NAME: &'static str = "rotateApplicationClientSecret";
    const PLAN: UsagePlan = UsagePlan::new(0.0167, 1);
    const SAFETY: Safety = Safety::Once;

    fn request(&self) -> Request {
        Request::new("POST", "/applications/2023-11-30/clientSecret")
    }
}

/// A list of error responses returned when a request is unsuccessful.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorList {
    /// array of errors
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ErrorItem>>,
}
