//! Why a file or folder gives no text, in half a sentence after its name.

use super::faults::short;
use onrecord_model::fault::FileError;

/// Why a file gives no text, and what to do.
pub fn sentence(trouble: &FileError) -> String {
    match trouble {
        FileError::Missing => "there is no such file; check its name".into(),
        FileError::Denied => "you may not read it; ask its owner, or chmod u+r".into(),
        FileError::Folder => "it is a folder; put a file in its place, or name one in it".into(),
        FileError::Special => {
            "it is a pipe, a socket or a device; put a file in its place, or name one".into()
        }
        FileError::TooLarge => "it has 4 GiB or more, or more than memory holds; cut it up".into(),
        FileError::NotText => "it is not a text; save it as one (UTF-8)".into(),
        FileError::Outside => "it lies outside the investigation's folder; put the file into the \
                             folder, or open it with --follow"
            .into(),
        FileError::LeadsOut => {
            "it is a link that leads out of the folder and was not followed; put \
                              the file itself there, or open the folder with --follow"
                .into()
        }
        FileError::LeadsNowhere => {
            "it is a link at whose end nothing stands; mend it, or take it away".into()
        }
        FileError::Reserved => {
            "onrecord.d is where onrecord keeps decisions and is never read as documents; name a \
             file elsewhere"
                .into()
        }
        FileError::Foreign => {
            "it belongs to somebody else and was not asked for; if you trust it, name it with -i"
                .into()
        }
        FileError::TooDeep => "it lies in more than 64 folders; move it further up".into(),
        FileError::WebAddress => {
            "there is no such file, and nothing is fetched from the net; save \
                                the page from your browser, then open the file"
                .into()
        }
        FileError::FileAddress => "it is a link to a file; write its path, without file://".into(),
        FileError::NotAlone => {
            "it is the file of an investigation, which is not mixed with other documents; open it, \
             or its folder, alone"
                .into()
        }
        FileError::Encrypted => "it needs a password; save a copy without one".into(),
        FileError::Pictures => {
            "its pages are pictures, not text; put it through OCR, or lay its text beside it under the same name (.txt, .hocr), then open it again"
                .into()
        }
        FileError::Unpacked => {
            "it unpacks to far more than its size and may be a trap; open it elsewhere first".into()
        }
        FileError::Damaged(why) => {
            format!("it is damaged ({}); get another copy", short(why))
        }
        FileError::TooSlow => {
            "reading it took more than a minute; cut it up, or save it anew".into()
        }
        FileError::Fault => "reading it ran into a fault of this program; please report it".into(),
        FileError::Other(why) => format!("{}; try again", short(why)),
    }
}
