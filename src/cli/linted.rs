//! What `pjlint check` lints: the paths that it is given, with the report limited to the files among them.
//!
//! A configuration is always read as a whole. What pjlint.toml excludes is not reported, also where it was named on the
//! command line, since a hook names whatever was changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::policy::Policy;
use crate::report::Linted;

use super::check::lint;
use super::given::{Given, limit};
use super::places::{Place, places, places_of_hook, places_that_may_include};
use super::policy::PolicyArgs;
use super::{Common, Failure, note};

/// A directory that was linted, and by which policy.
pub(super) struct Looked {
    pub(super) linted: Linted,
    pub(super) policy: Policy,
    /// The names of the files that the report is limited to; all if there are none.
    pub(super) files: Vec<String>,
}

impl Looked {
    fn new(linted: Linted, policy: Policy, read: &BTreeSet<Given>) -> Self {
        let files = read.iter().map(|given| linted.config.dir.name_of(given.path())).collect();
        Self { linted, policy, files }
    }
}

/// Lints the paths; for a hook, the configurations that the changed files concern.
///
/// # Errors
/// Where a path is nothing that can be linted, or cannot be read.
pub(super) fn linted(
    paths: &[PathBuf],
    hook: bool,
    policy: &PolicyArgs,
    common: &Common,
) -> Result<Vec<Looked>, Failure> {
    if hook { changed(paths, policy, common) } else { named(paths, policy, common) }
}

/// Lints what the paths stand for.
fn named(paths: &[PathBuf], policy: &PolicyArgs, common: &Common) -> Result<Vec<Looked>, Failure> {
    let mut all = Vec::new();
    for mut place in places(paths)? {
        let policy = policy.of(common, &place.dir.root)?;
        if !leave_out(&mut place, &policy) {
            continue;
        }
        let only = place.only.take();
        let mut linted = lint(place, common, &policy)?;
        let mut read = BTreeSet::new();
        if let Some(only) = only {
            read = limit(&mut linted, &only, false);
            only.difference(&read).for_each(|file| not_read(&file.shown));
        }
        all.push(Looked::new(linted, policy, &read));
    }
    Ok(all)
}

/// Lints what a change concerns, where the paths are the files of the change.
fn changed(paths: &[PathBuf], policy: &PolicyArgs, common: &Common) -> Result<Vec<Looked>, Failure> {
    let (places, mut homeless) = places_of_hook(paths)?;
    let (mut all, mut done) = (Vec::new(), Vec::new());
    for mut place in places {
        done.push(place.dir.root.clone());
        let policy = policy.of(common, &place.dir.root)?;
        if !leave_out(&mut place, &policy) {
            continue;
        }
        let only = place.only.take();
        let mut linted = lint(place, common, &policy)?;
        let mut read = BTreeSet::new();
        if let Some(only) = only {
            read = limit(&mut linted, &only, true);
            homeless.extend(only.difference(&read).filter(|file| file.is_there()).cloned());
            if read.is_empty() && only.iter().all(Given::is_there) {
                continue;
            }
        }
        all.push(Looked::new(linted, policy, &read));
    }
    let others = if homeless.is_empty() { Vec::new() } else { places_that_may_include(&homeless, &done) };
    let mut found = BTreeSet::new();
    for place in others {
        // Nobody has named these: what is wrong with one is not what the change is about.
        let Ok(policy) = policy.of(common, &place.dir.root) else { continue };
        let Ok(mut linted) = lint(place, common, &policy) else { continue };
        let read = limit(&mut linted, &homeless, true);
        if !read.is_empty() {
            all.push(Looked::new(linted, policy, &read));
            found.extend(read);
        }
    }
    homeless.difference(&found).for_each(|file| not_read(&file.shown));
    if all.is_empty() {
        note("note: nothing was checked: no FILE belongs to a configuration that is to be");
    }
    Ok(all)
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
