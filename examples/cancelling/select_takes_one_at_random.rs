// Of two ready futures, `select!` takes one at random.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (mut first, mut second) = (0, 0);
    for _ in 0..100 {
        tokio::select! {
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
