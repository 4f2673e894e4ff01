//! The offers of a product. Each product has a few invented competitors whose prices follow from the ASIN, and the
//! offer of the seller who looks.

use serde_json::{Value, json};

use super::World;
use super::catalogue::Product;
use super::listings::Listing;
use crate::clock::{Ms, iso_ms};
use crate::places::{self, Marketplace};
use crate::random::Random;

/// An offer of somebody, prices in minor units.
pub(crate) struct Offer {
    /// Who sells.
    pub(crate) seller: String,
    /// The price of the goods.
    pub(crate) price: i64,
    /// What the delivery costs on top.
    pub(crate) shipping: i64,
    /// Whether Amazon fulfils it.
    pub(crate) is_fba: bool,
    /// Whether it is the offer of the seller who looks.
    pub(crate) is_mine: bool,
}

impl Offer {
    /// What a buyer pays.
    pub(crate) fn landed(&self) -> i64 {
        self.price + self.shipping
    }
}

/// From this share of the best competing offer on, in percent, Amazon no longer features an own one.
const FEATURED_UP_TO_PERCENT: i64 = 120;

impl World {
    /// The offers of a product in a marketplace as a seller sees them, cheapest first.
    pub(crate) fn offers_of(
        &self,
        seller: &str,
        product: &Product,
        marketplace: &Marketplace,
    ) -> Vec<Offer> {
        let mut offers = self.competitors_of(product, marketplace);
        let own = self.account(seller).listings.values();
        let own = own
            .filter(|listing| listing.asin == product.asin)
            .find(|listing| listing.is_buyable(marketplace.id));
        offers.extend(own.map(|listing| Offer {
            seller: seller.to_owned(),
            price: listing.offers[marketplace.id],
            shipping: 0,
            is_fba: listing.is_fba(),
            is_mine: true,
        }));
        offers.sort_by_key(Offer::landed);
        offers
    }

    fn competitors_of(&self, product: &Product, marketplace: &Marketplace) -> Vec<Offer> {
        let mut random = Random::fork(self.seed, &product.asin);
        let base = product.price_cents * marketplace.price_percent / 100;
        (0..random.between(0, 3))
            .map(|_| {
                let is_fba = random.chance(50);
                let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
                Offer {
                    seller: format!("A{}", random.text(letters, 13)),
                    price: base * random.between(92, 118) / 100,
                    shipping: if is_fba { 0 } else { base / 20 },
                    is_fba,
                    is_mine: false,
                }
            })
            .collect()
    }

    /// `ANY_OFFER_CHANGED` of a product, told to a seller who offers it.
    pub(super) fn offers_payload(
        &self,
        seller: &str,
        product: &Product,
        marketplace: &Marketplace,
        at: Ms,
    ) -> Value {
        let offers = self.offers_of(seller, product, marketplace);
        let amount = |minor| money(minor, marketplace, "Amount", "CurrencyCode");
        let price_of = |offer: &Offer| {
            json!({
                "Condition": "new", "LandedPrice": amount(offer.landed()), "ListingPrice": amount(offer.price),
                "Shipping": amount(offer.shipping),
            })
        };
        let channels = [("Amazon", true), ("Merchant", false)];
        let counts: Vec<Value> = channels
            .iter()
            .map(|(channel, is_fba)| {
                let count = offers
                    .iter()
                    .filter(|offer| offer.is_fba == *is_fba)
                    .count();
                json!({"Condition": "new", "FulfillmentChannel": channel, "OfferCount": count})
            })
            .collect();
        let lowest: Vec<Value> = channels
            .iter()
            .filter_map(|(channel, is_fba)| {
                let offer = offers.iter().find(|offer| offer.is_fba == *is_fba)?;
                let mut price = price_of(offer);
                price["FulfillmentChannel"] = json!(channel);
                Some(price)
            })
            .collect();
        let featured: Vec<Value> = offers.first().map(price_of).into_iter().collect();
        let details: Vec<Value> = offers
            .iter()
            .take(20)
            .enumerate()
            .map(|(index, offer)| {
                json!({
                    "SellerId": offer.seller, "SubCondition": "new",
                    "SellerFeedbackRating": {"FeedbackCount": 812, "SellerPositiveFeedbackRating": 96},
                    "ShippingTime": {"MinimumHours": 0, "MaximumHours": 24, "AvailabilityType": "NOW", "AvailableDate": ""},
                    "ListingPrice": amount(offer.price), "Shipping": amount(offer.shipping),
                    "ShipsFrom": {"Country": marketplace.country, "State": ""}, "IsFulfilledByAmazon": offer.is_fba,
                    "IsBuyBoxWinner": index == 0, "PrimeInformation": {"IsOfferPrime": offer.is_fba, "IsOfferNationalPrime": offer.is_fba},
                    "IsFeaturedMerchant": true, "ShipsDomestically": true,
                })
            })
            .collect();
        json!({"AnyOfferChangedNotification": {
            "SellerId": seller,
            "OfferChangeTrigger": {
                "MarketplaceId": marketplace.id, "ASIN": product.asin, "ItemCondition": "new",
                "TimeOfOfferChange": iso_ms(at), "OfferChangeType": "Internal",
            },
            "Summary": {
                "NumberOfOffers": counts, "LowestPrices": lowest, "BuyBoxPrices": featured,
                "TotalBuyBoxEligibleOffers": offers.len(), "NumberOfBuyBoxEligibleOffers": counts,
                "SalesRankings": [{"ProductCategoryId": "home_display_on_website", "Rank": product.rank}],
                "CompetitivePriceThreshold": amount(self.fair_price(product, marketplace)),
            },
            "Offers": details,
        }})
    }

