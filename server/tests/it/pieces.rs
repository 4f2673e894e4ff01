//! Pieces of snapshots as devices fetch them: compressed once, and the same for those who cannot take that.

use crate::harness::{Server, on_each};
use ::sync::scope::Scope;
use ::sync::segment::{Segment, address};
use ::sync::server::build_snapshot;
use axum::http::{Method, StatusCode};
use sea_orm::{ConnectionTrait, Statement};
use server::store::pieces;
use server::store::sync::{SyncTx, snapshot_lags};

#[tokio::test(flavor = "multi_thread")]
async fn a_piece_is_the_same_however_it_travels() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        for n in 0..40 {
            office.product(&format!("MUG-{n:04}")).await;
        }
        let mut counter = server.user("Counter", "Callum").await;
        let mut tx = SyncTx::writing(server.app.store()).await.unwrap();
        build_snapshot(&mut tx, Scope::Catalogue).await.unwrap();
        tx.commit().await.unwrap();
        let db = server.app.store().reader();
        let sql = Statement::from_string(db.get_database_backend(), "SELECT hash FROM sync_piece");
        let found = db.query_all_raw(sql).await.unwrap();
        let hashes: Vec<String> = found
            .iter()
            .map(|row| row.try_get("", "hash").unwrap())
            .collect();
        assert!(!hashes.is_empty());
        let path = |hash: &str| format!("/api/v1/sync/snapshots/catalogue/{hash}");

        assert_eq!(
            pieces::pack(server.app.store().writer()).await.unwrap(),
            hashes.len()
        );
        assert_eq!(
            pieces::pack(server.app.store().writer()).await.unwrap(),
            0,
            "each is packed once"
        );
        let mut sizes = [0, 0];
        for hash in &hashes {
            let packed = counter
                .raw(
                    Method::GET,
                    &path(hash),
                    &[("accept-encoding", "gzip, br")],
                    Vec::new(),
                )
                .await;
            assert_eq!(packed.status, StatusCode::OK);
            assert_eq!(packed.headers["content-encoding"], "br");
            let mut unpacked = Vec::new();
            brotli::BrotliDecompress(&mut packed.bytes.as_slice(), &mut unpacked).unwrap();
            assert_eq!(&address(&unpacked), hash);
            sizes[0] += packed.bytes.len();
            sizes[1] += unpacked.len();
            for without in [&[][..], &[("accept-encoding", "br;q=0")]] {
                let answer = counter
                    .raw(Method::GET, &path(hash), without, Vec::new())
                    .await;
                assert!(!answer.headers.contains_key("content-encoding"));
                assert_eq!(&address(&answer.bytes), hash);
                assert!(Segment::from_bytes(&answer.bytes).is_ok());
            }
        }
        assert!(sizes[0] < sizes[1], "{sizes:?}");
        server
    })
    .await;
}

/// The pieces that the newest snapshot of the catalogue names.
async fn pieces_of(server: &Server) -> Vec<String> {
    let mut tx = SyncTx::writing(server.app.store()).await.unwrap();
    build_snapshot(&mut tx, Scope::Catalogue).await.unwrap();
    tx.commit().await.unwrap();
    let db = server.app.store().reader();
    let sql =
        "SELECT body FROM sync_snapshot JOIN sync_scope ON sync_scope.number = sync_snapshot.scope
        WHERE sync_scope.scope = 'catalogue'";
    let sql = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(sql).await.unwrap().unwrap();
    let body: String = row.try_get("", "body").unwrap();
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    let segments = body["segments"].as_array().unwrap();
    segments
        .iter()
        .map(|segment| segment["hash"].as_str().unwrap().to_owned())
        .collect()
}

/// Two servers that pack at the same moment, while devices fetch and a new snapshot takes the place of the one they fetch:
/// a device gets each piece whole or is told to ask for news again.
#[tokio::test(flavor = "multi_thread")]
async fn pieces_are_whole_or_gone_while_they_are_packed_and_replaced() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        for n in 0..60 {
            office.product(&format!("MUG-{n:04}")).await;
        }
        let counter = server.user("Counter", "Callum").await;
        let second = server.second_app();
        let mut known = Vec::new();
        let (mut n_whole, mut n_gone) = (0, 0);
        for round in 0..6 {
            known.extend(pieces_of(&server).await);
            let fetch = async |hashes: Vec<String>| {
                let mut counter = counter.clone();
                let (mut whole, mut gone) = (0, 0);
                for hash in hashes {
                    let path = format!("/api/v1/sync/snapshots/catalogue/{hash}");
                    let answer = counter.raw(Method::GET, &path, &[], Vec::new()).await;
                    match answer.status {
                        StatusCode::OK => {
                            assert_eq!(address(&answer.bytes), hash);
                            whole += 1;
                        }
                        _ => {
                            let kind = answer.refused(StatusCode::NOT_FOUND);
                            assert_eq!(kind, "sync/no-such-piece");
                            gone += 1;
                        }
                    }
                }
                (whole, gone)
            };
            let replaced = async {
                let mut office = office.clone();
                office.product(&format!("CUP-{round:04}")).await;
                pieces_of(&server).await
            };
            let (a, b, fetched, again, newest) = tokio::join!(
                pieces::pack(server.app.store().writer()),
                pieces::pack(second.store().writer()),
                fetch(known.clone()),
                fetch(known.iter().rev().cloned().collect()),
                replaced,
            );
            a.unwrap();
            b.unwrap();
            for (whole, gone) in [fetched, again] {
                n_whole += whole;
                n_gone += gone;
            }
            let n = newest.len();
            assert_eq!(fetch(newest).await, (n, 0), "the newest are all there");
        }
        assert!(n_whole > 0 && n_gone > 0, "{n_whole} whole, {n_gone} gone");
        server
    })
    .await;
}

/// A snapshot of another release's rows is offered to nobody, so it counts as none when it is asked what is to be made.
#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_of_other_rows_counts_as_none() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        office.product("MUG-1").await;
        let mut tx = SyncTx::writing(server.app.store()).await.unwrap();
        let made = build_snapshot(&mut tx, Scope::Catalogue).await.unwrap();
        tx.commit().await.unwrap();
        let kept = async || {
            let lags = snapshot_lags(server.app.store().reader()).await.unwrap();
            let mut of = lags.into_iter().filter(|lag| lag.0 == Scope::Catalogue);
            of.next().expect("the catalogue has a head").2
        };
        assert_eq!(kept().await, Some(made.unwrap().seq));
        let db = server.app.store().writer();
        db.execute_unprepared(
            "UPDATE sync_snapshot SET body = REPLACE(body, '\"schema\":1', '\"schema\":0')",
        )
        .await
        .unwrap();
        assert_eq!(kept().await, None);
        server
    })
    .await;
}
