//! Short forms for asking the database in SQL that both kinds understand: `$1`, `RETURNING`, `ON CONFLICT`.

use super::{StoreError, driver};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, TryGetable, Value};

/// Builds a list of statement values.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$(sea_orm::Value::from($value)),*] };
}
pub(crate) use values;

/// All rows of a question.
pub async fn rows<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    let statement = statement(db, sql, values);
    db.query_all_raw(statement).await.map_err(understand)
}

/// The one row of a question, or none.
pub async fn row<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<QueryResult>, StoreError> {
    let statement = statement(db, sql, values);
    db.query_one_raw(statement).await.map_err(understand)
}

/// Runs a statement and says how many rows it touched.
pub async fn run<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<u64, StoreError> {
    let statement = statement(db, sql, values);
    Ok(db
        .execute_raw(statement)
        .await
        .map_err(understand)?
        .rows_affected())
}

fn statement<C: ConnectionTrait>(db: &C, sql: &str, values: Vec<Value>) -> Statement {
    let backend = db.get_database_backend();
    match unnamed(sql, values.len()).filter(|_| backend == DbBackend::Sqlite) {
        Some(unnamed) => Statement::from_sql_and_values(backend, unnamed, values),
        None => Statement::from_sql_and_values(backend, sql, values),
    }
}

/// The question with `?` in place of `$1`, `$2`, … where each of many stands once and in its order. SQLite looks the name
/// of each of them up in a list of all, which takes longer than everything else for thousands of them.
fn unnamed(sql: &str, n: usize) -> Option<String> {
    const MANY: usize = 32;
    if n < MANY {
        return None;
    }
    let mut parts = sql.split('$');
    let mut unnamed = String::with_capacity(sql.len());
    unnamed.push_str(parts.next()?);
    let mut seen = 0;
    for part in parts {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = part.split_at(digits);
        seen += 1;
        if number.parse() != Ok(seen) {
            return None;
        }
        unnamed.push('?');
        unnamed.push_str(rest);
    }
    (seen == n).then_some(unnamed)
}

/// A column of a row.
pub fn column<T: TryGetable>(row: &QueryResult, name: &str) -> Result<T, StoreError> {
    Ok(row.try_get("", name)?)
}

/// `($1, $2, …), ($3, …)`: placeholders for `n` rows of `width` values, counting from `first`.
pub fn tuples(first: usize, n: usize, width: usize) -> String {
    let mut text = String::with_capacity(n * (width * 5 + 4));
    for at in 0..n {
        text.push_str(if at == 0 { "(" } else { ",(" });
        for place in 0..width {
            if place > 0 {
                text.push(',');
            }
            text.push('$');
            text.push_str(&(first + at * width + place).to_string());
        }
        text.push(')');
    }
    text
}

/// A column of text as it is ordered and compared byte by byte, as devices do, whatever the database's language.
pub fn in_bytes<C: ConnectionTrait>(db: &C, column: &str) -> String {
    match db.get_database_backend() {
        DbBackend::Postgres => format!("{column} COLLATE \"C\""),
        // Without another word, SQLite does so.
        _ => column.to_owned(),
    }
}

/// `$1,$2,…`: placeholders for a list.
pub fn list(first: usize, n: usize) -> String {
    (first..first + n)
        .map(|at| format!("${at}"))
        .collect::<Vec<_>>()
        .join(",")
}

/// The pattern of folded texts that hold this one, for `LIKE … ESCAPE '\'`.
pub fn containing(text: &str) -> String {
    let escaped = text
        .to_lowercase()
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}

/// Names a violated constraint; leaves other errors as they are.
fn understand(error: DbErr) -> StoreError {
    let constraint = driver(&error)
        .and_then(sea_orm::sqlx::Error::as_database_error)
        .and_then(|answer| {
            use sea_orm::sqlx::error::ErrorKind;
            let violated = matches!(
                answer.kind(),
                ErrorKind::UniqueViolation
                    | ErrorKind::CheckViolation
                    | ErrorKind::ForeignKeyViolation
            );
            violated.then(|| match answer.constraint() {
                Some(name) => name.to_owned(),
                // SQLite says `UNIQUE constraint failed: product.sku_folded` or `CHECK constraint failed: product_kind`.
                None => answer
                    .message()
                    .rsplit(": ")
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            })
        });
    match constraint {
        Some(name) => StoreError::Constraint(name),
        None => StoreError::Database(error),
    }
}

/// The database's own error code.
pub fn code(error: &DbErr) -> Option<String> {
    driver(error)?
        .as_database_error()?
        .code()
        .map(|code| code.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_many_that_stand_once_and_in_order_lose_their_names() {
        let sql = format!("INSERT INTO bin VALUES {} RETURNING id", tuples(1, 12, 3));
        let expected = format!(
            "INSERT INTO bin VALUES {} RETURNING id",
            ["(?,?,?)"; 12].join(",")
        );
        assert_eq!(unnamed(&sql, 36), Some(expected));
        assert_eq!(unnamed(&sql, 37), None, "a value has no place");
        let twice = format!(
            "SELECT id FROM bin WHERE id IN ({}) OR location = $3",
            list(1, 40)
        );
        assert_eq!(unnamed(&twice, 40), None);
        let later = format!(
            "SELECT id FROM bin WHERE id IN ({}) AND location = $1",
            list(2, 40)
        );
        assert_eq!(unnamed(&later, 41), None);
        assert_eq!(unnamed("SELECT id FROM bin WHERE id = $1", 1), None);
    }
}
