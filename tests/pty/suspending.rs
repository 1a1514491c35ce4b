//! To the background and back, under a shell with job control.

use crate::terminal::{Terminal, onrecord, program, signal, untouched};

const ONRECORD: &str = env!("CARGO_BIN_EXE_onrecord");

/// A shell that has started `command` in its foreground. Without line editing it leaves the modes of
/// the terminal alone, so that they can be compared.
fn shell(command: &str) -> Terminal {
    let plain = ["--norc", "--noprofile", "--noediting", "-i"];
    let mut shell = program("bash", plain).env("PS1", "here$ ").run();
    prompted(&shell);
    shell.send(format!("{command}\n"));
    running(&shell);
    shell
}

/// Waits for the shell's prompt on the person's own screen, with everything as it was.
fn prompted(shell: &Terminal) {
    shell.wait("a prompt", |screen| {
        untouched(screen) && screen.contents().trim_end().ends_with("here$")
    });
    shell.wait_restored();
}

/// Waits for the whole screen of the program, and nothing else on it.
fn running(shell: &Terminal) {
    shell.wait_taken();
    shell.wait("the program alone on the screen", |screen| {
        let text = screen.contents();
        text.starts_with("onrecord  ") && text.contains('▸') && !text.contains("here$")
    });
}

fn leave(mut shell: Terminal) {
    shell.send("\x03");
    prompted(&shell);
    shell.send("echo code=$?\n");
    shell.wait_for("code=0");
    shell.send("exit\n");
    shell.exit_code();
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_again() {
    let mut shell = shell(ONRECORD);
    for _ in 0..3 {
        shell.send("\x1a");
        prompted(&shell);
        shell.send("fg\n");
        running(&shell);
    }
    leave(shell);
}

#[test]
fn a_size_changed_meanwhile_is_seen() {
    let mut shell = shell(ONRECORD);
    shell.send("\x1a");
    prompted(&shell);
    shell.resize(60, 20);
    shell.send("fg\n");
    running(&shell);
    shell.wait("the hint line in the last row", |screen| {
        screen.rows(0, 60).nth(19).is_some_and(|row| row.contains("to the list"))
    });
    leave(shell);
}

#[test]
fn a_stop_that_asks_is_like_ctrl_z() {
    let mut shell = shell(ONRECORD);
    for _ in 0..3 {
        signal(shell.foreground(), "TSTP");
        prompted(&shell);
        shell.send("fg\n");
        running(&shell);
    }
    leave(shell);
}

/// Nobody can give the terminal back before SIGSTOP; what the shell did to it is undone afterwards.
#[test]
fn a_stop_that_does_not_ask_is_mended() {
    let mut shell = shell(ONRECORD);
    for _ in 0..2 {
        signal(shell.foreground(), "STOP");
        shell.wait("the shell's word", |screen| screen.contents().contains("here$"));
        shell.send("fg\n");
        running(&shell);
    }
    leave(shell);
}

/// A wrapper script waits for the program: the shell gets the terminal only if both are stopped.
#[test]
fn a_script_around_it_is_stopped_too() {
    let mut shell = shell(&format!("sh -c '{ONRECORD}; true'"));
    shell.send("\x1a");
    prompted(&shell);
    shell.send("fg\n");
    running(&shell);
    leave(shell);
}

#[test]
fn ended_in_the_background_it_leaves_the_terminal_alone() {
    let mut shell = shell(ONRECORD);
    let job = shell.foreground();
    shell.send("\x1a");
    prompted(&shell);
    let before = shell.count();
    shell.send(format!("kill %1; while kill -0 {job} 2> /dev/null; do :; done\n"));
    shell.wait_for("Exit 143");
    let since = String::from_utf8_lossy(&shell.since(before)).into_owned();
    assert!(!since.contains("\x1b["), "not a sequence: {since:?}");
    prompted(&shell);
}

#[test]
fn continued_in_the_background_it_waits_for_the_foreground() {
    let mut shell = shell(ONRECORD);
    shell.send("\x1a");
    prompted(&shell);
    let before = shell.count();
    shell.send("bg; until jobs | grep Stopped; do :; done; echo stopped again\n");
    shell.wait_for("\nstopped again");
    assert!(!shell.since(before).contains(&0x1b), "not a sequence");
    prompted(&shell);
    shell.send("fg\n");
    running(&shell);
    leave(shell);
}

/// Started by ssh or by a terminal window itself, there is nobody to say `fg`.
#[test]
fn without_a_shell_it_does_not_stop() {
    let mut terminal = onrecord([]).run();
    running(&terminal);
    terminal.send("\x1a");
    terminal.wait_for("no shell");
    terminal.send("a");
    terminal.wait("the notice gone", |screen| !screen.contents().contains("no shell"));
    terminal.signal("TSTP");
    terminal.wait_for("no shell");
    terminal.wait_taken();
    terminal.send("\x03\x03");
    assert_eq!(terminal.exit_code(), 0);
    terminal.wait_restored();
}
