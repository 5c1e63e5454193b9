//! Which realtime drivers the directory's Asterisk has, as far as its files tell.

use crate::asterisk::Version;
use crate::neighbours::{Loads, Modules};
use crate::text::ConfigDir;

/// The drivers that can hold whole files: their names in extconfig.conf, their modules, and the files without which
/// the module has no database to ask.
const DRIVERS: &[(&str, &str, &[&str])] = &[
    ("odbc", "res_config_odbc", &["res_odbc.conf"]),
    ("pgsql", "res_config_pgsql", &["res_pgsql.conf"]),
    ("mysql", "res_config_mysql", &["res_config_mysql.conf", "res_mysql.conf"]),
    ("sqlite3", "res_config_sqlite3", &["res_config_sqlite3.conf"]),
    ("sqlite", "res_config_sqlite", &["res_config_sqlite.conf"]),
    ("ldap", "res_config_ldap", &["res_ldap.conf"]),
];

/// Whether the engine is in view: its own file is there, and modules.conf does not keep the module out. Which
/// modules are installed cannot be seen.
pub(super) fn is_loaded(engine: &str, dir: &ConfigDir, modules: &Modules, version: Version) -> bool {
    let Some((_, module, files)) = DRIVERS.iter().find(|(name, ..)| *name == engine) else { return false };
    let is_barred = || matches!(modules.will_load(module, version), Loads::No(_));
    files.iter().any(|f| dir.root.join(f).is_file()) && !is_barred()
}
