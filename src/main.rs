//! The command `pjlint`.

fn main() -> std::process::ExitCode {
    pjlint::cli::run()
}
