// `yield` is not part of stable Rust.

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
    gen move {
        cake += 1;
        println!("bake: makes cake {cake}");
        yield cake;
    }
}
