//! `codec_prefs_incoming_offer` and its three sisters (18 and newer).

/// The four parts, in Asterisk's order.
pub(crate) const KEYS: [(&str, &[&str]); 4] = [
    ("prefer", &["pending", "configured"]),
    ("operation", &["intersect", "union", "only_preferred", "only_nonpreferred"]),
    ("keep", &["all", "first"]),
    ("transcode", &["allow", "prevent"]),
];

/// The value as Asterisk shows it, or what is wrong with it. `option` is the option's name: an incoming offer
/// cannot be a union, an outgoing one is a union unless the value says otherwise.
///
/// # Errors
/// The piece that the handler refuses; Asterisk rejects the endpoint.
pub(crate) fn normalize(option: &str, value: &[u8]) -> Result<String, String> {
    let mut chosen: [Option<&'static str>; 4] = [None; 4];
    for piece in value.split(|b| *b == b',').filter(|p| !p.is_empty()) {
        let text = String::from_utf8_lossy(piece).into_owned();
        let mut tokens = text.split([':', ' ']).filter(|t| !t.is_empty());
        let (Some(key), Some(word)) = (tokens.next(), tokens.next()) else { return Err(text) };
        let Some(at) = KEYS.iter().position(|(k, _)| *k == key) else { continue };
        match KEYS[at].1.iter().find(|w| **w == word) {
            Some(word) => chosen[at] = Some(word),
            None if chosen[at].is_none() => return Err(text),
            None => {}
        }
    }
    let operation = if option == "codec_prefs_outgoing_offer" { "union" } else { "intersect" };
    let default = ["pending", operation, "all", "allow"];
    let [prefer, operation, keep, transcode] = std::array::from_fn(|i| chosen[i].unwrap_or(default[i]));
    if option == "codec_prefs_incoming_offer" && operation == "union" {
        return Err("operation: union".into());
    }
    Ok(format!("prefer:{prefer}, operation:{operation}, keep:{keep}, transcode:{transcode}"))
}
