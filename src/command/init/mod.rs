//! `recto init`: what a new site begins with. Nothing that is there is ever written over.

use super::args;
use crate::world::WorldError;
use crate::world::terminal::Terminal;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Each file with where it goes; `{version}` is the version of this Recto.
const FILES: &[(&str, &str)] = &[
    ("recto.toml", include_str!("recto.toml")),
    ("content/README.md", include_str!("home.md")),
    ("content/example.md", include_str!("example.md")),
    ("netlify.toml", include_str!("netlify.toml")),
    (".github/workflows/site.yml", include_str!("site.yml")),
    (".gitignore", include_str!("gitignore")),
];

/// Lays down a new site.
///
/// # Errors
/// When one of its files is there already (then nothing is written), or cannot be written.
pub fn run(args: &args::Init, terminal: &Terminal) -> Result<ExitCode, WorldError> {
    let taken: Vec<&str> = FILES.iter().map(|(name, _)| *name).filter(|name| args.dir.join(name).exists()).collect();
    if !taken.is_empty() {
        let cause = format!("{} would be written over; nothing was written", taken.join(", "));
        return Err(WorldError::new("cannot begin a site in", &args.dir, cause));
    }
    for (name, text) in FILES {
        write(&args.dir.join(name), &text.replace("{version}", env!("CARGO_PKG_VERSION")))?;
    }
    let dir = args.dir.display();
    terminal.result(format_args!("recto: wrote {} files; see them with `recto serve {dir}`", FILES.len()));
    Ok(ExitCode::SUCCESS)
}

fn write(path: &Path, text: &str) -> Result<(), WorldError> {
    let folder = path.parent().expect("invariant: every file lies in the site's folder");
    fs::create_dir_all(folder)
        .and_then(|()| fs::File::create_new(path))
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
        .map_err(|error| WorldError::io("cannot write", path, &error))
}
