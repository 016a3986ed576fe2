// `rayon::join` computes in two threads, one of them ours.

const LIMIT: u32 = 500_000;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let two = rayon::ThreadPoolBuilder::new();
    let two = two.num_threads(2).use_current_thread();
    two.build_global().unwrap();
    let (a, b) = rayon::join(|| count(3), || count(5));
    println!("{} odd primes", a + b);
}

/// Counts the primes among every fourth number.
fn count(first: u32) -> usize {
    let numbers = (first..LIMIT).step_by(4);
    numbers.filter(|n| is_prime(*n)).count()
}

fn is_prime(n: u32) -> bool {
    let mut divisors = (3..=n.isqrt()).step_by(2);
    divisors.all(|d| n % d != 0)
}
