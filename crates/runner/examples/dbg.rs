//! Temporary.
fn main() {
    let l = addr2line::Loader::new(std::env::args().nth(1).unwrap()).unwrap();
    for a in std::env::args().skip(2) {
        let a: u64 = a.parse().unwrap();
        let mut f = l.find_frames(a).unwrap();
        while let Ok(Some(x)) = f.next() {
            println!(
                "{:?} {:?}",
                x.function
                    .as_ref()
                    .map(|f| f.demangle().unwrap().into_owned()),
                x.location.map(|l| format!("{:?}:{:?}", l.file, l.line))
            );
        }
        println!("  sym {:?}", l.find_symbol(a));
    }
}
