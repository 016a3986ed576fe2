// A range is an iterator.

use std::iter::from_fn;

fn main() {
    let mut cakes = bake();
    println!("main: nothing is baked yet");
    println!("main: eats cake {}", cakes.next().unwrap());
    for cake in cakes.take(2) {
        println!("main: eats cake {cake}");
    }
    let mut crumbs = 0..10_u64.pow(12);
    println!("main: crumb {}", crumbs.next().unwrap());
    println!("main: crumb {}", crumbs.next().unwrap());
}

fn bake() -> impl Iterator<Item = u32> {
    let mut cake = 0;
    from_fn(move || {
        cake += 1;
        println!("bake: makes cake {cake}");
        Some(cake)
    })
}
