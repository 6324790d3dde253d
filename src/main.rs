//! The binary: one command line in, one exit code out.

/// Drawing a page makes thousands of short strings, which this allocator hands out in half the system's time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    recto::command::main()
}
