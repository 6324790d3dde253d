//! One command line in, one exit code out: each command picks its ending of the road.
//!
//! What was typed (`args`) becomes what is meant (`options`) in one place. The author's mistakes are printed and counted;
//! the environment's end the command with exit code 2.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "the other place where I/O belongs")]

mod build;
mod check;
mod checks;
mod init;
mod questions;
mod review;
mod serve;

mod outcome;
mod project;
mod report;

mod args;

use crate::world::WorldError;
use crate::world::terminal::{Loudness, Terminal};
use args::{Args, Command};
use clap::{CommandFactory, Parser};
use std::process::ExitCode;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let loudness = match (args.quiet, args.verbose) {
        (true, _) => Loudness::Quiet,
        (_, true) => Loudness::Verbose,
        _ => Loudness::Normal,
    };
    let terminal = Terminal::new(loudness);
    run(&args.command, &terminal).unwrap_or_else(|error| {
        terminal.error(error);
        ExitCode::from(2)
    })
}

fn run(command: &Command, terminal: &Terminal) -> Result<ExitCode, WorldError> {
    match command {
        Command::Build(args) => build::run(args, terminal),
        Command::Serve(args) => serve::run(args, terminal),
        Command::Check(args) => check::run(args, terminal),
        Command::Init(args) => init::run(args, terminal),
        Command::Questions(args) => questions::run(args, terminal),
        Command::Review(args) => review::run(args, terminal),
        Command::Checks(args) => checks::run(args, terminal),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "recto", &mut script);
            terminal.output(&String::from_utf8_lossy(&script));
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => {
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(Args::command()).render(&mut page);
            rendered.expect("invariant: memory takes all that is written to it");
            terminal.output(&String::from_utf8_lossy(&page));
            Ok(ExitCode::SUCCESS)
        }
    }
}
