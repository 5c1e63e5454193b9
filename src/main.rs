use pjlint::{source::Sources, text};
fn main() {
    let dir = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let mut s = Sources::default();
    let id = s.read(&dir.join("pjsip.conf"), || "pjsip.conf".into()).unwrap();
    let d = text::ConfigDir { root: dir, known_as: "/etc/asterisk".into(), is_live: false };
    let t = std::time::Instant::now();
    let doc = text::read(&mut s, &d, id, true);
    println!("{} sections {} names {:?} {:?}", doc.len(), doc.name_count(), doc.problems, t.elapsed());
}
