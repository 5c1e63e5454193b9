//! The command line as its users meet it: every `tests/cli/*.trycmd` has commands with what they print and their status.

#[test]
fn commands_print_what_they_printed() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
}
