//! What a host should say of each file: the security policy, and how long files may be kept.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The content security policy for pages whose one inline script is `snippet`. Images and media of other sites are
/// allowed because Q&A repositories use them; scripts of other sites never are. Frames of the site itself are its PDFs.
pub fn csp(snippet: &str) -> String {
    let hash = Sha256::digest(snippet.as_bytes());
    let hash = STANDARD.encode(hash);
    format!(
        "default-src 'none'; script-src 'self' 'sha256-{hash}'; style-src 'self'; img-src 'self' data: https: http:; media-src 'self' https: http:; \
         frame-src 'self' https:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )
}

/// `_headers`, for the hosts that read it (Netlify, Cloudflare Pages).
pub fn headers(snippet: &str, prefix: &str) -> String {
    format!(
        "/*\n  Content-Security-Policy: {}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n\
         {prefix}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n",
        csp(snippet)
    )
}
