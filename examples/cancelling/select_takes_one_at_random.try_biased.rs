// A biased `select!` looks at its branches in order.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (mut first, mut second) = (0, 0);
    for _ in 0..100 {
        tokio::select! {
            biased;
            () = answer() => first += 1,
            () = answer() => second += 1,
        }
    }
    if first > 0 {
        println!("the first has won");
    }
    if second > 0 {
        println!("the second has won");
    }
    let winners = (first + second) / 100;
    println!("winners in a round: {winners}");
}

async fn answer() {}
