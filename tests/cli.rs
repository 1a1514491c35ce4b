//! The commands as somebody types them: `tests/cmd/*.trycmd`. `TRYCMD=overwrite cargo test --test
//! cli` brings them up to date; read the difference before it is kept.

#[test]
fn commands_answer_as_written_down() {
    trycmd::TestCases::new()
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .case("tests/cmd/*.trycmd");
}
