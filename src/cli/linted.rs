//! What `pjlint check` lints: the paths that it is given, with the report limited to the files among them.
//!
//! A configuration is always read as a whole. What pjlint.toml excludes is not reported, also where it was named on the
//! command line, since a hook names whatever was changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::policy::Policy;
use crate::report::Linted;
use crate::source::Edited;

use super::check::lint;
use super::fixing;
use super::given::{Given, limit};
use super::places::{Place, places, places_of_hook, places_that_may_include};
use super::policy::PolicyArgs;
use super::{Common, Failure, note};

/// How a directory was looked at, so that it can be looked at again.
pub(super) struct Look {
    place: Place,
    pub(super) policy: Policy,
    /// The names of the files that the report is limited to; all if there are none.
    pub(super) files: Vec<String>,
    only: Option<BTreeSet<Given>>,
    hook: bool,
    /// What was read from standard input, which can be read once only.
    stdin: Option<Arc<[u8]>>,
}

impl Look {
    /// Lints the directory, limited to what the place is. The result is what it was limited to, and what of that the
    /// configuration reads.
    fn first(mut place: Place, policy: Policy, hook: bool, common: &Common) -> Result<(Linted, Self, Read), Failure> {
        let only = place.only.take();
        let mut linted = lint(place.clone(), common, &policy)?;
        let read = only.as_ref().map(|only| limit(&mut linted, only, hook)).unwrap_or_default();
        let files = read.iter().map(|given| linted.config.dir.name_of(given.path())).collect();
        let stdin = fixing::stdin(&linted);
        let look = Self { place, policy, files, only: only.clone(), hook, stdin };
        Ok((linted, look, Read { only, read }))
    }

    /// Lints it again, with files as fixes have left them.
    pub(super) fn again(&self, common: &Common, edited: &Edited) -> Result<Linted, Failure> {
        let mut edited = edited.clone();
        if let Some(text) = &self.stdin {
            edited.entry(PathBuf::new()).or_insert_with(|| Arc::clone(text));
        }
        let mut linted = lint(Place { edited, ..self.place.clone() }, common, &self.policy)?;
        if let Some(only) = &self.only {
            limit(&mut linted, only, self.hook);
        }
        Ok(linted)
    }
}

/// What a report was limited to, if it was, and what of that the configuration reads.
struct Read {
    only: Option<BTreeSet<Given>>,
    read: BTreeSet<Given>,
}

/// What was found in each directory, and how it was looked at.
type Looked = (Vec<Linted>, Vec<Look>);

/// Lints the paths; for a hook, the configurations that the changed files concern.
///
/// # Errors
/// Where a path is nothing that can be linted, or cannot be read.
pub(super) fn linted(paths: &[PathBuf], hook: bool, policy: &PolicyArgs, common: &Common) -> Result<Looked, Failure> {
    if hook { changed(paths, policy, common) } else { named(paths, policy, common) }
}

/// Lints what the paths stand for.
fn named(paths: &[PathBuf], policy: &PolicyArgs, common: &Common) -> Result<Looked, Failure> {
    let (mut all, mut looks) = (Vec::new(), Vec::new());
    for mut place in places(paths)? {
        let policy = policy.of(common, &place.dir.root)?;
        if !leave_out(&mut place, &policy) {
            continue;
        }
        let (linted, look, Read { only, read }) = Look::first(place, policy, false, common)?;
        only.iter().flat_map(|only| only.difference(&read)).for_each(|file| not_read(&file.shown));
        all.push(linted);
        looks.push(look);
    }
    Ok((all, looks))
}

/// Lints what a change concerns, where the paths are the files of the change.
fn changed(paths: &[PathBuf], policy: &PolicyArgs, common: &Common) -> Result<Looked, Failure> {
    let (places, mut homeless) = places_of_hook(paths)?;
    let (mut all, mut looks, mut done) = (Vec::new(), Vec::new(), Vec::new());
    for mut place in places {
        done.push(place.dir.root.clone());
        let policy = policy.of(common, &place.dir.root)?;
        if !leave_out(&mut place, &policy) {
            continue;
        }
        let (linted, look, Read { only, read }) = Look::first(place, policy, true, common)?;
        if let Some(only) = only {
            homeless.extend(only.difference(&read).filter(|file| file.is_there()).cloned());
            if read.is_empty() && only.iter().all(Given::is_there) {
                continue;
            }
        }
        all.push(linted);
        looks.push(look);
    }
    let others = if homeless.is_empty() { Vec::new() } else { places_that_may_include(&homeless, &done) };
    let mut found = BTreeSet::new();
    for mut place in others {
        // Nobody has named these: what is wrong with one is not what the change is about.
        place.only = Some(homeless.clone());
        let Ok(policy) = policy.of(common, &place.dir.root) else { continue };
        let Ok((linted, look, Read { read, .. })) = Look::first(place, policy, true, common) else { continue };
        if !read.is_empty() {
            found.extend(read);
            all.push(linted);
            looks.push(look);
        }
    }
    homeless.difference(&found).for_each(|file| not_read(&file.shown));
    if all.is_empty() {
        note("note: nothing was checked: no FILE belongs to a configuration that is to be");
    }
    Ok((all, looks))
}

/// Takes out what the site does not want to be looked at, and says so; false if nothing is left.
fn leave_out(place: &mut Place, policy: &Policy) -> bool {
    let say = |what: &Path| note(&format!("note: {}: `exclude` in pjlint.toml has it", what.display()));
    if policy.excludes(&place.dir.root) {
        say(&place.dir.root);
        return false;
    }
    let Some(only) = &mut place.only else { return true };
    let excluded: Vec<Given> = only.iter().filter(|g| policy.excludes(g.path())).cloned().collect();
    for given in &excluded {
        say(&given.shown);
        only.remove(given);
    }
    !only.is_empty()
}

/// Says that nothing can be said of a file.
fn not_read(file: &Path) {
    note(&format!("note: {}: no configuration reads it, so it was not checked", file.display()));
}
