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
use super::progress::Progress;
use super::watch::Inputs;
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
    fn first(
        mut place: Place,
        policy: Policy,
        hook: bool,
        common: &Common,
        progress: &Progress,
    ) -> Result<(Linted, Self, Read), Failure> {
        let only = place.only.take();
        let mut linted = lint(place.clone(), common, &policy, progress)?;
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
        let mut linted = lint(Place { edited, ..self.place.clone() }, common, &self.policy, &Progress::default())?;
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
pub(super) type Looked = (Vec<Linted>, Vec<Look>);

/// How the paths are linted, and who is told of it.
pub(super) struct Linting<'a> {
    policy: &'a PolicyArgs,
    common: &'a Common,
    progress: Progress,
    /// What a report depends on, where somebody watches it.
    inputs: Option<&'a mut Inputs>,
}

impl<'a> Linting<'a> {
    /// By these arguments.
    pub(super) fn new(policy: &'a PolicyArgs, common: &'a Common, quiet: bool, inputs: Option<&'a mut Inputs>) -> Self {
        Self { policy, common, progress: Progress::new(quiet), inputs }
    }

    /// Lints the paths; for a hook, the configurations that the changed files concern.
    ///
    /// # Errors
    /// Where a path is nothing that can be linted, or cannot be read.
    pub(super) fn all(&mut self, paths: &[PathBuf], hook: bool) -> Result<Looked, Failure> {
        if hook { self.changed(paths) } else { self.named(paths) }
    }

    /// Lints what the paths stand for.
    fn named(&mut self, paths: &[PathBuf]) -> Result<Looked, Failure> {
        let (mut all, mut looks) = (Vec::new(), Vec::new());
        let places = self.begin(places(paths)?);
        for place in places {
            let Some((linted, look, Read { only, read })) = self.look(place, false)? else { continue };
            only.iter().flat_map(|only| only.difference(&read)).for_each(|file| not_read(&file.shown));
            all.push(linted);
            looks.push(look);
        }
        Ok((all, looks))
    }

    /// Lints what a change concerns, where the paths are the files of the change.
    fn changed(&mut self, paths: &[PathBuf]) -> Result<Looked, Failure> {
        let (places, mut homeless) = places_of_hook(paths)?;
        let (mut all, mut looks, mut done) = (Vec::new(), Vec::new(), Vec::new());
        for place in self.begin(places) {
            done.push(place.dir.root.clone());
            let Some((linted, look, Read { only, read })) = self.look(place, true)? else { continue };
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
        for mut place in self.begin(others) {
            // Nobody has named these: what is wrong with one is not what the change is about.
            place.only = Some(homeless.clone());
            let Ok(Some((linted, look, Read { read, .. }))) = self.look(place, true) else { continue };
            if !read.is_empty() {
                found.extend(read);
                all.push(linted);
                looks.push(look);
            }
        }
        homeless.difference(&found).for_each(|file| not_read(&file.shown));
        if all.is_empty() {
            note("note: nothing was checked: every FILE is excluded, or belongs to no configuration");
        }
        Ok((all, looks))
    }

    fn begin(&mut self, places: Vec<Place>) -> Vec<Place> {
        self.progress.of(places.len());
        places
    }

    /// Lints one directory, unless the site wants nothing of it.
    fn look(&mut self, mut place: Place, hook: bool) -> Result<Option<(Linted, Look, Read)>, Failure> {
        self.progress.next();
        if let Some(inputs) = &mut self.inputs {
            inputs.add_place(&place.dir.root, self.common.policy_file(&place.dir.root));
        }
        let policy = self.policy.of(self.common, &place.dir.root)?;
        if !leave_out(&mut place, &policy) {
            return Ok(None);
        }
        Look::first(place, policy, hook, self.common, &self.progress).map(Some)
    }
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
