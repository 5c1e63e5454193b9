//! Paths in `pjlint.toml`: globs, relative to the directory of the file.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Some of the files of a site.
#[derive(Clone, Debug)]
pub struct Paths {
    globs: GlobSet,
    written: Vec<String>,
}

impl Paths {
    /// Reads globs. One without a `/` matches a name at any depth, every other one a path from the directory of
    /// `pjlint.toml`; a glob that matches a directory matches everything in it.
    ///
    /// # Errors
    /// Which of them is not a glob, and why.
    pub(crate) fn new(globs: &[String]) -> Result<Self, String> {
        let mut set = GlobSetBuilder::new();
        for text in globs {
            let wrong = |why: &dyn std::fmt::Display| format!("`{text}` is not a glob: {why}");
            let bare = text.trim_end_matches('/');
            let bare = bare.strip_prefix("./").unwrap_or(bare);
            if bare.is_empty() || bare == "." || bare.split('/').any(|part| part == "..") {
                return Err(wrong(&"it must name something below the directory of the file"));
            }
            let anchored = bare.strip_prefix('/');
            let path = anchored
                .map_or_else(|| if bare.contains('/') { bare.to_owned() } else { format!("**/{bare}") }, str::to_owned);
            for glob in [path.clone(), format!("{path}/**")] {
                let glob = GlobBuilder::new(&glob).literal_separator(true).build();
                set.add(glob.map_err(|e| wrong(e.kind()))?);
            }
        }
        let globs_built = set.build().map_err(|e| e.to_string())?;
        Ok(Self { globs: globs_built, written: globs.to_vec() })
    }

    /// Whether one of them matches a path relative to the directory of `pjlint.toml`.
    pub(crate) fn fit(&self, path: &Path) -> bool {
        self.globs.is_match(path)
    }

    /// As they are written.
    pub(crate) fn written(&self) -> &[String] {
        &self.written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(glob: &str, path: &str) -> bool {
        Paths::new(&[glob.to_owned()]).expect("a glob").fit(Path::new(path))
    }

    #[test]
    fn names_fit_anywhere_and_paths_from_the_root() {
        assert!(fit("generated", "a/generated/pjsip.conf"));
        assert!(fit("*.generated.conf", "a/b/x.generated.conf"));
        assert!(fit("customers/*/pjsip.conf", "customers/7/pjsip.conf"));
        assert!(!fit("customers/*/pjsip.conf", "customers/7/8/pjsip.conf"));
        assert!(fit("customers/**", "customers/7/8/pjsip.conf"));
        assert!(fit("customers/", "customers/7/8/pjsip.conf"));
        assert!(!fit("/pjsip.conf", "a/pjsip.conf"));
        assert!(fit("/pjsip.conf", "pjsip.conf"));
        assert!(!fit("b/pjsip.conf", "a/b/pjsip.conf"));
    }

    #[test]
    fn what_leads_out_is_refused() {
        for glob in ["../x", "", "/", "a[", "./"] {
            assert!(Paths::new(&[glob.to_owned()]).is_err(), "{glob}");
        }
    }
}
