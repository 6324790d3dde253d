//! What is written beside the site: the author's ledger, which must never be lost, and the cache, which may always be.

pub mod cache;
pub mod clerk;
