//! Pieces of snapshots as devices fetch them: compressed once, and the same for those who cannot take that.

use crate::harness::{Server, on_each};
use ::sync::scope::Scope;
use ::sync::segment::{Segment, address};
use ::sync::server::build_snapshot;
use axum::http::{Method, StatusCode};
use sea_orm::{ConnectionTrait, Statement};
use server::store::pieces;
use server::store::sync::SyncTx;

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
