//! The one hash of all identities.

/// BLAKE3 over fields that each carry their length, cut to 128 bits.
pub fn cut(fields: &[&str]) -> [u8; 16] {
    // One text that is hashed at once: to hash it piece by piece costs more than to join the pieces. Most are short.
    let (mut short, mut long) = ([0; 384], Vec::new());
    let len = fields.iter().map(|field| 8 + field.len()).sum();
    let joined = short.get_mut(..len).unwrap_or_else(|| {
        long.resize(len, 0);
        &mut long
    });
    let mut at = 0;
    for field in fields {
        for part in [&(field.len() as u64).to_le_bytes(), field.as_bytes()] {
            joined[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        }
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&blake3::hash(joined).as_bytes()[..16]);
    bytes
}
