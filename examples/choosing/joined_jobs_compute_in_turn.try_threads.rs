// Two threads compute at once.

const LIMIT: u32 = 500_000;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let a = tokio::task::spawn_blocking(|| count(3));
    let b = tokio::task::spawn_blocking(|| count(5));
    let (a, b) = (a.await.unwrap(), b.await.unwrap());
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
