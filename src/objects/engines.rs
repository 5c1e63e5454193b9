//! Which realtime engines the directory's Asterisk has, as far as its files tell.

use crate::source::Sources;
use crate::text::{ConfigDir, Document};

/// The engines that can hold whole files: their names in extconfig.conf, their modules, and the files without which
/// the module has no database to ask.
const ENGINES: &[(&str, &str, &[&str])] = &[
    ("odbc", "res_config_odbc", &["res_odbc.conf"]),
    ("pgsql", "res_config_pgsql", &["res_pgsql.conf"]),
    ("mysql", "res_config_mysql", &["res_config_mysql.conf", "res_mysql.conf"]),
    ("sqlite3", "res_config_sqlite3", &["res_config_sqlite3.conf"]),
    ("sqlite", "res_config_sqlite", &["res_config_sqlite.conf"]),
    ("ldap", "res_config_ldap", &["res_ldap.conf"]),
];

/// Whether the engine is in view: its own file is there, and modules.conf does not keep the module out. Which
/// modules are installed cannot be seen.
pub(super) fn is_loaded(engine: &str, dir: &ConfigDir, modules: Option<&Document>, sources: &Sources) -> bool {
    let Some((_, module, files)) = ENGINES.iter().find(|(name, ..)| *name == engine) else { return false };
    files.iter().any(|f| dir.root.join(f).is_file()) && modules.is_none_or(|m| admits(m, sources, module))
}

/// Whether modules.conf loads the module: named in a `load` line, or all are and no `noload` names it.
fn admits(modules: &Document, sources: &Sources, module: &str) -> bool {
    let (mut autoload, mut named, mut barred) = (false, false, false);
    for section in (0..modules.len()).filter(|s| modules.name(sources, *s).eq_ignore_ascii_case(b"modules")) {
        modules.each_setting(section, |s| {
            let (option, value) = (modules.option(sources, s).to_ascii_lowercase(), modules.value(sources, s));
            let is_it = value.strip_suffix(b".so").unwrap_or(value).eq_ignore_ascii_case(module.as_bytes());
            match option.as_slice() {
                b"autoload" => autoload = crate::asterisk::value::number::is_true(value),
                b"load" | b"preload" | b"require" | b"preload-require" => named |= is_it,
                b"noload" => barred |= is_it,
                _ => {}
            }
        });
    }
    !barred && (autoload || named)
}
