//! A rule's page as text: its examples, each a small configuration directory with what pjlint is to say of it.

use std::collections::BTreeSet;

/// What an example's heading promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Exactly this rule's findings, on exactly the marked lines.
    Bad,
    /// No finding.
    Good,
    /// Findings, all of them of severity info.
    Note,
}

/// One file of an example.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// One example.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) kind: Kind,
    pub(crate) title: String,
    pub(crate) files: Vec<File>,
    /// Where the rule is to report: file and line.
    pub(crate) marks: BTreeSet<(String, usize)>,
    /// The version it is for, where the page says so.
    pub(crate) asterisk: Option<String>,
    pub(crate) check_files: bool,
}

/// The examples of a page.
///
/// # Errors
/// Where the page does not keep to its form.
pub(crate) fn examples(page: &str) -> Result<Vec<Example>, String> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside = false;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if !inside && line != "## Examples" {
            continue;
        }
        if let Some(heading) = line.strip_prefix("## ") {
            inside = heading == "Examples";
        } else if let Some(heading) = line.strip_prefix("### ") {
            examples.push(begin(heading)?);
        } else if let Some(info) = line.strip_prefix("```") {
            let mut text = String::new();
            loop {
                let line = lines.next().ok_or("a fenced block does not end")?;
                if line == "```" {
                    break;
                }
                text += line;
                text.push('\n');
            }
            let example = examples.last_mut().ok_or("a fenced block stands before the first example")?;
            add(example, info, text)?;
        }
    }
    for example in &examples {
        let promised = example.kind == Kind::Bad;
        if example.files.is_empty() || promised == example.marks.is_empty() && example.kind != Kind::Note {
            return Err(format!(
                "`{}`: a Bad example marks lines, a Good one none, and both have files",
                example.title
            ));
        }
    }
    Ok(examples)
}

fn begin(heading: &str) -> Result<Example, String> {
    let (kind, title) =
        heading.split_once(": ").ok_or_else(|| format!("`{heading}` is not `Bad: ...`, `Good: ...` or `Note: ...`"))?;
    let kind = match kind {
        "Bad" => Kind::Bad,
        "Good" => Kind::Good,
        "Note" => Kind::Note,
        _ => return Err(format!("`{heading}` is not `Bad: ...`, `Good: ...` or `Note: ...`")),
    };
    Ok(Example {
        kind,
        title: title.into(),
        files: Vec::new(),
        marks: BTreeSet::new(),
        asterisk: None,
        check_files: false,
    })
}

/// Takes in a block by its info string: `asterisk FILE [mark=LINE[,LINE...]] [asterisk=VERSION] [check-files]`.
fn add(example: &mut Example, info: &str, text: String) -> Result<(), String> {
    let mut words = info.split_whitespace();
    if !matches!(words.next(), Some("asterisk" | "toml")) {
        return Err(format!("`{info}`: the blocks of an example are of language asterisk, or toml for pjlint.toml"));
    }
    let name = words.next().ok_or("a block names no file")?.to_owned();
    for word in words {
        if let Some(list) = word.strip_prefix("mark=") {
            for line in list.split(',') {
                let line = line.parse().map_err(|_| format!("`{word}` is no list of lines"))?;
                example.marks.insert((name.clone(), line));
            }
        } else if let Some(version) = word.strip_prefix("asterisk=") {
            example.asterisk = Some(version.into());
        } else if word == "check-files" {
            example.check_files = true;
        } else {
            return Err(format!("`{word}` means nothing in the info string of a block"));
        }
    }
    if example.files.iter().any(|f| f.name == name) {
        return Err(format!("two blocks are {name}"));
    }
    example.files.push(File { name, text });
    Ok(())
}
