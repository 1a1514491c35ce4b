//! The commands as somebody types them: `tests/it/cmd/*.trycmd`. `TRYCMD=overwrite cargo test
//! --test it cli` brings them up to date; read the difference before it is kept.

#[test]
fn commands_answer_as_written_down() {
    trycmd::TestCases::new()
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .case("tests/it/cmd/*.trycmd");
}
