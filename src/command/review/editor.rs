//! The author's own editor, at a line.

use crate::world::WorldError;
use std::path::Path;
use std::process::Command;

/// Opens a file at a line and waits until the editor has ended.
///
/// # Errors
/// When no editor is named, or it does not run.
pub fn open(path: &Path, line: usize) -> Result<(), WorldError> {
    let named =
        ["VISUAL", "EDITOR"].iter().filter_map(|name| std::env::var(name).ok()).find(|it| !it.trim().is_empty());
    let Some(editor) = named else {
        return Err(WorldError::new("cannot open", path, "neither VISUAL nor EDITOR names an editor"));
    };
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let mut command = Command::new(program);
    command.args(words);
    let name = Path::new(program).file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    match name.as_str() {
        "code" | "codium" | "cursor" | "windsurf" => {
            command.arg("--wait").arg("--goto").arg(at(path, line));
        }
        "subl" | "zed" => {
            command.arg("--wait").arg(at(path, line));
        }
        "hx" | "helix" | "micro" => {
            command.arg(at(path, line));
        }
        // vi, vim, nvim, nano, emacs, kak and ed all take this.
        _ => {
            command.arg(format!("+{line}")).arg(path);
        }
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(WorldError::new("cannot open", path, format!("{program} ended with {status}"))),
        Err(error) => Err(WorldError::io(format!("cannot run {program} for"), path, &error)),
    }
}

fn at(path: &Path, line: usize) -> String {
    format!("{}:{line}", path.display())
}
