// An iterator makes its next value when asked.

use std::iter::from_fn;

fn main() {
    let mut cakes = bake();
    println!("main: nothing is baked yet");
    println!("main: eats cake {}", cakes.next().unwrap());
    for cake in cakes.take(2) {
        println!("main: eats cake {cake}");
    }
}

fn bake() -> impl Iterator<Item = u32> {
    let mut cake = 0;
    from_fn(move || {
        cake += 1;
        println!("bake: makes cake {cake}");
        Some(cake)
    })
}
