//! A simulated Amazon: Login with Amazon and the Selling Partner API over HTTP, so faithful that clients cannot tell.
//!
//! Every request is checked against Amazon's published models and refused as Amazon would; every answer is checked
//! against them before it leaves. Behind the API stands a [`world::World`] that runs on virtual time and is a pure
//! function of its seed and of the calls made. `/sim/…` controls it: see [`control`].
//!
//! It does not imitate what no Selling Partner client sees: the shop, Seller Central beyond the consent page, AWS.
//!
//! ```
//! use amazon_sim::{Call, Config, Simulator};
//!
//! let simulator = Simulator::new(Config::default())?;
//! let reply = simulator.call(&Call { method: "GET".into(), path: "/sellers/v1/account".into(), ..Call::default() });
//! assert_eq!(reply.status, 403); // no access token
//! # Ok::<(), amazon_sim::StoreError>(())
//! ```

pub mod api;
pub mod auth;
mod bytes;
mod changes;
pub mod clock;
pub mod control;
mod documents;
pub mod http;
pub mod journal;
mod lwa;
pub mod model;
pub mod numbers;
pub mod places;
pub mod random;
pub mod sandbox;
mod sealed;
mod simulator;
pub mod small;
mod store;
pub mod usage;
pub mod world;

pub use simulator::{Call, Config, Delivery, Logged, Reply, Simulator};
pub use store::StoreError;
