//! Transcripts of machines.

use super::*;

/// Captions as `start-end speaker|words`, then what is in doubt.
fn shown(json: &str) -> (Vec<String>, Vec<Doubt>) {
    let file = captions(json).unwrap();
    let caption = |caption: &Caption| {
        let line = caption.lines.first().unwrap();
        let who = line.voice.as_deref().unwrap_or("");
        format!("{}-{} {who}|{}", caption.cue.start, caption.cue.end, line.words)
    };
    let doubts = file.warnings.into_iter().map(|warning| warning.what).collect();
    (file.captions.iter().map(caption).collect(), doubts)
}

#[test]
fn every_maker_says_who_said_what_when() {
    let misheard = |count, some: &str| Doubt::Misheard { count, some: some.to_owned() };
    for (maker, json, want, doubts) in [
        (
            "Whisper",
            r#"{"text": " No. Never", "segments": [{"id": 0, "seek": 0, "start": 0.5, "end": 2, "text": " No.",
            "tokens": [50364, 400], "avg_logprob": -0.1}, {"id": 1, "start": 2.0, "end": 4.25, "text": " Never",
            "tokens": [1], "avg_logprob": -1.2}], "language": "en"}"#,
            vec!["500-2000 |No.", "2000-4250 |Never"],
            vec![misheard(1, "0:00:02 Never")],
        ),
        (
            "WhisperX",
            r#"{"segments": [{"start": 61.0, "end": 62.0, "text": " Berth seven", "speaker": "SPEAKER_01", "words":
            [{"word": "Berth", "start": 61.0, "end": 61.4, "score": 0.31}, {"word": "seven", "score": 0.9}]}],
            "word_segments": [{"word": "Berth"}]}"#,
            vec!["61000-62000 SPEAKER_01|Berth seven"],
            vec![misheard(1, "0:01:01 Berth")],
        ),
        (
            "whisper.cpp",
            r#"{"systeminfo": "x", "result": {"language": "en"}, "transcription": [{"timestamps": {"from":
            "00:00:01,000", "to": "00:00:02,500"}, "offsets": {"from": 1000, "to": 2500}, "text": " We rowed.", "tokens":
            [{"text": "[_BEG_]", "offsets": {"from": 1000, "to": 1000}, "id": 50364, "p": 0.1}, {"text": " We", "offsets":
            {"from": 1000, "to": 1400}, "p": 0.97}, {"text": " row", "offsets": {"from": 1400, "to": 2100}, "p": 0.93},
            {"text": "ed", "offsets": {"from": 2100, "to": 2400}, "p": 0.31}, {"text": ".", "p": 0.2}]}]}"#,
            vec!["1000-2500 |We rowed."],
            vec![misheard(1, "0:00:01 rowed.")],
        ),
        (
            "Amazon",
            r#"{"jobName": "j", "results": {"transcripts": [{"transcript": "No. Who?"}], "speaker_labels": {"segments":
            [{"items": [{"start_time": "1.5", "speaker_label": "spk_1"}]}]}, "items": [{"start_time": "0.04",
            "end_time": "0.3", "speaker_label": "spk_0", "alternatives": [{"confidence": "0.2", "content": "No"}],
            "type": "pronunciation"}, {"alternatives": [{"confidence": "0.0", "content": "."}], "type": "punctuation"},
            {"start_time": "1.5", "end_time": "1.9", "alternatives": [{"confidence": "0.9", "content": "Who"}]},
            {"start_time": "1.9", "end_time": "2", "speaker_label": "spk_1", "alternatives": [{"content": "said"}]},
            {"alternatives": [{"confidence": "0.0", "content": "?"}], "type": "punctuation"}]}, "status": "COMPLETED"}"#,
            vec!["40-300 spk_0|No.", "1500-2000 spk_1|Who said?"],
            vec![misheard(1, "0:00:00 No")],
        ),
        (
            "Rev",
            r#"{"speakers": [{"id": 1, "name": "Ana Marsh"}], "monologues": [{"speaker": 1, "elements": [{"type":
            "text", "value": "Twenty", "ts": 1, "end_ts": 1.5, "confidence": 1.0}, {"type": "punct", "value": "-"},
            {"type": "text", "value": "one", "ts": 1.5, "end_ts": 2}, {"type": "punct", "value": ". "}, {"type": "text",
            "value": "Yes", "timestamp": "00:00:02,000"}]}, {"speaker": 2, "elements": [{"type": "text", "value": "No"}]}]}"#,
            vec![
                "1000-2000 Ana Marsh|Twenty-one.",
                "2000-2000 Ana Marsh|Yes",
                "2000-2000 Speaker 2|No",
            ],
            vec![],
        ),
        (
            "one that breaks off",
            r#"{"segments": [{"start": 0, "end": 1, "text": "}\" We"}, {"start": 1, "end": 2, "text": "ro"#,
            vec![r#"0-1000 |}" We"#],
            vec![Doubt::Damaged("it breaks off".to_owned())],
        ),
    ] {
        let want: Vec<_> = want.into_iter().map(str::to_owned).collect();
        assert_eq!(shown(json), (want, doubts), "{maker}");
        assert!(maker.starts_with("one") || begins(json.as_bytes()), "{maker}");
    }
}

#[test]
fn other_json_is_no_transcript() {
    for json in [
        r#"{"format": "1", "sources": [{"text": "a"}], "statements": []}"#,
        r#"{"results": [1], "text": "segments"}"#,
        r#"[{"start": 1, "text": "a"}]"#,
    ] {
        assert!(!begins(json.as_bytes()), "{json}");
    }
    for json in ["{}", r#"{"segments": [{}, {"start": 1, "end": 2, "text": " "}]}"#] {
        assert_eq!(captions(json).err(), Some(ReadError::NotText), "{json}");
    }
    for json in ["{\"segments\": 7}", "{\"segments\": [{\"text\": [", "{"] {
        assert!(captions(json).is_err(), "{json}");
    }
}
