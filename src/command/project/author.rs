//! Who checks: the name that is typed, else the one that git signs with.

use crate::world::WorldError;
use std::path::Path;
use std::process::Command;

/// The name of whoever sits here; `None` when nobody has told it to git.
pub fn known(typed: Option<&str>, dir: &Path) -> Option<String> {
    if let Some(name) = typed.map(str::trim).filter(|name| !name.is_empty()) {
        return Some(name.to_owned());
    }
    let output = Command::new("git").args(["config", "user.name"]).current_dir(dir).output().ok()?;
    let name = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !name.is_empty()).then_some(name)
}

/// The same, for a command that cannot do without.
///
/// # Errors
/// When nobody has said who checks.
pub fn author(typed: Option<&str>, dir: &Path) -> Result<String, WorldError> {
    known(typed, dir).ok_or_else(|| {
        WorldError::new(
            "cannot check answers in",
            dir,
            "nobody says who checks; give --by NAME, or set git's user.name",
        )
    })
}
