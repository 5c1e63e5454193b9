//! What the options of `system` do to each other (P-2, P-3).

use crate::asterisk::Target;
use crate::objects::view::View;
use crate::text::SettingId;

use super::{Effective, replace};

const POOL: [&str; 4] = ["initial_size", "auto_increment", "idle_timeout", "max_size"];

/// One store behind two names, and timers that are raised to the least that pjproject takes.
pub(super) fn together(view: &View<'_>, target: &Target, all: &mut Vec<Effective>) {
    if target.option(view.of, "taskpool_max_size").is_some() {
        for what in POOL {
            let names = [format!("threadpool_{what}"), format!("taskpool_{what}")];
            let is_it = |o: &u16| names.iter().any(|n| n == view.option(*o).name());
            // The later line counts, under whichever name.
            let Some((_, last)) = view.settings.iter().rev().find(|(o, _)| is_it(o)) else { continue };
            let Some(value) = all.iter().find(|e| e.settings == [*last]).map(|e| e.value.clone()) else { continue };
            for name in names {
                all.retain(|e| e.name != name);
                all.push(Effective { name, value: value.clone(), settings: vec![*last] });
            }
        }
    }
    let t1 = view.number("timer_t1", 500).max(100);
    // As Asterisk multiplies: without a look at what does not fit.
    let least = t1.wrapping_mul(64);
    let b = view.number("timer_b", 32_000).max(least);
    let own: Vec<SettingId> = view.last("timer_t1").into_iter().collect();
    if !own.is_empty() {
        replace(all, "timer_t1", t1.to_string(), own.clone());
    }
    match view.last("timer_b") {
        Some(setting) => replace(all, "timer_b", b.to_string(), vec![setting]),
        None if b != 32_000 => replace(all, "timer_b", b.to_string(), own),
        None => {}
    }
}
