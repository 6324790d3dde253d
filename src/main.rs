//! The binary: one command line in, one exit code out.

fn main() -> std::process::ExitCode {
    recto::command::main()
}
