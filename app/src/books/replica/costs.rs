//! Unit costs. Those of the pieces stay there, since few are looked at; what changed since lies beside them.

use domain::books::{Entity, EntityKind, EntityRef};
use domain::catalogue::ProductCost;
use domain::ids::ProductId;
use rustc_hash::FxHashMap as HashMap;
use std::rc::Rc;
use sync::row;
use sync::segment::Segment;

/// What products cost, where the device may know it.
#[derive(Debug, Default)]
pub struct Costs {
    pieces: Vec<Rc<Segment>>,
    /// `None` hides one of the pieces.
    changed: HashMap<ProductId, Option<ProductCost>>,
}

impl Costs {
    /// Takes a piece in.
    pub fn take_piece(&mut self, piece: &Rc<Segment>) {
        self.pieces.push(piece.clone());
    }

    /// Takes a cost in.
    pub fn put(&mut self, cost: ProductCost) {
        self.changed.insert(cost.product, Some(cost));
    }

    /// Takes a cost out.
    pub fn remove(&mut self, id: ProductId) {
        self.changed.insert(id, None);
    }

    /// The cost of a product.
    pub fn get(&self, id: ProductId) -> Option<ProductCost> {
        if let Some(changed) = self.changed.get(&id) {
            return *changed;
        }
        let number = row::number(EntityKind::ProductCost);
        let key = row::id(&EntityRef::ProductCost(id));
        let mut pieces = self.pieces.iter();
        let (_, value) = pieces.find_map(|piece| piece.find(number, &key))?;
        match row::decode(number, &value) {
            Ok(Entity::ProductCost(cost)) => Some(cost),
            _ => None,
        }
    }
}
