// The handler takes any mailer; here it is given a fake.

use std::time::Duration;
use tokio::time::sleep;

trait Mailer {
    async fn send(&mut self, to: &str) -> bool;
}

struct Fake {
    busy: usize,
    asked: usize,
}

impl Mailer for Fake {
    async fn send(&mut self, _to: &str) -> bool {
        self.asked += 1;
        self.asked > self.busy
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut fake = Fake { busy: 2, asked: 0 };
    if handle(&mut fake, "ann").await {
        println!("main: sent");
    }
    println!("fake: asked {} times", fake.asked);
}

async fn handle(via: &mut impl Mailer, to: &str) -> bool {
    for wait in [100, 200] {
        if via.send(to).await {
            return true;
        }
        println!("{to}: busy, wait {wait} ms");
        sleep(Duration::from_millis(wait)).await;
    }
    via.send(to).await
}
