//! What a server is told in a history, step by step, so that a real one can be told the same (DECISIONS 16). A [`Model`]
//! hears the steps one after the other, as the real one does; answers and books of both must agree.
//!
//! Who waits for whom inside a database is not part of a script: the histories themselves and the races of the server's own
//! tests show that.

use super::db::{Db, Flavour, State};
use super::history::{World, serve_one};
use super::options::Options;
use super::rng::Rng;
use super::{Found, Violation, setup};
use domain::books::{Change, Command, Ctx, Memory, command};
use domain::ids::{DeviceId, GrantId, LocationId, ProductId, StocktakeId, UserId};
use domain::permission::Permission;
use domain::time::Timestamp;
use std::collections::BTreeSet;
use sync::check::Sum;
use sync::scope::Scope;
use sync::server::{self, Books, Caller, ScopeHead};
use sync::wire::{Epoch, Request, Response};

/// What a server is told.
#[derive(Debug, Clone)]
pub enum Told {
    /// Somebody has an account with these rights, from now on.
    User {
        /// Who.
        user: UserId,
        /// What they may do.
        permissions: BTreeSet<Permission>,
    },
    /// Somebody signs in on a device.
    Grant {
        /// The grant.
        grant: GrantId,
        /// Who.
        user: UserId,
        /// Where.
        device: DeviceId,
    },
    /// A device is revoked.
    Revoke(DeviceId),
    /// A request comes and is answered.
    Sync {
        /// It.
        request: Box<Request>,
        /// Who sends it.
        caller: Caller,
        /// When.
        at: Timestamp,
    },
    /// The office decides something.
    Command {
        /// Who and when.
        ctx: Box<Ctx>,
        /// What.
        command: Box<Command>,
    },
    /// The office changes a record.
    Change(Box<Change>),
    /// Tombstones of a scope up to a number are purged.
    Purge(Scope, u64),
}

/// A history as its server saw it.
#[derive(Debug, Clone)]
pub struct Script {
    /// Identity of the database.
    pub epoch: Epoch,
    /// What there is at the beginning.
    pub opening: Vec<Change>,
    /// Locations and the stocktakes in them.
    pub stocktakes: Vec<(StocktakeId, LocationId)>,
    /// Products.
    pub products: Vec<ProductId>,
    /// What happens then.
    pub steps: Vec<Told>,
}

impl Script {
    /// Plays a history that begins at this time and writes its script. What a script cannot say (a restored backup, a
    /// database that fails at one operation) and what only the real server knows of (whose intents a rescue file may
    /// bring) does not happen in it.
    ///
    /// # Errors
    /// What the history showed that it must not.
    pub fn of(seed: u64, mut options: Options, began: Timestamp) -> Result<Self, Box<Found>> {
        options.restore = 0;
        options.poison = 0;
        options.rescue = 0;
        options.rescued = 0;
        options.snapshots = false;
        let mut rng = Rng::new(seed);
        Options::draw(&mut rng);
        let (opening, place, epoch) = setup::company(&mut rng, &options, began.millis());
        let mut world = World::beginning(seed, options.clone(), false, began.millis());
        if let Err(violation) = world.run() {
            return Err(Box::new(Found {
                seed,
                violation,
                options,
                trace: Vec::new(),
            }));
        }
        Ok(Self {
            epoch,
            opening,
            stocktakes: place.stocktakes,
            products: place.products,
            steps: world.db.told(),
        })
    }
}

/// The simulated database, told one thing after the other.
#[derive(Debug)]
pub struct Model(Db);

impl Model {
    /// As at the beginning of a script.
    ///
    /// # Errors
    /// If the script does not begin.
    pub fn new(script: &Script) -> Result<Self, Violation> {
        let db = Db::new(State::new(script.epoch), Flavour::Sqlite);
        setup::open(&db, script.opening.clone());
        Ok(Self(db))
    }

    /// Takes one step; answers what is answered to a request.
    ///
    /// # Panics
    /// If the model refuses what it took when the script was written.
    pub fn take(&self, step: &Told) -> Option<Response> {
        match step {
            Told::User { user, permissions } => self.0.add_user(*user, permissions.clone()),
            Told::Grant {
                grant,
                user,
                device,
            } => self.0.add_grant(*grant, *user, *device),
            Told::Revoke(device) => self.0.revoke(*device),
            Told::Sync {
                request,
                caller,
                at,
            } => {
                let answer = serve_one(self.0.clone(), (**request).clone(), *caller, *at);
                return super::run_now(answer);
            }
            Told::Command { ctx, command: what } => {
                let done = super::run_now(async {
                    let mut tx = self.0.begin().await?;
                    let mut books = Books::new(&mut tx);
                    books
                        .decide_valued(ctx, |given| command(what, ctx, given))
                        .await?;
                    books.finish().await?;
                    tx.commit()
                });
                done.expect("nobody else is there");
            }
            Told::Change(change) => setup::open(&self.0, vec![(**change).clone()]),
            Told::Purge(scope, upto) => {
                let done = super::run_now(async {
                    let mut tx = self.0.begin().await?;
                    server::purge_tombstones(&mut tx, *scope, *upto).await?;
                    tx.commit()
                });
                done.expect("nobody else is there");
            }
        }
        None
    }

    /// Scopes that have rows or had some, and where they stand.
    pub fn scopes(&self) -> Vec<(Scope, ScopeHead)> {
        let state = self.0.committed();
        let head = |(scope, table): (&Scope, &super::db::ScopeTable)| {
            let (head, floor) = (table.head, table.floor);
            let check = Sum::from_bits(table.check);
            (*scope, ScopeHead { head, floor, check })
        };
        state.scopes.iter().map(head).collect()
    }

    /// The books as they stand.
    pub fn books(&self) -> Memory {
        self.0.committed().books.clone()
    }
}
