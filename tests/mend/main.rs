//! Unsafe fixes in forms that no example has: templates and their heirs, `(+)`, wizards, includes, old releases. That
//! every example is mended, `tests/fix` shows.

mod forms;
mod site;
