//! Why a file or folder gives no text, in half a sentence after its name.

use super::faults::short;
use onrecord_corpus::fault::Trouble;

/// Why a file gives no text, and what to do.
pub fn sentence(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Missing => "there is no such file; check its name".into(),
        Trouble::Denied => "you may not read it; ask its owner, or chmod u+r".into(),
        Trouble::Folder => "it is a folder; put a file in its place, or name one in it".into(),
        Trouble::Special => {
            "it is a pipe, a socket or a device; put a file in its place, or name one".into()
        }
        Trouble::TooLarge => "it has 4 GiB or more, or more than memory holds; cut it up".into(),
        Trouble::NotText => "it is not a text; save it as one (UTF-8)".into(),
        Trouble::Outside => "it lies outside the investigation's folder; put the file into the \
                             folder, or open it with --follow"
            .into(),
        Trouble::LeadsOut => "it is a link that leads out of the folder and was not followed; put \
                              the file itself there, or open the folder with --follow"
            .into(),
        Trouble::LeadsNowhere => {
            "it is a link at whose end nothing stands; mend it, or take it away".into()
        }
        Trouble::Reserved => {
            "onrecord.d is where onrecord keeps decisions and is never read as documents; name a \
             file elsewhere"
                .into()
        }
        Trouble::Foreign => {
            "it belongs to somebody else and was not asked for; if you trust it, name it with -i"
                .into()
        }
        Trouble::TooDeep => "it lies in more than 64 folders; move it further up".into(),
        Trouble::WebAddress => "there is no such file, and nothing is fetched from the net; save \
                                the page from your browser, then open the file"
            .into(),
        Trouble::FileAddress => "it is a link to a file; write its path, without file://".into(),
        Trouble::NotAlone => {
            "it is the file of an investigation, which is not mixed with other documents; open it, \
             or its folder, alone"
                .into()
        }
        Trouble::NoStatements => {
            "it is a table without a column named text or quotation; name the \
                                  column of the words so"
                .into()
        }
        Trouble::Encrypted => "it needs a password; save a copy without one".into(),
        Trouble::Pictures => {
            "its pages are pictures, not text; put it through OCR, then open it again".into()
        }
        Trouble::Unpacked => {
            "it unpacks to far more than its size and may be a trap; open it elsewhere first".into()
        }
        Trouble::Damaged(why) => {
            format!("it is damaged ({}); get another copy", short(why))
        }
        Trouble::TooSlow => "reading it took more than a minute; cut it up, or save it anew".into(),
        Trouble::Fault => "reading it ran into a fault of this program; please report it".into(),
        Trouble::Other(why) => format!("{}; try again", short(why)),
    }
}
