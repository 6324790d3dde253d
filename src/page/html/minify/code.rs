//! Blocks of code as they stand in a page, which are as small as they can be (`sink::escape_code`): nothing in one is an
//! element but spans.

/// What Recto writes before the text of a block.
pub const CODE: &str = "<pre tabindex=\"0\"><code>";
/// What it writes after it.
pub const CODE_END: &str = "</code></pre>";
