//! Findings for programs: JSON, GitHub's annotations, SARIF. Each takes the findings in order, each with its file's path.

mod github;
mod json;
mod sarif;

pub use github::github;
pub use json::json;
pub use sarif::sarif;