    /// `PRICING_HEALTH` of a listing whose price keeps it from being featured; nothing while the price is fair.
    pub(super) fn health_payload(
        &self,
        seller: &str,
        listing: &Listing,
        marketplace: &Marketplace,
        at: Ms,
    ) -> Option<Value> {
        let product = self.catalogue.product(&listing.asin)?;
        let offers = self.offers_of(seller, product, marketplace);
        let own = offers.iter().find(|offer| offer.is_mine)?;
        let best = offers.iter().find(|offer| !offer.is_mine)?;
        if own.landed() * 100 <= best.landed() * FEATURED_UP_TO_PERCENT {
            return None;
        }
        let amount = |minor| money(minor, marketplace, "amount", "currencyCode");
        let price_of = |offer: &Offer| {
            json!({
                "condition": "new", "listingPrice": amount(offer.price), "shipping": amount(offer.shipping),
                "landedPrice": amount(offer.landed()),
            })
        };
        let kind = |is_fba: bool| if is_fba { "AFN" } else { "MFN" };
        let count = |offers: &[&Offer]| -> Vec<Value> {
            [true, false]
                .iter()
                .map(|is_fba| {
                    let count = offers.iter().filter(|offer| offer.is_fba == *is_fba).count();
                    json!({"condition": "new", "fulfillmentType": kind(*is_fba), "offerCount": count})
                })
                .collect()
        };
        let mut mine = price_of(own);
        mine["fulfillmentType"] = json!(kind(own.is_fba));
        let all: Vec<&Offer> = offers.iter().collect();
        let others: Vec<&Offer> = offers.iter().filter(|offer| !offer.is_mine).collect();
        Some(json!({
            "issueType": "BuyBoxDisqualification", "sellerId": seller,
            "offerChangeTrigger": {
                "marketplaceId": marketplace.id, "asin": product.asin, "itemCondition": "new", "timeOfOfferChange": iso_ms(at),
            },
            "merchantOffer": mine,
            "summary": {
                "numberOfOffers": count(&all), "buyBoxEligibleOffers": count(&others), "buyBoxPrices": [price_of(best)],
                "salesRankings": [{"productCategoryId": "home_display_on_website", "rank": product.rank}],
                "referencePrice": {
                    "averageSellingPrice": amount(self.fair_price(product, marketplace)),
                    "competitivePriceThreshold": amount(best.landed()),
                },
            },
        }))
    }

    /// What a product usually sells for, in minor units.
    fn fair_price(&self, product: &Product, marketplace: &Marketplace) -> i64 {
        product.price_cents * marketplace.price_percent / 100
    }
}

fn money(minor: i64, marketplace: &Marketplace, amount: &str, currency: &str) -> Value {
    let mut money = json!({});
    money[amount] = places::number(minor, marketplace.currency);
    money[currency] = json!(marketplace.currency);
    money
}
