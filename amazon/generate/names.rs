//! Turns Amazon's names and texts into Rust's: case, keywords, documentation.

/// `sellerFulfillmentOrderId`, `SellerSKUList`, `x-amzn-idempotency-token` to snake case.
pub fn snake(name: &str) -> String {
    let name = name.strip_prefix("x-amzn-").unwrap_or(name);
    let letters: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (i, &c) in letters.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            out.push('_');
            continue;
        }
        let before = i.checked_sub(1).map(|j| letters[j]);
        let after = letters.get(i + 1).copied();
        let starts_word = c.is_ascii_uppercase()
            && before.is_some_and(|b| {
                b.is_ascii_lowercase()
                    || b.is_ascii_digit()
                    || (b.is_ascii_uppercase() && after.is_some_and(|a| a.is_ascii_lowercase()))
            });
        if starts_word && !out.ends_with('_') {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// A field name: snake case, keywords escaped.
pub fn field(name: &str) -> String {
    let name = snake(name);
    match name.as_str() {
        "type" | "match" | "ref" | "use" | "where" | "move" | "mod" => format!("r#{name}"),
        _ => name,
    }
}

/// A type or variant name: `PENDING_AVAILABILITY`, `new_like_new`, `Ship` to Pascal case.
pub fn pascal(name: &str) -> String {
    let mut out = String::new();
    for part in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let shouted = part.len() > 1 && !part.chars().any(|c| c.is_ascii_lowercase());
        let mut letters = part.chars();
        if let Some(first) = letters.next() {
            out.push(first.to_ascii_uppercase());
            let rest: String = letters.collect();
            out.push_str(&if shouted {
                rest.to_ascii_lowercase()
            } else {
                rest
            });
        }
    }
    if out.starts_with(|c: char| c.is_ascii_digit()) {
        out.insert(0, 'N');
    }
    out
}

/// What serde's `rename_all` would make of a snake-case field name.
pub fn renamed(field: &str, pascal_case: bool) -> String {
    let field = field.trim_start_matches("r#");
    let mut out = String::new();
    let mut up = pascal_case;
    for c in field.chars() {
        if c == '_' {
            up = true;
        } else if up {
            out.push(c.to_ascii_uppercase());
            up = false;
        } else {
            out.push(c);
        }
    }
    out
}

/// One line of rustdoc from a description: no HTML, no tables, no usage plan, bare URLs in brackets.
pub fn doc(description: &str) -> String {
    let mut text = description.replace("\\n", "\n");
    for end in ["**Usage Plan", "**Usage plan", "| Rate"] {
        if let Some(at) = text.find(end) {
            text.truncate(at);
        }
    }
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else {
            plain.push_str("less than ");
            rest = &rest[open + 1..];
            continue;
        };
        let tag = &rest[open + 1..open + close];
        if tag.starts_with("http") {
            plain.push_str(tag);
        } else {
            plain.push(' ');
        }
        rest = &rest[open + close + 1..];
    }
    plain.push_str(rest);
    let mut words = Vec::new();
    for word in plain.split_whitespace() {
        if word == "*" || word == "-" {
            words.push("·".to_owned());
        } else if let Some(link) = word.trim_start_matches('(').strip_prefix("http") {
            let open = &word[..word.len() - link.len() - "http".len()];
            let end = link.trim_end_matches(['.', ',', ')', ';']).len();
            words.push(format!("{open}<http{}>{}", &link[..end], &link[end..]));
        } else {
            words.push(word.replace('>', "\\>"));
        }
    }
    // A reference-style or broken link would be a rustdoc warning; only whole inline links stay.
    let line = words.join(" ");
    let mut out = String::new();
    let mut code = false;
    for (at, c) in line.char_indices() {
        if c == '`' {
            code = !code;
        }
        if !code && c == '[' && !is_inline_link(&line[at..]) {
            out.push_str("\\[");
        } else {
            out.push(c);
        }
    }
    out.trim().to_owned()
}

fn is_inline_link(text: &str) -> bool {
    text.find(']')
        .is_some_and(|end| text[end..].starts_with("](http") && text[end..].contains(')'))
}
