//! Fulfilment services and sales channels in the words of Quayside.
